namespace NetGen.Plots.Tests;

/// <summary>Two classes in the plane.</summary>
[Network("2-4:tanh-2:softmax")]
public partial class Planar;

/// <summary>A network with a layer that has no units.</summary>
[Network("1x4x4-2c3:tanh-2")]
internal sealed partial class Seeing;
