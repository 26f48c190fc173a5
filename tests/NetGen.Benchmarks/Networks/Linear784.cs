namespace NetGen.Benchmarks.Networks;

/// <summary>A single layer over the pixels of an image: the model that latencies are published for.</summary>
[Network("784-10")]
internal sealed partial class Linear784;
