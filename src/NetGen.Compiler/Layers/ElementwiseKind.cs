using NetGen.Compiler.Kernels;
using NetGen.Compiler.Operations;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Layers;

/// <summary>A kind of layer that computes each value from itself and from numbers of its channel, which nothing trains.</summary>
internal abstract class ElementwiseKind : WrittenKind
{
    public override bool TakesNetworkInputs => false;

    /// <summary>The pre-activation.</summary>
    /// <param name="value">What comes in.</param>
    /// <param name="channel">The channel of the first lane.</param>
    public abstract Value Forward(LayerPlan layer, Value value, Index channel);

    /// <summary>The gradient by what comes in.</summary>
    /// <param name="dz">That by the pre-activation.</param>
    public abstract Value Backward(LayerPlan layer, Value value, Value dz, Index channel);

    public override LayerPlan Plan(Layer layer, int index, LayerPlan? before, int lanes, Allocator block) => UntrainedPlan.OfPixels(index, layer, lanes);

    public override IBlockLayer Rows(NetworkPlan plan, Shapes shapes) => new ElementwiseBlock(plan, shapes, plan.Model.Training);

    public override ISampleLayer Sample(NetworkPlan plan, Shapes shapes, bool together, Held? held) => new ElementwiseBlock(plan, shapes, trains: false);
}
