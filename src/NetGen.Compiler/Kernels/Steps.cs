using NetGen.Compiler.Operations;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Kernels;

/// <summary>What happens to the parameter block and a gradient laid out like it, element by element.</summary>
internal static class Steps
{
    public static IReadOnlyList<Kernel> Kernels(NetworkPlan plan, Shapes shapes, Workspace workspace) =>
        Phase.Apart(
        [
            new Phase("Descend", "Adds scale times the gradient G to the parameters.", kernel => ForEach(kernel, plan, shapes, at =>
                new Store(shapes.Wide, new Pointer("p") + at, new MultiplyAdd(new Splat("scale"), new Load(new Pointer("G") + at), new Load(new Pointer("p") + at)))), Pass.Descend),
            new Phase("Scale", "Multiplies the gradient G by scale.", kernel => ForEach(kernel, plan, shapes, at =>
                new Store(shapes.Wide, new Pointer("G") + at, new Splat("scale") * new Load(new Pointer("G") + at))), Pass.Scale),
        ], workspace);

    private static void ForEach(KernelBuilder kernel, NetworkPlan plan, Shapes shapes, Func<Index, Statement> body) =>
        kernel.For("i", plan.TrainableLength, shapes.Wide.Step, i => kernel.Add(body(i)));
}
