using System.Globalization;
using NetGen.Compiler.Operations;

namespace NetGen.Compiler.Layers.Recurrent;

/// <summary>
/// Units that go through a sequence of steps × features one step after the other, from states of 0, and see what all of them gave
/// at the step before: PyTorch's RNN, GRU and LSTM. Of a stream, which has no number of steps, the input is the features of a step.
/// </summary>
/// <param name="Of">The kind, which says what a unit does in a step.</param>
/// <param name="GivesAllSteps">Whether every step goes on; else only the last.</param>
internal sealed record RecurrentLayer(Shape Input, RecurrentKind Of, int Units, bool GivesAllSteps, Activation Activation, Initializer Initializer)
    : Layer(Input, GivesAllSteps ? Shape.Of(Input.Dimensions[0], Units) : Shape.Of(Units), Activation, Initializer)
{
    public override LayerKind Kind => Of;

    public override bool IsStreamed => Input.Dimensions.Count == 1;

    public int Steps => IsStreamed ? 1 : Input.Dimensions[0];

    public int Features => Input.Dimensions[Input.Dimensions.Count - 1];

    public override IReadOnlyList<Tensor> Tensors
    {
        get
        {
            int rows = Of.Cell.Gates * Units;
            return
            [
                new("weight_ih", Shape.Of(rows, Features), "W"),
                new("weight_hh", Shape.Of(rows, Units), "U"),
                new("bias_ih", Shape.Of(rows), "B"),
                new("bias_hh", Shape.Of(rows), "BU"),
            ];
        }
    }

    /// <summary>Whether the states before the first step stand in the file; else they are 0.</summary>
    public bool HasInitialStates { get; init; }

    public override IReadOnlyList<Tensor> Buffers => !HasInitialStates ? []
        : Of.Cell.HasMemory ? [Initial("h_0", "InitialHidden"), Initial("c_0", "InitialMemory")]
        : [Initial("h_0", "InitialHidden")];

    public override long MultiplyAdds => (long)Steps * Of.Cell.Gates * Units * (Features + Units);

    public override string Text => Units.ToString(CultureInfo.InvariantCulture) + Of.Syntax.Word + (HasInitialStates ? $"({RecurrentKind.Given})" : "");

    private Tensor Initial(string name, string symbol) => new(name, Shape.Of(Units), symbol) { First = 0 };
}
