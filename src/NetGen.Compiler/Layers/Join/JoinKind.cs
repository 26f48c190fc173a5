using NetGen.Compiler.Kernels;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Layers.Join;

/// <summary>Rows of one shape, value by value: their sum, as around a residual block, or their product, as behind a gate.</summary>
internal sealed class JoinKind : WrittenKind
{
    public static readonly JoinKind Add = new("Add", "add", isProduct: false);

    public static readonly JoinKind Multiply = new("Multiply", "multiply", isProduct: true);

    private JoinKind(string name, string key, bool isProduct)
    {
        Name = name;
        IsProduct = isProduct;
        Syntax = new(null, null, null, [], HasActivation: true, $$"""{ "{{key}}": "first" }""") { Key = key, TakesSeveral = true };
    }

    public override string Name { get; }

    public bool IsProduct { get; }

    public override LayerSyntax Syntax { get; }

    public override bool TakesNetworkInputs => false;

    public override bool Adds => !IsProduct;

    public override Layer? Build(LayerSpec written, LayerContext context)
    {
        string name = $"a layer that takes {string.Join(" and ", context.Inputs)}";
        return context.Inputs.FirstOrDefault(shape => !shape.Equals(context.Input)) is { } other
            ? context.Refuse(written, name, $"{context.Input} and {other} do not go together value by value", "give both the same shape")
            : context.CouplesUnits && Picture.Of(context.Input).Pixels > 1 ? context.RefuseUnits(written, name)
            : new JoinLayer(context.Input, this, context.Activation, context.Initializer);
    }

    public override LayerPlan Plan(Layer layer, int index, LayerPlan? before, int lanes, Allocator block) => UntrainedPlan.OfPixels(index, layer, lanes);

    public override IBlockLayer Rows(NetworkPlan plan, Shapes shapes) => new JoinBlock(plan, shapes, plan.Model.Training);

    public override ISampleLayer Sample(NetworkPlan plan, Shapes shapes, bool together, Held held) => new JoinBlock(plan, shapes, trains: false);
}
