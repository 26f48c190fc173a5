using NetGen.Compiler.Model;

namespace NetGen.Compiler.Emit;

/// <summary>Prints public members under the signatures that the model's <see cref="Members"/> gives them.</summary>
internal sealed class Methods(CodeWriter code, Outline outline)
{
    public const string Check = "global::NetGen.Runtime.Check";

    private readonly Member[] _members = [.. Members.Of(outline)];

    /// <summary>The first element of a span, as the operand of <c>ref</c>.</summary>
    public static string First(string span) => $"global::System.Runtime.InteropServices.MemoryMarshal.GetReference({span})";

    /// <summary>Each overload of that name, in order, with its body.</summary>
    public void Print(string name, params Action[] bodies)
    {
        Member[] overloads = [.. _members.Where(member => member.Name == name)];
        if (overloads.Length != bodies.Length)
            throw new InvalidOperationException($"{name} has {overloads.Length} overloads, not {bodies.Length}.");
        for (int index = 0; index < bodies.Length; index++)
        {
            if (index > 0)
                code.Line();
            Document(overloads[index]);
            code.Member(overloads[index].Signature, bodies[index]);
        }
    }

    /// <summary>A member whose body is an expression or an initial value: what follows its signature.</summary>
    public void PrintLine(string name, string rest)
    {
        Member member = _members.Single(member => member.Name == name);
        Document(member);
        code.Line(member.Signature + rest);
    }

    /// <summary>The constructor that takes a seed, with its body, and before it the one that takes seed 0.</summary>
    public void PrintConstructors(Action body)
    {
        Member[] constructors = [.. _members.Where(member => member.Type is null)];
        Document(constructors[0]);
        code.Line(constructors[0].Signature + " : this(0) { }");
        code.Line();
        Document(constructors[1]);
        code.Block(constructors[1].Signature, body);
    }

    private void Document(Member member)
    {
        foreach (string line in member.Documentation)
            code.Line("/// " + line);
    }
}
