namespace NetGen.Compiler.Spec.Json;

/// <summary>Ends the reading of a JSON text at the first place where it is none.</summary>
internal sealed class JsonSyntaxException(string message, int start, int length) : Exception(message)
{
    public int Start { get; } = start;

    public int Length { get; } = length;
}
