using System.ComponentModel;

namespace NetGen.Runtime;

/// <summary>
/// The transcendental functions of emitted code, elementwise over <c>Vector</c>, <c>Vector128</c> and <c>Vector512</c> of
/// float and double. Each function is written once, for <c>Vector</c>; the build derives the other flavours from that text.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class VectorMath
{
}
