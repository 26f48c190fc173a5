using System.Reflection;
using NetGen.Benchmarks.Networks;

namespace NetGen.Benchmarks;

/// <summary>How much code a network is.</summary>
internal static class EmittedCode
{
    private const BindingFlags Declared =
        BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>Bytes of IL in the class that the generator completed and in its kernels, which have a namespace of their own.</summary>
    public static int IntermediateLanguageBytes(Workload workload) => workload.Network.Assembly.GetTypes()
        .Where(type => type == workload.Network || type.Namespace == $"NetGen.Generated.{workload.Network.FullName!.Replace('.', '_')}_")
        .SelectMany(type => type.GetMethods(Declared).Cast<MethodBase>().Concat(type.GetConstructors(Declared)))
        .Sum(method => method.GetMethodBody()?.GetILAsByteArray()?.Length ?? 0);
}
