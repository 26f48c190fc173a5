using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace NetGen.Networks.Tests.Budgets;

/// <summary>Every method that the generator wrote into the corpus: the members of networks, and the kernels in a namespace of their own.</summary>
internal static class EmittedMethods
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
            if (method.RelativeVirtualAddress == 0 || !(IsKernel(metadata, type) || IsNetwork(metadata, type)))
                continue;
            string name = $"{FullName(metadata, type)}.{metadata.GetString(method.Name)} #{MetadataTokens.GetRowNumber(handle)}";
            sizes.Add(name, MethodSize.Of(metadata, method, image.GetMethodBody(method.RelativeVirtualAddress)));
        }

        return sizes;
    }

    private static bool IsNetwork(MetadataReader metadata, TypeDefinition type) => type.GetCustomAttributes()
        .Select(handle => metadata.GetCustomAttribute(handle).Constructor)
        .Where(constructor => constructor.Kind == HandleKind.MemberReference)
        .Select(constructor => metadata.GetMemberReference((MemberReferenceHandle)constructor).Parent)
        .Where(parent => parent.Kind == HandleKind.TypeReference)
        .Any(parent => metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)parent).Name) == nameof(NetworkAttribute));

    private static bool IsKernel(MetadataReader metadata, TypeDefinition type) => type.GetDeclaringType().IsNil
        ? metadata.GetString(type.Namespace).StartsWith("NetGen.Generated.", StringComparison.Ordinal)
        : IsKernel(metadata, metadata.GetTypeDefinition(type.GetDeclaringType()));

    private static string FullName(MetadataReader metadata, TypeDefinition type) =>
        (type.GetDeclaringType().IsNil ? metadata.GetString(type.Namespace) : FullName(metadata, metadata.GetTypeDefinition(type.GetDeclaringType())))
        + "." + metadata.GetString(type.Name);
}
