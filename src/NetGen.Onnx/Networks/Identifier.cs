namespace NetGen.Onnx.Networks;

/// <summary>What C# can call an input or an output.</summary>
internal static class Identifier
{
    /// <summary>A name of a model with what C# does not take replaced.</summary>
    public static string Of(string name)
    {
        string letters = string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_'));
        return Compiler.Spec.Identifier.IsValid(letters) ? letters : "_" + letters;
    }
}
