using System.ComponentModel;

namespace NetGen.Runtime;

/// <summary>
/// Work across the lanes of vectors: sums in a fixed tree, partial loads and stores, transposes, one-hot rows. Everything
/// gives the same bits at every vector width: sums go over virtual lanes, 16 of float or 8 of double (one 512-bit vector).
/// Written once for float; the build derives the double overloads from that text.
/// </summary>
/// <remarks>
/// Questions for the length of <c>Vector&lt;T&gt;</c> begin with the shortest: where a processor lacks long vectors, their
/// <c>Count</c> is no constant to the JIT, which would compile what is behind it before it throws it away.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Lanes
{
}
