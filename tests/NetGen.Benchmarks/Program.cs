using NetGen.Benchmarks;
using NetGen.Benchmarks.EndToEnd;
using NetGen.Benchmarks.Networks;
using NetGen.Benchmarks.Report;
using NetGen.Benchmarks.Timing;

if (args is [FirstCall.Argument, string network])
{
    FirstCall.Measure(network);
    return 0;
}

if (args is [Threads.Argument])
{
    Threads.Measure();
    return 0;
}

if (args is [SimpleChains.Argument])
{
    SimpleChains.Measure();
    return 0;
}

// The kernels alone are for whoever works on them: quickly, and against the hardest rival only.
bool againstCSharp = !args.Contains("kernels");
Workload[] workloads = [.. Workload.All.Where(workload => args.Contains(workload.Name))];
if (workloads.Length == 0)
    workloads = [.. Workload.All];

IReadOnlyList<KernelTime> kernels = [];
Section[] sections =
[
    new("limits", "Limits of the core", Limits.Print),
    new("kernels", "Kernels", () => Kernels.Print(kernels = Kernels.Measure(workloads, againstCSharp))),
    new("convolutions", "Convolutions", () => Kernels.Print(Kernels.Measure(Workload.Convolutional, againstCSharp: false))),
    new("training", "Training from start to end", Training.Print),
    new("optimizers", "Steps and threads", OptimizerSteps.Print),
    new("simplechains", "Published elsewhere", SimpleChains.Print),
    new("streams", "Streams", Streams.Print),
    new("wavenets", "WaveNets", WaveNets.Print),
    new("windows", "Batches of windows", Windows.Print),
    new("latency", "Latency", LatencyTail.Print),
    new("first", "First call", () => FirstCall.Print(workloads)),
    new("native", "Native code", () => NativeCode.Print(workloads)),
    new("generator", "Generator", () => GeneratorTimes.Print(workloads)),
];
if (args.Except(sections.Select(section => section.Name)).Except(Workload.All.Select(workload => workload.Name)).Any())
{
    Console.Error.WriteLine($"""
        {Document.Command} -- [{string.Join("] [", sections.Select(section => section.Name))}] [{string.Join("] [", Workload.All.Select(workload => workload.Name))}]
        Without arguments everything is measured and the report is written into docs and README.md.
        """);
    return 2;
}

if (sections.Any(section => args.Contains(section.Name)))
    sections = [.. sections.Where(section => args.Contains(section.Name))];

Core.Pin();
var document = new Document();
foreach (Section section in sections)
    Console.WriteLine(document.Add(section.Title, section.Print()));
if (args.Length == 0)
    document.Save(kernels);
return 0;
