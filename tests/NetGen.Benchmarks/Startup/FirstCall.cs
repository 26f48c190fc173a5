using System.Diagnostics;
using System.Globalization;
using NetGen.Corpus;

namespace NetGen.Benchmarks.Startup;

/// <summary>
/// The first calls of a network in a process of its own: this program, started again with <see cref="Argument"/>. In one
/// process the second network would find compiled what the networks share.
/// </summary>
/// <param name="Started">When Main began, in ticks of the <see cref="Stopwatch"/>, which all processes share.</param>
/// <param name="Answered">When the first result was there.</param>
/// <param name="Forward">The first Forward.</param>
/// <param name="TrainBatch">The first TrainBatch, after it.</param>
internal sealed record FirstCall(long Started, long Answered, JitCall Forward, JitCall TrainBatch)
{
    public const string Argument = "first-call-of";
    private const int Batch = 32;

    /// <summary>Starts the process, and returns when it was started and what it found.</summary>
    /// <param name="program">This one, or the same as native code.</param>
    /// <param name="network">Which of the workloads.</param>
    public static (long Before, FirstCall Call) Of(string program, string network)
    {
        long before = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo(program, [Argument, network]) { RedirectStandardOutput = true })!;
        string[] numbers = process.StandardOutput.ReadToEnd().Split(' ', StringSplitOptions.TrimEntries);
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {Argument} {network} failed");
        long[] ticks = [.. numbers.Select(number => long.Parse(number, CultureInfo.InvariantCulture))];
        return (before, new(ticks[0], ticks[1], new(ticks[2], ticks[3], ticks[4]), new(ticks[5], ticks[6], ticks[7])));
    }

    /// <summary>What the process does: calls the network and prints the numbers.</summary>
    public static void Run(string network)
    {
        long started = Stopwatch.GetTimestamp();
        FirstCall call = network switch
        {
            "W1" => Call<W1>(started),
            "W2" => Call<W2>(started),
            "W3" => Call<W3>(started),
            "W4" => Call<W4>(started),
            "W5" => Call<W5>(started),
            _ => Call<W6>(started),
        };
        Console.WriteLine($"{call.Started} {call.Answered} {call.Forward} {call.TrainBatch}");
    }

    private static FirstCall Call<TNetwork>(long started)
        where TNetwork : class, IClassifier<TNetwork, float>
    {
        TNetwork network = TNetwork.Create(1);
        var inputs = new float[Batch * TNetwork.InputSize];
        Array.Fill(inputs, 0.5f);
        ReadOnlySpan<float> input = inputs.AsSpan(0, TNetwork.InputSize);
        Span<float> output = new float[TNetwork.OutputSize];
        ReadOnlySpan<int> labels = new int[Batch];

        // Compiles the reading of the clocks, too, which is not to be part of the calls.
        _ = JitCall.Since(JitCall.Now());
        JitCall before = JitCall.Now();
        network.Forward(input, output);
        JitCall forward = JitCall.Since(before);
        long answered = Stopwatch.GetTimestamp();

        before = JitCall.Now();
        network.TrainBatch(inputs, labels, 0.01f);
        return new(started, answered, forward, JitCall.Since(before));
    }
}
