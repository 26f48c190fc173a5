using NetGen.Corpus;

namespace NetGen.Benchmarks.Networks;

/// <summary>A network that speed is measured on, with parameters and a pool of samples that are the same in every run.</summary>
internal sealed class Workload
{
    /// <summary>Samples in the pool.</summary>
    public const int Pool = 128;

    public static readonly IReadOnlyList<Workload> All =
    [
        new("W1", [2, 3, 2], sigmoid: true, workload => workload.Candidates(new W1Calls(new W1()))),
        new("W2", [4, 6, 3], sigmoid: false, workload => workload.Candidates(new W2Calls(new W2()))),
        new("W3", [2, 20, 5], sigmoid: true, workload => workload.Candidates(new W3Calls(new W3()))),
        new("W4", [64, 64, 10], sigmoid: false, workload => workload.Candidates(new W4Calls(new W4()))),
        new("W5", [784, 128, 10], sigmoid: false, workload => workload.Candidates(new W5Calls(new W5()))),
        new("W6", [784, 512, 512, 10], sigmoid: false, workload => workload.Candidates(new W6Calls(new W6()))),
    ];

    private readonly Func<Workload, Func<Cell, Candidate>> _ours;

    private Workload(string name, int[] sizes, bool sigmoid, Func<Workload, Func<Cell, Candidate>> ours)
    {
        Name = name;
        Sizes = sizes;
        Sigmoid = sigmoid;
        _ours = ours;
        Parameters = AlignedMemory.Allocate<float>(ParameterCount);
        Inputs = AlignedMemory.Allocate<float>(Pool * InputSize);
        Labels = AlignedMemory.Allocate<int>(Pool);
        Fill(new Random(12345));
    }

    public string Name { get; }

    public IReadOnlyList<int> Sizes { get; }

    /// <summary>Whether the hidden units are sigmoids; they are ReLUs if not.</summary>
    public bool Sigmoid { get; }

    public int InputSize => Sizes[0];

    public int OutputSize => Sizes[^1];

    public int ParameterCount => MultiplyAdds + Sizes.Skip(1).Sum();

    /// <summary>Multiply-adds of one sample's way forward.</summary>
    public int MultiplyAdds => Sizes.Zip(Sizes.Skip(1), (inputs, outputs) => inputs * outputs).Sum();

    /// <summary>In parameter order.</summary>
    public Memory<float> Parameters { get; }

    public Memory<float> Inputs { get; }

    public Memory<int> Labels { get; }

    /// <summary>The generated network, doing the work of a cell.</summary>
    public Candidate Ours(Cell cell) => _ours(this)(cell);

    /// <summary>Any network of this shape, doing the work of a cell.</summary>
    public Func<Cell, Candidate> Candidates<TCalls>(TCalls calls)
        where TCalls : struct, INetworkCalls => new TimedLoops<TCalls>(this, calls).Candidate;

    private void Fill(Random random)
    {
        int next = 0;
        for (int layer = 1; layer < Sizes.Count; layer++)
        {
            double deviation = Math.Sqrt((Sigmoid ? 1.0 : 2.0) / Sizes[layer - 1]);
            for (int i = 0; i < Sizes[layer - 1] * Sizes[layer]; i++)
                Parameters.Span[next++] = (float)(Normal(random) * deviation);
            for (int i = 0; i < Sizes[layer]; i++)
                Parameters.Span[next++] = (float)(Normal(random) * 0.1);
        }

        // Images have pixels from 0 to 1, the small networks measurements around 0.
        foreach (ref float input in Inputs.Span)
            input = (float)(InputSize >= 64 ? random.NextDouble() : Normal(random));
        foreach (ref int label in Labels.Span)
            label = random.Next(OutputSize);
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
