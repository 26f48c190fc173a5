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
