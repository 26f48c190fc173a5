using NetGen.Benchmarks.Report;

namespace NetGen.Benchmarks;

/// <summary>What is measured besides the kernels, by its name on the command line.</summary>
internal static class Sections
{
    public static readonly IReadOnlyDictionary<string, Func<Section>> ByName = new Dictionary<string, Func<Section>>
    {
        ["generator"] = GeneratorTimes.Measure,
        ["first-call"] = FirstCalls.Measure,
        ["tail"] = TailLatency.Measure,
        ["end-to-end"] = EndToEnd.Measure,
    };
}
