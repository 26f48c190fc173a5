namespace NetGen.Tool;

/// <summary>A command line whose parts do not go together.</summary>
internal sealed class UsageException(string message) : Exception(message);
