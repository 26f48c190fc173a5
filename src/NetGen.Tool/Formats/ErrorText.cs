namespace NetGen.Tool.Formats;

/// <summary>What an exception tells whoever has no program in hand, but a model.</summary>
internal static class ErrorText
{
    /// <summary>Its message, without the name of the parameter, which is not the user's.</summary>
    public static string Of(Exception exception) => exception is ArgumentException { ParamName: { } parameter }
        ? exception.Message.Replace($" (Parameter '{parameter}')", "", StringComparison.Ordinal)
        : exception.Message;
}
