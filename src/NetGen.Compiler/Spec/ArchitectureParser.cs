using System.Globalization;
using NetGen.Compiler.Findings;
using NetGen.Compiler.Layers;
using NetGen.Compiler.Operations;

namespace NetGen.Compiler.Spec;

/// <summary>
/// Reads an architecture text, <c>shape ("-" size (":" activation)?)+</c>, into the input's shape and layers. What cannot be read is a finding, one a
/// layer, after which reading goes on at the next '-'. Every layer of the text is in the result, whatever is wrong with it.
/// </summary>
internal sealed class ArchitectureParser
{
    /// <summary>What messages call the first size.</summary>
    private const string InputName = "The input";

    private readonly FindingList _findings;
    private readonly List<Token> _tokens;
    private int _position;

    private ArchitectureParser(string text, FindingList findings)
    {
        _findings = findings;
        _tokens = [.. Tokenizer.Read(text)];
    }

    private Token Current => _tokens[_position];

    private bool AtLayerEnd => Current.Kind is TokenKind.Dash or TokenKind.End;

    /// <summary>The input and the layers.</summary>
    public static GraphSpec Parse(string text, FindingList findings)
    {
        var parser = new ArchitectureParser(text, findings);
        EquatableArray<Written<long>> input = parser.Input();
        var layers = parser.Layers().ToList();
        if (layers.Count == 0 && !findings.HasErrors && input.Count > 0)
            findings.Add(FindingTable.TooFewLayers, Place.Whole(Part.Architecture), text, string.Join("x", input.Select(size => Invariant(size.Value))) + "-1");
        return new GraphSpec(new([new InputSpec(null, input)]), new(layers), EquatableArray<Written<string>>.Empty);
    }

    private EquatableArray<Written<long>> Input()
    {
        int first = _position;
        EquatableArray<Written<long>>? sizes = Sizes(InputName);
        Written<string>? activation = sizes is null ? null : Activation(InputName, sizes[sizes.Count - 1].Value);
        End(isRead: sizes is not null);
        if (activation is not null)
            _findings.Add(FindingTable.InputActivation, At(first + (2 * sizes!.Count) - 1, _position), Text(first, first + (2 * sizes.Count) - 1), Text(first, _position));
        return sizes ?? EquatableArray<Written<long>>.Empty;
    }

    private IEnumerable<LayerSpec> Layers()
    {
        for (int index = 0; Current.Kind == TokenKind.Dash; index++)
        {
            _position++;
            yield return Layer(LayerSpec.NameOf(index));
        }
    }

    private LayerSpec Layer(string name)
    {
        int first = _position;
        if (KindHere() is { } kind)
            return Layer(name, kind);
        Written<long>? count = Sizes(name, most: 1)?[0];
        Place place = count is null ? default : At(first, _position);
        Written<string>? activation = count is null ? null : Activation(name, count.Value);
        End(isRead: count is not null);
        return new LayerSpec(
            name, LayerKinds.OfNumber, place, count, EquatableArray<Written<long>>.Empty, EquatableArray<KeyValuePair<string, Written<long>>>.Empty, activation, IsRead: count is not null);
    }

    /// <summary>The kind whose word stands here, behind a number if it wants one.</summary>
    private WrittenKind? KindHere()
    {
        bool hasCount = Current.Kind == TokenKind.Number;
        Token word = hasCount ? _tokens[_position + 1] : Current;
        WrittenKind? kind = word.Kind == TokenKind.Word ? LayerKinds.Find(word.Text) : null;
        return kind is not null && kind.Syntax.Count is not null == hasCount ? kind : null;
    }

    private LayerSpec Layer(string name, WrittenKind kind)
    {
        int first = _position;
        Written<long>? count = kind.Syntax.Count is null ? null : Number(_position++);
        _position++;
        EquatableArray<Written<long>>? size = kind.Syntax.Size is null ? EquatableArray<Written<long>>.Empty : Size(name, kind, first);
        EquatableArray<KeyValuePair<string, Written<long>>>? options = size is null ? null : Options(name, kind);
        Place place = At(first, _position);
        Written<string>? activation = null;
        if (options is not null)
            activation = kind.Syntax.HasActivation ? Activation(name, Text(first, _position)) : null;
        End(isRead: options is not null, kind.Syntax.HasActivation ? null : $"{kind.Name} has no activation; write one to the layer before it");
        return new LayerSpec(
            name, kind, place, count, size ?? EquatableArray<Written<long>>.Empty, options ?? EquatableArray<KeyValuePair<string, Written<long>>>.Empty, activation, IsRead: options is not null);
    }

    private EquatableArray<Written<long>>? Size(string layer, WrittenKind kind, int first)
    {
        var sizes = new List<Written<long>>();
        while (Current.Kind == TokenKind.Number)
        {
            sizes.Add(Number(_position++));
            if (Current.Text != "x" || _tokens[_position + 1].Kind != TokenKind.Number)
                return new EquatableArray<Written<long>>(sizes);
            _position++;
        }

        _findings.Add(FindingTable.NotASize, At(first, _position), layer, $"is '{Text(first, _position)}', which has no {kind.Syntax.Size}", $"write it as '{kind.Syntax.Example}'");
        return null;
    }

