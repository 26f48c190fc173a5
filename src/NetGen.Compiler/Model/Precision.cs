namespace NetGen.Compiler.Model;

/// <summary>The number type of parameters and arithmetic.</summary>
internal enum Precision
{
    Single,
    Double,
}
