namespace NetGen.Corpus;

// Every initializer, and the properties of the attribute that the architecture text can stand in for.

[Network("5-6:relu-3", Initializer = Initializer.HeNormal)]
public sealed partial class InitializedHeNormal;

[Network("5-6:relu-3", Initializer = Initializer.HeUniform)]
public sealed partial class InitializedHeUniform;

[Network("5-6:relu-3", Initializer = Initializer.GlorotNormal)]
public sealed partial class InitializedGlorotNormal;

[Network("5-6:relu-3", Initializer = Initializer.GlorotUniform)]
public sealed partial class InitializedGlorotUniform;

[Network("5-6:relu-3", Initializer = Initializer.LeCunNormal)]
public sealed partial class InitializedLeCunNormal;

[Network("5-6:relu-3", Initializer = Initializer.LeCunUniform)]
public sealed partial class InitializedLeCunUniform;

[Network("5-6:relu-3", Initializer = Initializer.Normal, InitializerScale = 0.25, InitialBias = -0.5)]
public sealed partial class InitializedNormal;

[Network("5-6:relu-3", Initializer = Initializer.Uniform, InitializerScale = 0.25, InitialBias = -0.5)]
public sealed partial class InitializedUniform;

[Network("5-6:relu-3", Initializer = Initializer.Zeros)]
public sealed partial class InitializedZeros;

[Network("5-6:relu-3", Initializer = Initializer.Ones)]
public sealed partial class InitializedOnes;

[Network("5-6:relu-3", Initializer = Initializer.Constant, InitializerScale = 0.25, InitialBias = -0.5)]
public sealed partial class InitializedConstant;

[Network("5-6-7-3", Hidden = Activation.Tanh, Output = Activation.Softmax)]
public sealed partial class HiddenAndOutputByProperty;

[Network("5-6-7:relu-3:sigmoid", Hidden = Activation.Tanh, Output = Activation.Softmax)]
public sealed partial class TextOverProperty;

[Network("5-6-3")]
public sealed partial class DefaultActivations;

[Network("4-5:tanh-3:softmax", Classes = ["setosa", "versicolor", "virginica"], Trace = true)]
public sealed partial class NamedAndTraced;