    /// <summary>The options behind a layer's size, or null with a finding.</summary>
    private EquatableArray<KeyValuePair<string, Written<long>>>? Options(string layer, WrittenKind kind)
    {
        var options = new List<KeyValuePair<string, Written<long>>>();
        while (Current.Kind == TokenKind.Word)
        {
            int word = _position;
            SplitWord(kind);
            if (kind.Syntax.Options.FirstOrDefault(known => known.Word == Current.Text) is not { } option)
                return Refuse(word, "is none of its options", $"write it as '{kind.Syntax.Example}'");
            if (options.Any(known => known.Key == option.Word))
                return Refuse(word, "is written twice", "leave one of them out");
            _position++;
            if (option.HasNumber && Current.Kind != TokenKind.Number)
                return Refuse(word, "has no number", $"write its {option.Meaning} behind it");
            Written<long> value = option.HasNumber ? Number(_position++) : new Written<long>(1, At(word, _position));
            options.Add(new KeyValuePair<string, Written<long>>(option.Word, value));
        }

        return new EquatableArray<KeyValuePair<string, Written<long>>>(options);

        EquatableArray<KeyValuePair<string, Written<long>>>? Refuse(int token, string what, string advice)
        {
            _findings.Add(FindingTable.UnknownOption, At(token, token + 1), layer, _tokens[token].Text, what, advice);
            return null;
        }
    }

    /// <summary>A word without a number may stand right before the next option, as in "same" before "d2".</summary>
    private void SplitWord(WrittenKind kind)
    {
        Token token = Current;
        if (kind.Syntax.Options.FirstOrDefault(known => !known.HasNumber && token.Text.StartsWith(known.Word, StringComparison.Ordinal) && token.Text != known.Word) is not { } option)
            return;
        _tokens[_position] = token with { Text = option.Word };
        _tokens.Insert(_position + 1, new Token(TokenKind.Word, token.Start + option.Word.Length, token.Text.Substring(option.Word.Length)));
    }

    /// <summary>Goes to the end of a layer; what stands there is a finding unless there is one already.</summary>
    /// <param name="aboutColon">What is said of a ':'; null where an activation has been read.</param>
    private void End(bool isRead, string? aboutColon = null)
    {
        if (isRead && !AtLayerEnd)
            Unexpected(aboutColon ?? "a layer has one activation");
        while (!AtLayerEnd)
            _position++;
    }

    /// <summary>Numbers with 'x' between them, or null with a finding.</summary>
    private EquatableArray<Written<long>>? Sizes(string layer, int most = int.MaxValue)
    {
        int first = _position;
        if (Current.Kind == TokenKind.Number)
        {
            var sizes = new List<Written<long>> { Number(first) };
            int end = first + 1;
            for (; sizes.Count < most && _tokens[end].Text == "x" && _tokens[end + 1].Kind == TokenKind.Number; end += 2)
                sizes.Add(Number(end + 1));
            if (_tokens[end].Kind != TokenKind.Word)
            {
                _position = end;
                return new EquatableArray<Written<long>>(sizes);
            }
        }

        if (Name() is { } written)
            _findings.Add(FindingTable.NotASize, written.Place, layer, $"is '{written.Value}', not a size", Advice(first, written.Value));
        else if (Current.Kind == TokenKind.Unknown)
            Unexpected();
        else
            _findings.Add(FindingTable.NotASize, Gap(), layer, "is empty", "write its number of units");
        return null;
    }

    /// <summary>The number that digits are; very large where it is too large for a long.</summary>
    public static bool TryParse(string digits, out long value)
    {
        if (!long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out value))
            value = long.MaxValue;
        return digits.Length > 0 && digits.All(digit => digit is >= '0' and <= '9');
    }

    private Written<long> Number(int token) => new(TryParse(_tokens[token].Text, out long value) ? value : long.MaxValue, At(token, token + 1));

    /// <summary>What "relu", "6relu" or "conv3" was probably meant to be.</summary>
    private string Advice(int first, string written)
    {
        if (_tokens.Skip(first).Take(2).Select(token => LayerKinds.Find(token.Text)).FirstOrDefault(found => found is not null) is { } kind)
            return $"write it as '{kind.Syntax.Example}'";
        string size = _tokens[first].Kind == TokenKind.Number ? _tokens[first].Text : "";
        string name = written.Substring(size.Length);
        if (Registry.FindActivation(name) is null)
            return "write its number of units, such as '6' or '6:relu'";
        return size.Length > 0 ? $"write '{size}:{name}'" : $"an activation follows the size of its layer, as in '6:{name}'";
    }

    private Written<string>? Activation(string layer, long size) => Activation(layer, Invariant(size));

    private Written<string>? Activation(string layer, string written)
    {
        if (Current.Kind != TokenKind.Colon)
            return null;
        int colon = _position++;
        if (Name() is { } name)
            return name;
        _findings.Add(FindingTable.MissingActivation, At(colon, colon + 1), layer, written);
        return null;
    }

    /// <summary>Letters and digits without a gap.</summary>
    private Written<string>? Name()
    {
        int first = _position;
        while (Current.Kind is TokenKind.Number or TokenKind.Word)
            _position++;
        return _position > first ? new Written<string>(Text(first, _position), At(first, _position)) : null;
    }

    private void Unexpected(string aboutColon = "a layer has one activation")
    {
        string character = char.IsControl(Current.Text[0]) ? $"U+{(int)Current.Text[0]:X4}" : Current.Text;
        string advice = Current switch
        {
            { Kind: TokenKind.Colon } => aboutColon,
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
