using NetGen;

/// <summary>Four lengths of an iris in, three species out.</summary>
[Network("4-6:relu-3:softmax", Initializer = Initializer.HeNormal, Weights = "iris.safetensors")]
public partial class IrisNet;
