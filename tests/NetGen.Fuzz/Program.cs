using NetGen.Fuzz;
using SharpFuzz;

// Cases come from AFL++, which fuzz.sh starts; without it, one comes from the input, to see what it does: NetGen.Fuzz TARGET < CASE.
if (args is not [string name])
{
    Console.Error.WriteLine("NetGen.Fuzz TARGET, where TARGET is one of those in Targets.cs");
    return 2;
}

// In a process of its own, so that a case that overflows the stack or hangs is one case, not the end. Nothing that is instrumented may run outside of this.
Fuzzer.OutOfProcess.Run(stream =>
{
    using var bytes = new MemoryStream();
    stream.CopyTo(bytes);
    Targets.All[name](bytes.ToArray());
});
return 0;
