using NetGen.Compiler.Operations;

namespace NetGen.Compiler.Layers;

/// <summary>
/// What one layer means: the facts that everything after the text depends on. Equal layers are equal values, as a network's
/// model is compared whenever its class is typed in.
/// </summary>
/// <param name="Input">The shape of what it takes.</param>
/// <param name="Output">The shape of what it gives.</param>
/// <param name="Activation">What its pre-activations go through.</param>
/// <param name="Initializer">How its weights are first drawn.</param>
internal abstract record Layer(Shape Input, Shape Output, Activation Activation, Initializer Initializer)
{
    /// <summary>The kind that it is of.</summary>
    public abstract LayerKind Kind { get; }

    /// <summary>Its parameters, in the order in which they stand in files.</summary>
    public abstract IReadOnlyList<Tensor> Tensors { get; }

    /// <summary>What files have beside its parameters and no gradient moves, such as running statistics.</summary>
    public virtual IReadOnlyList<Tensor> Buffers => [];

    /// <summary>Numbers that belong to the program and not to files, by their keys in JSON: one for all channels, or one for each.</summary>
    public virtual IReadOnlyList<(string Key, EquatableArray<double> Numbers)> Constants => [];

    /// <summary>Multiplications with an addition for one sample.</summary>
    public abstract long MultiplyAdds { get; }

    /// <summary>Whether it takes one step of a stream, and remembers those before.</summary>
    public virtual bool IsStreamed => false;

    /// <summary>The zeros that it wants around the picture that it takes; null where it wants none.</summary>
    public virtual Frame? Frame => null;

    /// <summary>How many of a hundred of its values training drops at random; where nothing is trained, such a layer gives what it takes.</summary>
    public virtual int Dropped => 0;

    /// <summary>As the architecture text writes it, without its activation.</summary>
    public abstract string Text { get; }

    /// <summary>Whether an activation may be written behind it.</summary>
    public virtual bool HasActivation => Kind is WrittenKind { Syntax.HasActivation: true };

    public int Inputs => Input.Size;

    public int Outputs => Output.Size;

    public long ParameterCount => Tensors.Sum(tensor => tensor.Shape.Values);
}
