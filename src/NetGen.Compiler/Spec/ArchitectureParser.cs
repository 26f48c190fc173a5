using System.Globalization;
using NetGen.Compiler.Findings;
using NetGen.Compiler.Operations;

namespace NetGen.Compiler.Spec;

/// <summary>
/// Reads an architecture text, <c>size ("-" size (":" activation)?)+</c>, into layers. What cannot be read is a finding, one a
/// layer, after which reading goes on at the next '-'. Every layer of the text is in the result, whatever is wrong with it.
/// </summary>
internal sealed class ArchitectureParser
{
    private readonly FindingList _findings;
    private readonly IReadOnlyList<Token> _tokens;
    /// <summary>What messages call the first size.</summary>
    private const string Input = "The input";

    private int _position;

    private ArchitectureParser(string text, FindingList findings)
    {
        _findings = findings;
        _tokens = Tokenizer.Read(text);
    }

    private Token Current => _tokens[_position];

    private bool AtLayerEnd => Current.Kind is TokenKind.Dash or TokenKind.End;

    public static EquatableArray<LayerSpec> Parse(string text, FindingList findings)
    {
        var layers = new ArchitectureParser(text, findings).Layers().ToList();
        if (layers.Count == 1 && !findings.HasErrors && layers[0].Size is { } input)
            findings.Add(FindingTable.TooFewLayers, Place.Whole(Part.Architecture), text, Invariant(input.Value) + "-1");
        return new EquatableArray<LayerSpec>(layers);
    }

    private IEnumerable<LayerSpec> Layers()
    {
        yield return Layer(Input);
        for (var index = 0; Current.Kind == TokenKind.Dash; index++)
        {
            _position++;
            yield return Layer("layers." + Invariant(index));
        }
    }

    private LayerSpec Layer(string name)
    {
        var first = _position;
        var size = Size(name);
        var activation = size is null ? null : Activation(name, size);
        if (size is not null && !AtLayerEnd)
            Unexpected();
        while (!AtLayerEnd)
            _position++;
        if (name != Input || activation is null)
            return new LayerSpec(name, size, activation);
        _findings.Add(FindingTable.InputActivation, At(first + 1, _position), _tokens[first].Text, Text(first, _position));
        return new LayerSpec(name, size, Activation: null);
    }

    private Written<long>? Size(string layer)
    {
        var first = _position;
        if (Current.Kind == TokenKind.Number && _tokens[_position + 1].Kind != TokenKind.Word)
        {
            _position++;
            var units = long.TryParse(_tokens[first].Text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : long.MaxValue;
            return new Written<long>(units, At(first, _position));
        }

        if (Name() is { } written)
            _findings.Add(FindingTable.NotASize, written.Place, layer, $"is '{written.Value}', not a size", Advice(first, written.Value));
        else if (Current.Kind == TokenKind.Unknown)
            Unexpected();
        else
            _findings.Add(FindingTable.NotASize, Gap(), layer, "is empty", "write its number of units");
        return null;
    }

    /// <summary>What "relu", "6relu" or "conv3" was probably meant to be.</summary>
    private string Advice(int first, string written)
    {
        var size = _tokens[first].Kind == TokenKind.Number ? _tokens[first].Text : "";
        var name = written.Substring(size.Length);
        if (Registry.FindActivation(name) is null)
            return "write its number of units, such as '6' or '6:relu'";
        return size.Length > 0 ? $"write '{size}:{name}'" : $"an activation follows the size of its layer, as in '6:{name}'";
    }

    private Written<string>? Activation(string layer, Written<long> size)
    {
        if (Current.Kind != TokenKind.Colon)
            return null;
        var colon = _position++;
        if (Name() is { } name)
            return name;
        _findings.Add(FindingTable.MissingActivation, At(colon, colon + 1), layer, Invariant(size.Value));
        return null;
    }

    /// <summary>Letters and digits without a gap.</summary>
    private Written<string>? Name()
    {
        var first = _position;
        while (Current.Kind is TokenKind.Number or TokenKind.Word)
            _position++;
        return _position > first ? new Written<string>(Text(first, _position), At(first, _position)) : null;
    }

    private void Unexpected()
    {
        var character = char.IsControl(Current.Text[0]) ? $"U+{(int)Current.Text[0]:X4}" : Current.Text;
        var advice = Current switch
        {
            { Kind: TokenKind.Colon } => "a layer has one activation",
            { Text: "." } => "a number of units is whole, and layers are separated by '-'",
            { Text: var text } when char.IsWhiteSpace(text[0]) => "write it without spaces",
            _ => "layers are separated by '-', and an activation follows its layer's size after ':'",
        };
        _findings.Add(FindingTable.UnexpectedCharacter, At(_position, _position + 1), character, advice);
    }

    /// <summary>An empty layer has no characters of its own: the '-' beside it stands for it.</summary>
    private Place Gap() => _tokens.Count == 1 ? Place.Whole(Part.Architecture)
        : _position > 0 ? At(_position - 1, _position)
        : At(_position, _position + 1);

    private Place At(int first, int end) => new(Part.Architecture, _tokens[first].Start, _tokens[end - 1].End - _tokens[first].Start);

    private string Text(int first, int end) => string.Concat(_tokens.Skip(first).Take(end - first).Select(token => token.Text));

    private static string Invariant(long number) => number.ToString(CultureInfo.InvariantCulture);
}
