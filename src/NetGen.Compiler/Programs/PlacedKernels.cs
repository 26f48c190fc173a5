using NetGen.Compiler.Kernels;

namespace NetGen.Compiler.Programs;

/// <summary>The kernels of a program for each of several kinds of vectors, all in one workspace.</summary>
internal sealed class PlacedKernels(Workspace workspace, IReadOnlyList<(Shapes Shapes, IReadOnlyList<Kernel> Kernels)> kernels)
{
    private readonly Dictionary<string, IReadOnlyList<Kernel>> _kernels = kernels.ToDictionary(one => one.Shapes.Wide.Name, one => workspace.Place(one.Kernels));

    public Workspace Workspace { get; } = workspace;

    public IReadOnlyList<Kernel> this[Shapes shapes] => _kernels[shapes.Wide.Name];
}
