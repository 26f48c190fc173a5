using System.Globalization;
using NetGen.Benchmarks.Baselines;
using NetGen.Benchmarks.Report;
using NetGen.Benchmarks.Timing;
using NetGen.Corpus;

namespace NetGen.Benchmarks;

/// <summary>A step of a stream: by itself, and as one of many. Beside it C that was written for exactly that network.</summary>
internal static class Streams
{
    private const int Steps = 1024, Passes = 10;

    public static string Print()
    {
        var table = new Table("a step of", "ns, ours", "ns, C", "ours ÷ C", "the C");
        Add<StreamedGru>(table, StreamedGru.ParameterCount);
        Add<StreamedLstm>(table, StreamedLstm.ParameterCount);
        return $"""
            `Step` is a call for every step, `Run` one for {Steps.ToString("#,0", CultureInfo.InvariantCulture)} of them. C: {HandWrittenC.Description}. Lower quartiles of
            {Turns.Count} turns, a tenth of a second apart: what else runs on the host slows long vectors for seconds at a time, ours more than the C's.

            {table}
            """;
    }

    private static void Add<TNetwork>(Table table, int parameterCount)
        where TNetwork : class, IStreamingNetwork<TNetwork, float>
    {
        TNetwork network = TNetwork.Create(seed: 1);
        var parameters = new float[parameterCount];
        network.GetParameters(parameters);
        float[] inputs = [.. Enumerable.Range(0, Steps).Select(step => MathF.Sin(0.3f * step))], outputs = new float[Steps];
        HandWrittenStream[] styles = [.. HandWrittenStream.All.Where(style => style.Network == $"{network}")];
        State state = network.NewState();
        Agree();

        AddRow("Step", StepByStep, style => style.Steps(inputs, outputs));
        AddRow("Run", () => network.Run(state, inputs, outputs), style => style.Run(inputs, outputs));

        void StepByStep()
        {
            for (int step = 0; step < Steps; step++)
                network.Step(state, inputs.AsSpan(step, 1), outputs.AsSpan(step, 1));
        }

        void AddRow(string way, Action ours, Action<HandWrittenStream> theirs)
        {
            (string Name, Action Run)[] candidates = [("", ours), .. styles.Select(style => ($"{style.Style}, {style.Bits} bits", (Action)(() => theirs(style))))];
            double[] times = Turns.Nanoseconds(Passes * Steps, [.. candidates.Select(candidate => (Action)(() => Repeat(candidate.Run)))]);
            int best = Enumerable.Range(1, styles.Length).DefaultIfEmpty().MinBy(candidate => times[candidate]);
            table.Add(
                $"{network}, {way}",
                Numbers.Significant(times[0]),
                best == 0 ? "" : Numbers.Significant(times[best]),
                best == 0 ? "" : Numbers.Ratio(times[0] / times[best]),
                candidates[best].Name);
        }

        // What computes something else is no baseline.
        void Agree()
        {
            network.Run(network.NewState(), inputs, outputs);
            float[] expected = [.. outputs];
            foreach (HandWrittenStream style in styles)
            {
                style.Load(parameters);
                style.Run(inputs, outputs);
                float worst = outputs.Zip(expected, (a, b) => MathF.Abs(a - b)).Max();
                if (!(worst < 1e-5f))
                    throw new InvalidOperationException($"{style.Style} is {worst} away from {network}.");
            }
        }
    }

    private static void Repeat(Action run)
    {
        for (int pass = 0; pass < Passes; pass++)
            run();
    }
}
