namespace NetGen.Plots.Tests;

/// <summary>Two classes in the plane.</summary>
[Network("2-4:tanh-2:softmax")]
public partial class Planar;
