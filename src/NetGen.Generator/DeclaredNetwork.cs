using NetGen.Compiler.Spec;

namespace NetGen.Generator;

/// <summary>One network as the user declared it, as values: what the cache compares.</summary>
internal sealed record DeclaredNetwork(NetworkDeclaration Declaration, HostDeclaration Host);
