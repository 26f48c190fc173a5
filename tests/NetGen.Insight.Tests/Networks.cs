namespace NetGen.Insight.Tests;

[Network("4-6:relu-3:softmax")]
public sealed partial class Flowers;

[Network("1200-2:tanh-1:sigmoid", Precision = Precision.Double)]
public sealed partial class Wide;

[Network("2-400:relu-1", Precision = Precision.Double)]
public sealed partial class Bent;

[Network("2-400:relu-1")]
public sealed partial class BentInSingle;

[Network("4-6:relu-3:softmax", Classes = ["setosa", "versicolor", "virginica"])]
public sealed partial class Species;

[Network("4-6:relu-3:softmax", Classes = new[] { "a", "b", "c" })]
public sealed partial class Varieties;

[Network("1-1:sigmoid", Classes = ["\"no\"", "ja\u00df\n\\"])]
public sealed partial class Answer;

/// <summary>S11: Sigmoid everywhere, from weights close to 0.</summary>
[Network("5-8:sigmoid-4:sigmoid-1:sigmoid", Initializer = Initializer.Normal, InitializerScale = 0.01, Precision = Precision.Double)]
public sealed partial class Deep;
