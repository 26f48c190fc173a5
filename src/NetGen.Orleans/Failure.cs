namespace NetGen.Orleans;

/// <summary>An exception of a user's code as it travels: any type, none of which the other side needs to know.</summary>
[GenerateSerializer, Immutable]
internal sealed record Failure(string Type, string Message, string Details)
{
    public static Failure Of(Exception exception) => new(exception.GetType().FullName!, exception.Message, exception.ToString());
}
