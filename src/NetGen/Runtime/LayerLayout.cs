using System.ComponentModel;

namespace NetGen.Runtime;

/// <summary>Where one dense layer's parameters lie in a network's block. Offsets are in elements. Called by generated code.</summary>
/// <param name="Inputs">The number of inputs.</param>
/// <param name="Outputs">The number of outputs.</param>
/// <param name="PanelWidth">Outputs per panel of the weights.</param>
/// <param name="PaddedOutputs">At least <paramref name="Outputs"/>; the weights and biases of outputs that do not exist are 0.</param>
/// <param name="WeightOffset">Where the first panel of weights starts.</param>
/// <param name="BiasOffset">Where the biases start.</param>
/// <param name="TransposedOffset">Where the transposed copy of the weights starts; −1 when there is none.</param>
/// <param name="TransposedPanelWidth">Inputs per panel of the transposed copy.</param>
/// <param name="PaddedInputs">At least <paramref name="Inputs"/>, in the transposed copy.</param>
/// <remarks>
/// Panel q of the weights holds the outputs from q · PanelWidth, w of them (fewer in the last), as a matrix
/// <c>[Inputs, w]</c>, row-major: a kernel with its vector lanes over outputs reads it from front to back. The transposed copy
/// is the same with inputs and outputs exchanged: panel q holds inputs from q · TransposedPanelWidth as <c>[Outputs, w]</c>.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct LayerLayout(
    int Inputs,
    int Outputs,
    int PanelWidth,
    int PaddedOutputs,
    int WeightOffset,
    int BiasOffset,
    int TransposedOffset,
    int TransposedPanelWidth,
    int PaddedInputs)
{
    /// <summary>The number of weights, without padding.</summary>
    public int WeightCount => Inputs * Outputs;

    /// <summary>The number of parameters, without padding and copies.</summary>
    public int ParameterCount => Outputs * (Inputs + 1);

    /// <summary>True when the layer keeps a transposed copy of its weights.</summary>
    public bool HasTransposed => TransposedOffset >= 0;

    /// <summary>One past the last weight or bias.</summary>
    internal int ParametersEnd => Math.Max(WeightOffset + Inputs * PaddedOutputs, BiasOffset + Outputs);

    /// <summary>One past the last element that the layer uses, with padding and transposed copy.</summary>
    internal int End => Math.Max(
        Math.Max(ParametersEnd, BiasOffset + PaddedOutputs),
        HasTransposed ? TransposedOffset + Outputs * PaddedInputs : 0);

    /// <summary>The panel of weights that starts with the given output.</summary>
    internal Panel WeightPanel(int firstOutput) => Panel.At(firstOutput, PanelWidth, Outputs, PaddedOutputs, WeightOffset, rows: Inputs);

    /// <summary>The panel of the transposed copy that starts with the given input.</summary>
    internal Panel TransposedPanel(int firstInput) => Panel.At(firstInput, TransposedPanelWidth, Inputs, PaddedInputs, TransposedOffset, rows: Outputs);

    /// <summary>A panel: where it starts, how far apart its rows are, and how many of its columns are real.</summary>
    internal readonly record struct Panel(int Offset, int Stride, int Columns)
    {
        public static Panel At(int first, int panelWidth, int columns, int paddedColumns, int offset, int rows) => new(
            offset + first * rows,
            Math.Min(panelWidth, paddedColumns - first),
            Math.Min(panelWidth, columns - first));
    }
}
