using System.Diagnostics;

namespace NetGen.Networks.Tests.Bits;

/// <summary>A setting of the runtime that takes instructions away, or gives wider vectors.</summary>
/// <param name="Name">As the test output prints it.</param>
/// <param name="VectorBits">The width of vectors that the setting must lead to, or null where the processor decides.</param>
/// <param name="Variables">Environment variables.</param>
internal sealed record InstructionSet(string Name, int? VectorBits, params (string Name, string Value)[] Variables)
{
    /// <summary>Settings that keep the fused multiply-add, and so every bit. Vectors of 256 bits are what the runtime has without any.</summary>
    public static readonly IReadOnlyList<InstructionSet> Fused =
    [
        new("128-bit vectors", 128, ("DOTNET_MaxVectorTBitWidth", "128")),
        new("512-bit vectors", 512, ("DOTNET_MaxVectorTBitWidth", "512")),
        new("no AVX-512", null, ("DOTNET_EnableAVX512", "0")),
        new("no AVX-512, 128-bit vectors", 128, ("DOTNET_EnableAVX512", "0"), ("DOTNET_MaxVectorTBitWidth", "128")),
    ];

    /// <summary>Whether it takes a processor with AVX-512 to make a difference.</summary>
    public bool IsForAvx512 => Variables.Any(variable => variable is ("DOTNET_EnableAVX512", _) or ("DOTNET_MaxVectorTBitWidth", "512"));

    public static InstructionSet Named(string name) => Fused.Single(set => set.Name == name);

    /// <summary>Runs every corpus network in a process of its own under this setting.</summary>
    public async Task<Leg> Run(CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["leg"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in Variables)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        string output = await process.StandardOutput.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        Assert.True(process.ExitCode == 0, $"{Name}: exit code {process.ExitCode}\n{await errors}");
        return Leg.Parse(output);
    }
}
