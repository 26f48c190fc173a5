using System.ComponentModel;

namespace NetGen.Runtime;

/// <summary>
/// Work across the lanes of vectors: sums in a fixed tree, partial loads and stores, transposes, one-hot rows. Everything
/// gives the same bits at every vector width: sums go over virtual lanes, 16 of float or 8 of double (one 512-bit vector).
/// Written once for float; the build derives the double overloads from that text.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Lanes
{
}
