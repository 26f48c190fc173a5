using System.Text;

namespace NetGen.Compiler.Emit;

/// <summary>Indented text, lines ended by \n.</summary>
internal sealed class CodeWriter(int depth = 0)
{
    private readonly StringBuilder _text = new();
    private int _depth = depth;

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

    /// <summary>Text for the body of a block that is written here, by itself.</summary>
    public string Inner(Action<CodeWriter> write)
    {
        var inner = new CodeWriter(_depth + 1);
        write(inner);
        return inner.ToString();
    }

    /// <summary>Text that is indented already.</summary>
    public void Append(string text) => _text.Append(text);

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
