using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Kernels;

/// <summary>
/// A stretch of memory that kernels read and write. What lies in scratch and in the parameter block has capitals for a name, as
/// matrices have, so that it differs from the vectors that kernels hold.
/// </summary>
/// <param name="Name">What emitted code calls it.</param>
internal sealed record Region(string Name)
{
    /// <summary>The parameter block.</summary>
    public static readonly Region Parameters = new("p");

    /// <summary>The inputs, row after row.</summary>
    public static readonly Region Inputs = new("x");

    /// <summary>The outputs, row after row.</summary>
    public static readonly Region Outputs = new("y");

    /// <summary>What a gradient is added to, laid out like the parameters.</summary>
    public static readonly Region Into = new("into");

    /// <summary>The scratch.</summary>
    public static readonly Region Scratch = new("s");

    /// <summary>The inputs with samples across lanes.</summary>
    public static readonly Region TurnedInputs = new("X");

    /// <summary>The inputs of a block of fewer samples than a tile has.</summary>
    public static readonly Region FewInputs = new("Few");

    /// <summary>The last layer's pre-activations where units were across lanes, with samples across lanes; results take their place.</summary>
    public static readonly Region TurnedOutputs = new("Across");

    /// <summary>The targets.</summary>
    public static readonly Region Targets = new("T");

    /// <summary>The loss of each sample.</summary>
    public static readonly Region Losses = new("Losses");

    /// <summary>The gradient of a whole batch, laid out like the parameters.</summary>
    public static readonly Region Gradient = new("G");

    /// <summary>Padded rows for what formulas sum.</summary>
    public static readonly Region Spare = new("Spare");

    /// <summary>Partial sums of a tile.</summary>
    public static readonly Region Parked = new("Parked");

    /// <summary>One sample of a layer's inputs with zeros around it.</summary>
    public static readonly Region Image = new("Image");

    /// <summary>One sample of the gradient by a layer's pre-activations, as far apart as the windows were and with zeros around it.</summary>
    public static readonly Region GradientImage = new("DImage");

    /// <summary>A layer's weights for several neighbouring pixels in one vector.</summary>
    public static readonly Region Neighbours = new("Wide");

    /// <summary>The same of the way back.</summary>
    public static readonly Region GradientNeighbours = new("DWide");

    /// <summary>One sample of one group of channels, or of the gradient by it, pixel after pixel.</summary>
    public static readonly Region Group = new("Group");

    /// <summary>One sample of all groups of channels together.</summary>
    public static readonly Region Together = new("Together");

    /// <summary>The sums of a tile of gates.</summary>
    public static readonly Region Gates = new("Gates");

    /// <summary>The states after a step, until all of it is computed.</summary>
    public static readonly Region After = new("After");

    /// <summary>What goes back from one step of a sequence to the step before.</summary>
    public static readonly Region Carry = new("Carry");

    /// <summary>Sums lane by lane.</summary>
    public static readonly Region Sums = new("Sums");

    /// <summary>A row that is summed.</summary>
    public static readonly Region Summed = new("Summed");

    /// <summary>A row of products that is summed.</summary>
    public static readonly Region Products = new("Products");

    /// <summary>What moves a layer's bias in a step on one sample.</summary>
    public static readonly Region Step = new("Step");

    /// <summary>The derivative of the loss by a layer's inputs.</summary>
    public static readonly Region InputGradient = new("DA");

    /// <summary>A tensor of a layer's parameters.</summary>
    public static Region Of(LayerPlan layer, TensorPlan tensor) => new(tensor.Tensor.Symbol + layer.Index);

    /// <summary>Its transposed copy.</summary>
    public static Region CopyOf(LayerPlan layer, TensorPlan tensor) => new(tensor.Tensor.Symbol + "T" + layer.Index);

    /// <summary>What else a layer has in the block.</summary>
    public static Region Note(LayerPlan layer, string symbol) => new(symbol + layer.Index);

    /// <summary>A layer's weights, in panels.</summary>
    public static Region Weights(ProductPlan layer) => Of(layer, layer.Tensors[0]);

    /// <summary>Their transposed copy.</summary>
    public static Region Transposed(ProductPlan layer) => CopyOf(layer, layer.Tensors[0]);

    /// <summary>A layer's biases.</summary>
    public static Region Biases(ProductPlan layer) => Of(layer, layer.Tensors[1]);

    /// <summary>What the gradient of a layer's parameters is added to, laid out as they are.</summary>
    public static Region IntoOf(LayerPlan layer) => new("Into" + layer.Index);

    /// <summary>A layer's outputs.</summary>
    public static Region Activations(LayerPlan layer) => new("A" + layer.Holder);

    /// <summary>Where a layer finds its inputs in rows: the outputs of the one before, or the network's own inputs.</summary>
    public static Region InputsOf(NetworkPlan plan, LayerPlan layer) => plan.Before(layer) is LayerPlan before ? Activations(before) : Inputs;

    /// <summary>What a layer remembers of the steps before.</summary>
    public static Region Records(LayerPlan layer) => new("R" + layer.Index);

    /// <summary>What a recurrent layer keeps of every step of a window for the way back.</summary>
    public static Region Sequences(LayerPlan layer) => new("Steps" + layer.Index);

    /// <summary>What a layer's values are multiplied by in training.</summary>
    public static Region Mask(LayerPlan layer) => new("Mask" + layer.Index);

    /// <summary>The mean of each sample that a layer normalises.</summary>
    public static Region Means(LayerPlan layer) => new("Mean" + layer.Index);

    /// <summary>One over the deviation of each.</summary>
    public static Region Inverses(LayerPlan layer) => new("Inverse" + layer.Index);

    /// <summary>A layer's pre-activations.</summary>
    public static Region PreActivations(LayerPlan layer) => new("Z" + layer.Index);

    /// <summary>The derivative of the loss by them.</summary>
    public static Region Gradients(LayerPlan layer) => new("DZ" + layer.Index);

    public static implicit operator Pointer(Region region) => new(region.Name);

    public static Pointer operator +(Region region, Index offset) => new(region.Name, offset);
}
