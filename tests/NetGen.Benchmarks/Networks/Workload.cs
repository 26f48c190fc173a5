using System.Reflection;
using NetGen.Corpus;

namespace NetGen.Benchmarks.Networks;

/// <summary>A network that speed is measured on, with parameters and a pool of samples that are the same in every run.</summary>
internal sealed class Workload
{
    /// <summary>Samples in the pool.</summary>
    public const int Pool = 128;

    public static readonly IReadOnlyList<Workload> All =
    [
        new(typeof(W1), (workload, cell) => workload.Candidate(cell, "NetGen", new W1Calls(new W1()))),
        new(typeof(W2), (workload, cell) => workload.Candidate(cell, "NetGen", new W2Calls(new W2()))),
        new(typeof(W3), (workload, cell) => workload.Candidate(cell, "NetGen", new W3Calls(new W3()))),
        new(typeof(W4), (workload, cell) => workload.Candidate(cell, "NetGen", new W4Calls(new W4()))),
        new(typeof(W5), (workload, cell) => workload.Candidate(cell, "NetGen", new W5Calls(new W5()))),
        new(typeof(W6), (workload, cell) => workload.Candidate(cell, "NetGen", new W6Calls(new W6()))),
    ];

    /// <summary>Of the same kind and with convolutions; there are no plain loops for them, and the C is the measure.</summary>
    public static readonly IReadOnlyList<Workload> Convolutional =
    [
        new(typeof(LeNet), (workload, cell) => workload.Candidate(cell, "NetGen", new LeNetCalls(new LeNet()))),
        new(typeof(DepthwiseNet), (workload, cell) => workload.Candidate(cell, "NetGen", new DepthwiseNetCalls(new DepthwiseNet()))),
        new(typeof(SignalNet), (workload, cell) => workload.Candidate(cell, "NetGen", new SignalNetCalls(new SignalNet()))),
    ];

    private readonly Func<Workload, Cell, Candidate> _generated;
    private readonly NetworkInfo _info;

    private Workload(Type network, Func<Workload, Cell, Candidate> generated)
    {
        Network = network;
        _info = (NetworkInfo)network.GetProperty(nameof(LeNet.Info), BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
        Architecture = network.GetCustomAttribute<NetworkAttribute>()!.Architecture!;
        Sigmoid = Architecture.Contains("sigmoid", StringComparison.Ordinal);
        _generated = generated;
        Parameters = AlignedMemory.Allocate<float>(ParameterCount);
        Inputs = AlignedMemory.Allocate<float>(Pool * InputSize);
        Labels = AlignedMemory.Allocate<int>(Pool);
        Fill(new Random(12345));
    }

    /// <summary>The class that the generator completed.</summary>
    public Type Network { get; }

    public string Name => Network.Name;

    public string Architecture { get; }

    /// <summary>Units of the inputs and of each dense layer.</summary>
    public IReadOnlyList<int> Sizes => [InputSize, .. _info.Layers.Select(layer => Size(layer.OutputShape))];

    public bool IsConvolutional => _info.Layers.Any(layer => layer.Kind == "Convolution");

    /// <summary>Whether the hidden units are sigmoids; they are ReLUs if not.</summary>
    public bool Sigmoid { get; }

    public int InputSize => Size(_info.InputShape);

    public int OutputSize => Size(_info.OutputShape);

    public int ParameterCount => _info.ParameterCount;

    /// <summary>Multiply-adds of one sample's way forward.</summary>
    public double MultiplyAdds => _info.MultiplyAdds;

    /// <summary>Those of the first layer.</summary>
    public double FirstMultiplyAdds => _info.Layers[0].MultiplyAdds;

    /// <summary>In parameter order.</summary>
    public Memory<float> Parameters { get; }

    public Memory<float> Inputs { get; }

    public Memory<int> Labels { get; }

    /// <summary>The generated network, doing the work of a cell.</summary>
    public Candidate Generated(Cell cell) => _generated(this, cell);

    /// <summary>Any network of this shape, doing the work of a cell.</summary>
    public Candidate Candidate<TCalls>(Cell cell, string name, TCalls calls)
        where TCalls : struct, INetworkCalls => new TimedLoops<TCalls>(this, calls).Candidate(cell, name);

    private void Fill(Random random)
    {
        int next = 0;
        foreach (TensorInfo tensor in _info.Tensors)
        {
            double deviation = tensor.Shape.Count == 1 ? 0.1 : Math.Sqrt((Sigmoid ? 1.0 : 2.0) * tensor.Shape[0] / tensor.Count);
            for (int i = 0; i < tensor.Count; i++)
                Parameters.Span[next++] = (float)(Normal(random) * deviation);
        }

        // Images have pixels from 0 to 1, the small networks measurements around 0.
        foreach (ref float input in Inputs.Span)
            input = (float)(InputSize >= 64 ? random.NextDouble() : Normal(random));
        foreach (ref int label in Labels.Span)
            label = random.Next(OutputSize);
    }

    private static int Size(IReadOnlyList<int> shape) => shape.Aggregate(1, (product, size) => product * size);

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
