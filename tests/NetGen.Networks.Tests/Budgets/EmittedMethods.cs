using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;

namespace NetGen.Networks.Tests.Budgets;

/// <summary>Every method that the generator wrote into the corpus: the members of networks, and the kernels in file types.</summary>
internal static partial class EmittedMethods
{
    public static IReadOnlyDictionary<string, MethodSize> Measure()
    {
        using var image = new PEReader(File.OpenRead(typeof(NetGen.Corpus.W1).Assembly.Location));
        var metadata = image.GetMetadataReader();
        var sizes = new Dictionary<string, MethodSize>();
        foreach (var handle in metadata.MethodDefinitions)
        {
            var method = metadata.GetMethodDefinition(handle);
            var type = metadata.GetTypeDefinition(method.GetDeclaringType());
            if (method.RelativeVirtualAddress == 0 || !(IsFileType(metadata, type) || IsNetwork(metadata, type)))
                continue;
            string name = $"{FullName(metadata, type)}.{metadata.GetString(method.Name)} #{MetadataTokens.GetRowNumber(handle)}";
            sizes.Add(name, MethodSize.Of(metadata, image.GetMethodBody(method.RelativeVirtualAddress)));
        }

        return sizes;
    }

    private static bool IsNetwork(MetadataReader metadata, TypeDefinition type) => type.GetCustomAttributes()
        .Select(handle => metadata.GetCustomAttribute(handle).Constructor)
        .Where(constructor => constructor.Kind == HandleKind.MemberReference)
        .Select(constructor => metadata.GetMemberReference((MemberReferenceHandle)constructor).Parent)
        .Where(parent => parent.Kind == HandleKind.TypeReference)
        .Any(parent => metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)parent).Name) == nameof(NetworkAttribute));

    private static bool IsFileType(MetadataReader metadata, TypeDefinition type) => FileType().IsMatch(metadata.GetString(type.Name))
        || (!type.GetDeclaringType().IsNil && IsFileType(metadata, metadata.GetTypeDefinition(type.GetDeclaringType())));

    private static string FullName(MetadataReader metadata, TypeDefinition type) =>
        (type.GetDeclaringType().IsNil ? metadata.GetString(type.Namespace) : FullName(metadata, metadata.GetTypeDefinition(type.GetDeclaringType())))
        + "." + metadata.GetString(type.Name);

    /// <summary>How the C# compiler spells a file-local type: <c>&lt;file&gt;F + hash + __Name</c>.</summary>
    [GeneratedRegex("^<.*>F[0-9A-F]+__")]
    private static partial Regex FileType();
}
