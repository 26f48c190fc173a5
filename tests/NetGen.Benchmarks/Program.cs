using NetGen.Benchmarks;
using NetGen.Benchmarks.Networks;
using NetGen.Benchmarks.Startup;
using NetGen.Benchmarks.Timing;

if (args is [FirstCall.Argument, var network])
{
    FirstCall.Run(network);
    return;
}

Core.Pin();
if (args is [var name] && Sections.ByName.TryGetValue(name, out var measure))
{
    Console.Out.WriteLine(measure());
    return;
}

Workload[] workloads = [.. Workload.All.Where(workload => args.Contains(workload.Name) || !Workload.All.Any(other => args.Contains(other.Name)))];
Kernels.Print(workloads, Console.Out);
