namespace NetGen.Compiler.Operations;

/// <summary>How a layer's weights are first drawn; the drawing itself is the runtime's, by the same name.</summary>
internal sealed class Initializer
{
    public static readonly Initializer HeNormal = new("HeNormal", "N(0, 2 / inputs)");
    public static readonly Initializer HeUniform = new("HeUniform", "U(±√(6 / inputs))");
    public static readonly Initializer GlorotNormal = new("GlorotNormal", "N(0, 2 / (inputs + outputs))");
    public static readonly Initializer GlorotUniform = new("GlorotUniform", "U(±√(6 / (inputs + outputs)))");
    public static readonly Initializer LeCunNormal = new("LeCunNormal", "N(0, 1 / inputs)");
    public static readonly Initializer LeCunUniform = new("LeCunUniform", "U(±√(3 / inputs))");
    public static readonly Initializer Normal = new("Normal", "N(0, scale²)");
    public static readonly Initializer Uniform = new("Uniform", "U(0, scale)");
    public static readonly Initializer Zeros = new("Zeros", "0");
    public static readonly Initializer Ones = new("Ones", "1");
    public static readonly Initializer Constant = new("Constant", "scale");

    private Initializer(string name, string description)
    {
        Name = name;
        Description = description;
    }

    public string Name { get; }

    public string Description { get; }

    public override string ToString() => Name;
}
