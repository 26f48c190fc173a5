using NetGen.Benchmarks;
using NetGen.Benchmarks.Baselines;
using NetGen.Benchmarks.Networks;
using NetGen.Benchmarks.Timing;

Core.Pin();
Workload[] workloads = [.. Workload.All.Where(workload => args.Contains(workload.Name) || !Workload.All.Any(other => args.Contains(other.Name)))];
string c = HandWrittenC.Load();
Console.WriteLine(Kernels.Print(Kernels.Measure(workloads, args.Contains("all")), c));
foreach (int bits in (int[])[256, 512]) Console.WriteLine($"{bits} {2*Roofline.MultiplyAdds(bits)} {Roofline.Loads(bits, 16 << 10)} {Roofline.Loads(bits, 512 << 10)} {Roofline.Loads(bits, 4 << 20)}");
