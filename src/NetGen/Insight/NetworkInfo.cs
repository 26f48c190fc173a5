using System.Globalization;
using NetGen.Insight;
using NetGen.Runtime;

namespace NetGen;

/// <summary>What a network is made of: its layers with their tensors, and what they cost. Immutable, and safe to read from many threads.</summary>
public sealed class NetworkInfo
{
    /// <summary>Called by generated code, by way of <see cref="NetworkDescription"/>.</summary>
    internal NetworkInfo(string name, string architecture, Loss loss, Precision precision, IReadOnlyList<LayerInfo> layers)
    {
        Name = name;
        Architecture = architecture;
        Loss = loss;
        Precision = precision;
        Layers = layers;
        ParameterCount = layers.Sum(layer => layer.ParameterCount);
        MultiplyAdds = layers.Sum(layer => layer.MultiplyAdds);
    }

    /// <summary>The class's name.</summary>
    public string Name { get; }

    /// <summary>The architecture in canonical text.</summary>
    public string Architecture { get; }

    /// <summary>What training makes small.</summary>
    public Loss Loss { get; }

    /// <summary>The number type of parameters, inputs and outputs.</summary>
    public Precision Precision { get; }

    /// <summary>The layers after the input, in order of computation; <c>Layers[n]</c> has the tensors <c>layers.n.…</c>.</summary>
    public IReadOnlyList<LayerInfo> Layers { get; }

    /// <summary>The shape of one input.</summary>
    public IReadOnlyList<int> InputShape => Layers[0].InputShape;

    /// <summary>The shape of one output.</summary>
    public IReadOnlyList<int> OutputShape => Layers[^1].OutputShape;

    /// <summary>The number of weights and biases.</summary>
    public int ParameterCount { get; }

    /// <summary>Multiplications with an addition that one sample's way forward takes, biases and activations not counted.</summary>
    public long MultiplyAdds { get; }

    /// <summary>All tensors, in parameter order.</summary>
    public IEnumerable<TensorInfo> Tensors => Layers.SelectMany(layer => layer.Tensors);

    /// <summary>A table of the layers, with the totals below; lines end in <c>\n</c>, the last one does not.</summary>
    public override string ToString()
    {
        var table = new TextTable("Layer", "Kind", "Output", "Activation", "Parameters", "Multiply-adds") { NumbersFrom = 4 };
        foreach (LayerInfo layer in Layers)
            table.Add(layer.Name, layer.Kind, Shape(layer.OutputShape), $"{layer.Activation}", Text(layer.ParameterCount), Text(layer.MultiplyAdds));
        long bytes = (long)ParameterCount * (Precision == Precision.Single ? sizeof(float) : sizeof(double));
        return $"{Name}: {Architecture}\n{table}\n"
            + $"{Text(ParameterCount)} parameters ({Text(bytes)} bytes), {Text(MultiplyAdds)} multiply-adds a sample; {Precision} precision, trained on {Loss}";
    }

    /// <summary>A shape as the architecture text writes it.</summary>
    private static string Shape(IReadOnlyList<int> shape) => string.Join('x', shape);

    private static string Text(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
