using NetGen.Compiler.Operations;

namespace NetGen.Networks.Tests.Architectures;

/// <summary>What of the registry goes with what.</summary>
internal static class Combinations
{
    /// <summary>Every output activation with every loss that it may have.</summary>
    public static IReadOnlyList<(string Activation, string Loss)> Ends { get; } =
    [
        .. from activation in Registry.Activations
           from loss in Registry.Losses
           where loss.Accepts(activation)
           select (activation.Name, loss.Name),
    ];

    /// <summary>Goes round all activations: as there are more ends than activations, each one is met by some end.</summary>
    public static string Hidden(int number) => Registry.Activations[number % Registry.Activations.Count].Name;
}
