using NetGen.Compiler.Kernels;
using NetGen.Compiler.Operations;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Layers;

/// <summary>Numbers of the channels of a layer: one for all of them, or one for each.</summary>
internal static class ChannelNumbers
{
    public static double At(EquatableArray<double> numbers, int channel) => numbers[numbers.Count == 1 ? 0 : channel];

    /// <summary>Those of the channels from one on, in the lanes of a vector; zeros behind the last channel.</summary>
    public static Value Of(EquatableArray<double> numbers, LayerPlan layer, Index channel) => numbers.Count == 1
        ? numbers[0]
        : new Numbers(new([.. numbers, .. Enumerable.Repeat(0.0, layer.PaddedChannels - numbers.Count)]), channel);

    /// <summary>Those that there are, with their keys.</summary>
    public static IReadOnlyList<(string Key, EquatableArray<double> Numbers)> Named(params (string Key, EquatableArray<double>? Numbers)[] all) =>
        [.. all.Where(one => one.Numbers is not null).Select(one => (one.Key, one.Numbers!))];

    /// <summary>As the text of an architecture has them.</summary>
    public static string Text(EquatableArray<double>? numbers) => numbers is null ? "" : numbers.Count == 1 ? Digits.Shortest(numbers[0]) : $"[{numbers.Count}]";
}
