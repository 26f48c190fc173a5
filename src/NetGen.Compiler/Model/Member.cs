using NetGen.Compiler.Spec;

namespace NetGen.Compiler.Model;

/// <summary>A public member of every network's class, as it is declared.</summary>
/// <param name="Modifiers">Such as <c>public static</c>.</param>
/// <param name="Type">What it returns or holds; null for a constructor.</param>
/// <param name="Name">The class's own name for a constructor.</param>
/// <param name="Parameters">Null for a constant or a property.</param>
/// <param name="Documentation">The lines of its XML comment, without the slashes.</param>
internal sealed record Member(string Modifiers, string? Type, string Name, EquatableArray<Parameter>? Parameters, EquatableArray<string> Documentation)
{
    /// <summary>The declaration up to where the body begins.</summary>
    public string Signature
    {
        get
        {
            string type = Type is null ? "" : Type + " ";
            string parameters = Parameters is null ? "" : $"({string.Join(", ", Parameters.Select(parameter => $"{parameter.Type} {parameter.Name}"))})";
            return $"{Modifiers} {type}{Name}{parameters}";
        }
    }

    /// <summary>True when the class cannot have both: same name, and not methods of different parameters.</summary>
    public bool Clashes(DeclaredMember declared) =>
        declared.Name == Name && (Parameters is null || declared.Parameters is null || declared.Parameters == ParameterTypes);

    private string ParameterTypes => string.Join(", ", Parameters!.Select(parameter => parameter.Type));
}

/// <summary>A parameter of a generated member.</summary>
/// <param name="Type">Qualified with <c>global::</c> unless it is a keyword or the class itself.</param>
internal sealed record Parameter(string Type, string Name);
