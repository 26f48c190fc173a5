using System.Globalization;
using NetGen.Benchmarks.Networks;
using NetGen.Benchmarks.Report;
using NetGen.Benchmarks.Timing;
using NetGen.Corpus;

namespace NetGen.Benchmarks.EndToEnd;

/// <summary>What a step of a trainer costs: plain descent as generated, by the library, and Adam.</summary>
internal static class OptimizerSteps
{
    private const int Batch = 32;

    public static string Print()
    {
        var table = new Table($"a step of {Batch} samples", "TrainBatch, ns", "Sgd, ns", "Adam, ns", "Adam ÷ Sgd", "quartiles");
        Add(Find<W1>(), new W1());
        Add(Find<W4>(), new W4());
        Add(Find<W5>(), new W5());
        return $"""
            TrainBatch descends by generated code; the other two are steps of net.Trainer(optimizer). Medians; the ratios are those of
            neighbouring series.

            {table}
            {Threads.Print()}
            """;

        void Add<TNetwork>(Workload workload, TNetwork network)
            where TNetwork : class, IClassifier<TNetwork, float>
        {
            var cell = new Cell(workload, Batch, Trains: true);
            Candidate[] candidates = [Steps(cell, network, new Adam()), Steps(cell, network, new Sgd(Cell.LearningRate)), workload.Generated(cell)];
            Tiering.Settle(candidates);
            IReadOnlyList<Standing> race = Race.Run(candidates);
            table.Add(
                $"{workload.Name} {workload.Architecture}",
                Numbers.Significant(Batch * race[2].Nanoseconds),
                Numbers.Significant(Batch * race[1].Nanoseconds),
                Numbers.Significant(Batch * race[0].Nanoseconds),
                Numbers.Ratio(race[1].Ratio),
                string.Create(CultureInfo.InvariantCulture, $"{race[1].Low:0.00}–{race[1].High:0.00}"));
        }
    }

    private static Workload Find<TNetwork>() => Workload.All.Single(workload => workload.Network == typeof(TNetwork));

    private static Candidate Steps<TNetwork>(Cell cell, TNetwork network, Optimizer optimizer)
        where TNetwork : class, IClassifier<TNetwork, float>
    {
        Workload workload = cell.Workload;
        Trainer<TNetwork, float> trainer = network.Trainer(optimizer);
        return new(optimizer.GetType().Name, cell, () => network.SetParameters(workload.Parameters.Span), Run, Parameters);

        void Run(long steps)
        {
            ReadOnlySpan<float> inputs = workload.Inputs.Span;
            ReadOnlySpan<int> labels = workload.Labels.Span;
            int size = Batch * workload.InputSize;
            for (long step = 0; step < steps; step++)
            {
                int batch = (int)(step % (Workload.Pool / Batch));
                trainer.Step(inputs.Slice(batch * size, size), labels.Slice(batch * Batch, Batch));
            }
        }

        float[] Parameters()
        {
            var parameters = new float[workload.ParameterCount];
            network.GetParameters(parameters);
            return parameters;
        }
    }
}
