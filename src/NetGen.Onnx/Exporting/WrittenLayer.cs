using System.Globalization;
using System.Text.RegularExpressions;

namespace NetGen.Onnx.Exporting;

/// <summary>A layer as the canonical text of an architecture has it.</summary>
/// <param name="Name">What the names of its tensors begin with.</param>
/// <param name="Text">All but the activation and what it takes.</param>
/// <param name="Activation">Identity where none is written.</param>
/// <param name="Sources">The numbers of the layers that it takes, in order; −1 is the first input, −2 the second.</param>
internal sealed partial record WrittenLayer(string Name, string Text, Activation Activation, IReadOnlyList<int> Sources)
{
    /// <summary>The shapes of the inputs, and the layers.</summary>
    public static (IReadOnlyList<int[]> Inputs, IReadOnlyList<WrittenLayer> Layers) Parse(string architecture)
    {
        string[] parts = Between().Split(architecture);
        int[][] inputs = [.. parts[0].Split('+').Select(shape => shape.Split('x').Select(Number).ToArray())];
        return (inputs, [.. parts.Skip(1).Select(Layer)]);
    }

    /// <summary>The word of its kind; empty where a number alone makes the layer.</summary>
    public string Word => Kind().Match(Text).Value;

    /// <summary>A number behind a letter or a word, such as the stride in <c>6c5s2</c>; null where it is not there.</summary>
    public int? Option(string word) => Regex.Match(Text, $"{word}([0-9]+)") is { Success: true } match ? Number(match.Groups[1].Value) : null;

    /// <summary>The sizes of a window behind a word, one for each axis.</summary>
    public int[] Sizes(string word, int axes)
    {
        int[] sizes = [.. Regex.Match(Text, $"{word}([0-9]+(x[0-9]+)?)").Groups[1].Value.Split('x').Select(Number)];
        return sizes.Length == axes ? sizes : [.. Enumerable.Repeat(sizes[0], axes)];
    }

    private static WrittenLayer Layer(string text, int number)
    {
        Match match = Whole().Match(text);
        string sources = match.Groups["sources"].Value;
        return new(
            $"layers.{number.ToString(CultureInfo.InvariantCulture)}", match.Groups["text"].Value,
            match.Groups["activation"] is { Success: true } activation ? Enum.Parse<Activation>(activation.Value, ignoreCase: true) : Activation.Identity,
            sources.Length == 0 ? [number - 1] : [.. sources.Split(',').Select(source => int.Parse(source, CultureInfo.InvariantCulture))]);
    }

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    [GeneratedRegex("[a-z]+(?![a-z])")]
    private static partial Regex Kind();

    /// <summary>A line between layers, which is none within brackets.</summary>
    [GeneratedRegex(@"-(?![^(]*\))")]
    private static partial Regex Between();

    [GeneratedRegex(@"^(?<text>(?:slice|clip|scale|normalize|activation)\([^)]*\)|[0-9a-z]+(?:\(given\))?)(?::(?<activation>[a-z0-9]+))?(?:\((?<sources>[-0-9,]+)\))?$")]
    private static partial Regex Whole();
}
