using NetGen.Compiler.Findings;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Operations;
using NetGen.Compiler.Plan;
using static NetGen.Compiler.Operations.Formula;

namespace NetGen.Compiler.Layers;

/// <summary>What values are held between, of all channels or of each; null where there is no such bound.</summary>
internal sealed record Bounds(EquatableArray<double>? Least, EquatableArray<double>? Most)
{
    private const string Min = "min", Max = "max";

    /// <summary>What JSON calls them.</summary>
    public static readonly IReadOnlyList<string> Keys = [Min, Max];

    /// <summary>Those of a layer; null with a finding where they have no meaning.</summary>
    /// <param name="layer">What it would be.</param>
    public static Bounds? Of(LayerSpec written, LayerContext context, string layer)
    {
        if (!context.TryNumbers(written, layer, Min, out EquatableArray<double>? least) | !context.TryNumbers(written, layer, Max, out EquatableArray<double>? most))
            return null;
        for (int channel = 0; least is not null && most is not null && channel < Math.Max(least.Count, most.Count); channel++)
        {
            double low = ChannelNumbers.At(least, channel), high = ChannelNumbers.At(most, channel);
            if (low <= high)
                continue;
            WrittenNumbers numbers = written.Numbers.First(numbers => numbers.Key == Min);
            context.Findings.Add(
                FindingTable.NumberOutOfRange, numbers.Values[numbers.Values.Count == 1 ? 0 : channel].Place, $"The {Min} of {written.Name}", Digits.Shortest(low), $"at most its {Max}, {Digits.Shortest(high)}");
            return null;
        }

        return new(least, most);
    }

    /// <summary>Those that there are, by their keys.</summary>
    public IReadOnlyList<(string Key, EquatableArray<double> Numbers)> Constants => ChannelNumbers.Named((Min, Least), (Max, Most));

    /// <summary>A value within the bounds; NaN stays NaN.</summary>
    /// <param name="channel">That of the first lane.</param>
    public Value Hold(Value value, LayerPlan layer, Index channel)
    {
        Value below = Most is null ? value : If(value >= Number(Most), Number(Most), value);
        return Least is null ? below : If(value <= Number(Least), Number(Least), below);

        Value Number(EquatableArray<double> numbers) => ChannelNumbers.Of(numbers, layer, channel);
    }

    /// <summary>What goes back to a value that is held: nothing where it is beyond the bounds.</summary>
    public Value Pass(Value value, Value gradient, LayerPlan layer, Index channel)
    {
        Value below = Most is null ? gradient : If(value > ChannelNumbers.Of(Most, layer, channel), 0, gradient);
        return Least is null ? below : If(value < ChannelNumbers.Of(Least, layer, channel), 0, below);
    }

    /// <summary>As the text of an architecture has them; empty where there are none.</summary>
    public override string ToString() => Least is null && Most is null ? "" : $"{ChannelNumbers.Text(Least)}..{ChannelNumbers.Text(Most)}";
}
