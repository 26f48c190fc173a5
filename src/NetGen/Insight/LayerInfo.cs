namespace NetGen;

/// <summary>One layer of a network. Immutable.</summary>
public sealed class LayerInfo
{
    internal LayerInfo(
        string name, string kind, IReadOnlyList<int> inputShape, IReadOnlyList<int> outputShape, Activation activation, IReadOnlyList<TensorInfo> tensors, long multiplyAdds,
        IReadOnlyDictionary<string, IReadOnlyList<double>> constants)
    {
        Name = name;
        Kind = kind;
        InputShape = inputShape;
        OutputShape = outputShape;
        Activation = activation;
        Tensors = tensors;
        ParameterCount = tensors.Sum(tensor => tensor.Count);
        MultiplyAdds = multiplyAdds;
        Constants = constants;
    }

    /// <summary>What the names of its tensors begin with: <c>layers.0</c> for the first layer after the input.</summary>
    public string Name { get; }

    /// <summary>What it computes: <c>Dense</c> is activation(W x + b).</summary>
    public string Kind { get; }

    /// <summary>The shape of one sample's input.</summary>
    public IReadOnlyList<int> InputShape { get; }

    /// <summary>The shape of one sample's output.</summary>
    public IReadOnlyList<int> OutputShape { get; }

    /// <summary>What its pre-activations go through.</summary>
    public Activation Activation { get; }

    /// <summary>Its parameters, in parameter order; empty for a layer without any.</summary>
    public IReadOnlyList<TensorInfo> Tensors { get; }

    /// <summary>The number of its parameters.</summary>
    public int ParameterCount { get; }

    /// <summary>Multiplications with an addition for one sample.</summary>
    public long MultiplyAdds { get; }

    /// <summary>Numbers that belong to the program and not to its weights, by their keys in JSON: <c>min</c>, <c>max</c>, <c>factor</c>, <c>offset</c>. One for all features or channels, or one for each.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<double>> Constants { get; }

    /// <summary>Name, kind, output and activation in a few words.</summary>
    public override string ToString() => $"{Name}: {Kind} {string.Join('x', OutputShape)}, {Activation}";
}
