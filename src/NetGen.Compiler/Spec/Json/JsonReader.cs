using System.Globalization;
using System.Text;

namespace NetGen.Compiler.Spec.Json;

/// <summary>
/// Reads a JSON text (RFC 8259) into values that know where they stand. Comments and trailing commas are allowed. It is our own
/// because libraries fail to load in some hosts of generators, and because diagnostics need the positions.
/// </summary>
internal sealed class JsonReader
{
    /// <summary>A network has no nesting at all; without a limit, a hostile file would exhaust the stack.</summary>
    private const int MaximumDepth = 64;

    private readonly string _text;
    private int _position;
    private int _depth;

    private JsonReader(string text) => _text = text;

    /// <summary>The whole text as one object; the members read so far where it goes wrong.</summary>
    /// <param name="members">Those of the outermost object, in order.</param>
    /// <exception cref="JsonSyntaxException">The text is not a JSON object.</exception>
    public static JsonObject Read(string text, List<JsonMember> members)
    {
        var reader = new JsonReader(text);
        reader.SkipBlanks();
        if (reader.Current != '{')
            throw reader.Unexpected("the '{' of an object");
        JsonObject value = reader.Object(members);
        reader.SkipBlanks();
        if (reader._position < text.Length)
            throw reader.Unexpected("the end of the file");
        return value;
    }

    private char Current => _position < _text.Length ? _text[_position] : '\0';

    private JsonValue Value()
    {
        SkipBlanks();
        return Current switch
        {
            '{' => Object([]),
            '[' => Array(),
            '"' => String(),
            '-' or (>= '0' and <= '9') => Number(),
            _ => Word(),
        };
    }

    private JsonObject Object(List<JsonMember> members)
    {
        int start = _position;
        Items('}', () =>
        {
            if (Current != '"')
                throw Unexpected("a key in double quotes");
            JsonString key = String();
            SkipBlanks();
            if (Current != ':')
                throw Unexpected($"':' after \"{key.Text}\"");
            _position++;
            members.Add(new JsonMember(key, Value()));
        });
        return new JsonObject(start, _position, members);
    }

    private JsonArray Array()
    {
        int start = _position;
        var items = new List<JsonValue>();
        Items(']', () => items.Add(Value()));
        return new JsonArray(start, _position, items);
    }

    /// <summary>From the opening bracket to behind the closing one; a comma may follow the last item.</summary>
    private void Items(char close, Action item)
    {
        if (++_depth > MaximumDepth)
            throw new JsonSyntaxException($"nested more than {MaximumDepth} deep", _position, 1);
        _position++;
        SkipBlanks();
        while (Current != close)
        {
            item();
            SkipBlanks();
            if (Current == ',')
                _position++;
            else if (Current != close)
                throw Unexpected($"',' or '{close}'");
            SkipBlanks();
        }

        _position++;
        _depth--;
    }

    private JsonString String()
    {
        int start = _position++;
        var value = new StringBuilder();
        var offsets = new List<int>();
        while (Current != '"')
        {
            if (_position >= _text.Length || Current < ' ')
                throw new JsonSyntaxException("a string that its line does not close with '\"'", start, _position - start);
            offsets.Add(_position);
            value.Append(Current == '\\' ? Escape() : _text[_position++]);
        }

        offsets.Add(_position++);
        return new JsonString(start, _position, value.ToString(), offsets);
    }

    private char Escape()
    {
        int start = _position++;
        char kind = Current;
        _position++;
        switch (kind)
        {
            case '"' or '\\' or '/':
                return kind;
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'u' when _position + 4 <= _text.Length
                && ushort.TryParse(_text.Substring(_position, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort code):
                _position += 4;
                return (char)code;
            default:
                throw new JsonSyntaxException("an escape that JSON does not know", start, Math.Min(2, _text.Length - start));
        }
    }

    private JsonNumber Number()
    {
        int start = _position;
        if (Current == '-')
            _position++;
        if (Current == '0')
            _position++;
        else
            Digits();
        if (Current == '.')
        {
            _position++;
            Digits();
        }

        if (Current is 'e' or 'E')
        {
            _position++;
            if (Current is '+' or '-')
                _position++;
            Digits();
        }

        if (char.IsLetterOrDigit(Current))
            throw Unexpected("the end of a number");
        return new JsonNumber(start, _position, Parse(_text.Substring(start, _position - start)));
    }

    private void Digits()
    {
        if (Current is < '0' or > '9')
            throw Unexpected("a digit");
        while (Current is >= '0' and <= '9')
            _position++;
    }

    /// <summary>.NET Framework, on which some hosts run, throws where a number is too large for a double.</summary>
    private static double Parse(string number)
    {
        try
        {
            return double.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture);
        }
        catch (OverflowException)
        {
            return number[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
        }
    }

    private JsonWord Word()
    {
        int start = _position;
        while (char.IsLetterOrDigit(Current))
            _position++;
        string word = _text.Substring(start, _position - start);
        if (word is "true" or "false" or "null")
            return new JsonWord(start, _position, word);
        _position = start;
        throw word.Length > 0
            ? new JsonSyntaxException($"'{word}' where a value should be; strings stand in double quotes", start, word.Length)
            : Unexpected("a value");
    }

    private void SkipBlanks()
    {
        while (_position < _text.Length)
        {
            if (Current is ' ' or '\t' or '\r' or '\n' or '\uFEFF')
                _position++;
            else if (!SkipComment())
                return;
        }
    }

    private bool SkipComment()
    {
        if (string.CompareOrdinal(_text, _position, "//", 0, 2) == 0)
        {
            int end = _text.IndexOfAny(['\r', '\n'], _position);
            _position = end < 0 ? _text.Length : end;
            return true;
        }

        if (string.CompareOrdinal(_text, _position, "/*", 0, 2) != 0)
            return false;
        int close = _text.IndexOf("*/", _position + 2, StringComparison.Ordinal);
        if (close < 0)
            throw new JsonSyntaxException("a comment without '*/'", _position, 2);
        _position = close + 2;
        return true;
    }

    private JsonSyntaxException Unexpected(string expected)
    {
        if (_position >= _text.Length)
            return new JsonSyntaxException($"the end of the file where {expected} should be", _text.Length, 0);
        string found = char.IsControl(Current) ? $"U+{(int)Current:X4}" : $"'{Current}'";
        return new JsonSyntaxException($"{found} where {expected} should be", _position, 1);
    }
}
