using NetGen.Compiler.Kernels;

namespace NetGen.Compiler.Emit;

/// <summary>A method that a public member calls: it lays out scratch and runs kernels over blocks of samples.</summary>
/// <param name="Parameters">As declared.</param>
/// <param name="Body">Prints the body, given the kernels by name.</param>
/// <param name="IsEntry">Called from outside the class.</param>
internal sealed record Driver(string Returns, string Name, IReadOnlyList<string> Parameters, Action<CodeWriter, KernelSet> Body, bool IsEntry = true)
{
    public string Declaration => $"internal static {Returns} {Name}({string.Join(", ", Parameters)})";

    /// <summary>Whether it is worth optimising from the first call: it runs over a batch.</summary>
    public bool Loops => Parameters.Any(parameter => parameter.StartsWith("nuint", StringComparison.Ordinal));

    /// <summary>A call with arguments named as the parameters.</summary>
    public string Call => $"{Name}({string.Join(", ", Parameters.Select(Argument))})";

    private static string Argument(string parameter)
    {
        string[] words = parameter.Split(' ');
        return (words[0] == "ref" ? "ref " : "") + words[words.Length - 1];
    }
}

/// <summary>The kernels of one class, and the memory they work in.</summary>
internal sealed class KernelSet(IReadOnlyList<Kernel> kernels, Workspace workspace)
{
    public IReadOnlyList<Kernel> All => kernels;

    public Workspace Workspace => workspace;

    /// <summary>The kernels of a pass in the order of their calls.</summary>
    public IEnumerable<Kernel> Of(Pass pass) => kernels.Where(kernel => kernel.Pass == pass);
}
