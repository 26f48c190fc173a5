using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetGen.Compiler;
using NetGen.Compiler.Spec;

namespace NetGen.Generator;

/// <summary>Reads what a [Network] attribute says; enum values by the names of their members.</summary>
internal static class AttributeReader
{
    public static NetworkDeclaration Read(AttributeData attribute)
    {
        var named = attribute.NamedArguments.ToDictionary(argument => argument.Key, argument => argument.Value);
        return new NetworkDeclaration
        {
            Architecture = attribute.ConstructorArguments.Length > 0 ? attribute.ConstructorArguments[0].Value as string : null,
            Spec = Value("Spec") as string,
            Hidden = Member("Hidden"),
            Output = Member("Output"),
            Loss = Member("Loss"),
            Initializer = Member("Initializer"),
            InitializerScale = Value("InitializerScale") as double?,
            InitialBias = Value("InitialBias") as double?,
            Precision = Member("Precision"),
            Weights = Value("Weights") as string,
            Classes = Texts("Classes"),
            Trace = Value("Trace") as bool?,
            Training = Value("Training") as bool?,
            IsRejected = attribute.AttributeConstructor is null
                || attribute.ConstructorArguments.Concat(named.Values).Any(argument => argument.Kind == TypedConstantKind.Error),
        };

        object? Value(string name) => named.TryGetValue(name, out TypedConstant constant) && constant.Kind == TypedConstantKind.Primitive ? constant.Value : null;

        EquatableArray<string>? Texts(string name) => named.TryGetValue(name, out TypedConstant constant) && constant is { Kind: TypedConstantKind.Array, IsNull: false }
            ? new EquatableArray<string>(constant.Values.Select(item => item.Value as string ?? ""))
            : null;

        string? Member(string name) => named.TryGetValue(name, out TypedConstant constant) && constant.Kind == TypedConstantKind.Enum ? NameOf(constant) : null;
    }

    /// <summary>The name of an enum's member, or its number in C#'s own notation where the enum has no such member.</summary>
    private static string NameOf(TypedConstant constant) =>
        constant.Type!.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(field => field.HasConstantValue && Equals(field.ConstantValue, constant.Value))?.Name
            ?? constant.ToCSharpString();
}
