namespace NetGen.Corpus;

// The systems of the "neural network from scratch" tutorials, as a user would declare them.

/// <summary>Perceptron logic gates.</summary>
[Network("2-1:step")]
public sealed partial class Gate;

[Network("2-3:sigmoid-2:sigmoid-2:softmax")]
public sealed partial class ThreeLayers;

[Network("2-3:sigmoid-2:sigmoid-2")]
public sealed partial class ThreeLayersToIdentity;

[Network("4-3:sigmoid")]
public sealed partial class OneLayer;

[Network("3-5:relu-4:softmax")]
public sealed partial class Classification;

[Network("3-5:relu-4:softmax", Precision = Precision.Double)]
public sealed partial class ClassificationInDouble;

[Network("3-5:relu-4", Loss = Loss.HalfMeanSquaredError)]
public sealed partial class Regression;

[Network("3-5:relu-4", Loss = Loss.HalfMeanSquaredError, Precision = Precision.Double)]
public sealed partial class RegressionInDouble;

[Network("5-10:relu-1:sigmoid")]
public sealed partial class BinaryClassification;

[Network("5-10:relu-1:sigmoid", Precision = Precision.Double)]
public sealed partial class BinaryClassificationInDouble;

[Network("2-10:relu-1", Loss = Loss.HalfMeanSquaredError)]
public sealed partial class PlaneByReLU;

[Network("2-10:sigmoid-1", Loss = Loss.HalfMeanSquaredError)]
public sealed partial class PlaneBySigmoid;

[Network("4-6:relu-3:softmax")]
public sealed partial class Iris;

[Network("5-8:sigmoid-4:sigmoid-1:sigmoid", Initializer = Initializer.Normal, InitializerScale = 0.01)]
public sealed partial class SmallNormal;

[Network("2-20:sigmoid-5:softmax", Initializer = Initializer.Uniform, InitialBias = 1)]
public sealed partial class Blobs;

[Network("2-1:sigmoid-2")]
public sealed partial class Moons1;

[Network("2-2:sigmoid-2")]
public sealed partial class Moons2;

[Network("2-3:sigmoid-2")]
public sealed partial class Moons3;

[Network("2-4:sigmoid-2")]
public sealed partial class Moons4;

[Network("2-5:sigmoid-2")]
public sealed partial class Moons5;

[Network("2-20:sigmoid-2")]
public sealed partial class Moons20;

[Network("2-50:sigmoid-2")]
public sealed partial class Moons50;
