namespace NetGen.Orleans.Workers;

/// <summary>Classes of networks by name, as they travel.</summary>
internal static class NetworkType
{
    /// <summary>The class and its assembly, without versions.</summary>
    public static string NameOf(Type network) => $"{network.FullName}, {network.Assembly.GetName().Name}";

    /// <exception cref="InvalidOperationException">There is no such network here.</exception>
    public static Type Find(string name) =>
        Type.GetType(name) is { } type && Network(type) is not null
            ? type
            : throw new InvalidOperationException($"This silo has no network '{name}'. Deploy the program that starts the training here, too.");

    /// <summary><see cref="float"/> or <see cref="double"/>.</summary>
    public static Type NumberOf(Type network) => Network(network)!.GetGenericArguments()[1];

    private static Type? Network(Type type) => Array.Find(
        type.GetInterfaces(),
        face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(INetwork<,>) && face.GetGenericArguments()[0] == type);
}
