using System.Text;

namespace NetGen.Compiler.Emit;

/// <summary>Indented text, lines ended by \n.</summary>
internal sealed class CodeWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    public void Line(string text = "")
    {
        if (text.Length > 0)
            _text.Append(' ', 4 * _depth).Append(text);
        _text.Append('\n');
    }

    /// <summary>A heading, and its body in braces.</summary>
    public void Block(string heading, Action body)
    {
        Line(heading);
        Line("{");
        _depth++;
        body();
        _depth--;
        Line("}");
    }

    /// <summary>A member with its body, which is an expression where it is a single statement.</summary>
    public void Member(string signature, Action body)
    {
        int start = _text.Length;
        Block(signature, body);

        // The signature, a brace, statements, a brace, and nothing behind the last line end.
        string[] lines = _text.ToString(start, _text.Length - start).Split('\n');
        if (lines.Length != 5)
            return;
        const string Return = "return ";
        string statement = lines[2].Trim();
        _text.Length = start;
        Line($"{signature} => {(statement.StartsWith(Return, StringComparison.Ordinal) ? statement.Substring(Return.Length) : statement)}");
    }

    /// <summary>Items with an empty line between them.</summary>
    public void Separated<T>(IEnumerable<T> items, Action<T> write)
    {
        bool first = true;
        foreach (T item in items)
        {
            if (!first)
                Line();
            first = false;
            write(item);
        }
    }

    public override string ToString() => _text.ToString();
}
