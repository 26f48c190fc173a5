using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Kernels;

/// <summary>Samples across lanes: a region of memory holds a row of samples for every unit, and a group of samples fills a vector.</summary>
internal static class Groups
{
    /// <summary>Every group of samples of a block.</summary>
    public static void For(KernelBuilder kernel, Shapes shapes, Action<Index> body) => kernel.For("g", Index.Of(Batch.Padded), shapes.Wide.Step, body);

    /// <summary>A group's samples of one unit.</summary>
    public static Pointer At(NetworkPlan plan, Region region, Index unit, Index group) => region + unit * plan.SampleStride + group;
}
