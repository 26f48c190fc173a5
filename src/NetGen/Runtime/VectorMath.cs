using System.ComponentModel;

namespace NetGen.Runtime;

/// <summary>
/// The transcendental functions of emitted code, elementwise over <c>Vector</c>, <c>Vector128</c>, <c>Vector256</c> and <c>Vector512</c> of
/// float and double. Each function is written once, for <c>Vector</c>; the build derives the other flavours from that text,
/// so that all widths give the same bits. Only exactly specified operations are used, and <c>MultiplyAddEstimate</c>, which
/// is one rounding on hardware with fused multiply-add and two elsewhere. Results smaller than the smallest normal number
/// may be 0; NaN gives NaN.
/// </summary>
/// <remarks>
/// Largest errors measured, in ulp of max(|y|, smallest normal): float with fused multiply-add over all arguments from 2⁻³⁰
/// to 2⁷ (Log: all), the rest over samples of all exponents: up to 8 million float and 260,000 double ones with FMA, fewer without.
/// <code>
///                float   float, no FMA   double   double, no FMA
/// Exp            1.58    1.41            1.58     1.51
/// Expm1          1.62    1.72            1.94     2.07
/// Log            0.88    0.86            0.74     0.76
/// Sigmoid        2.49    2.38            1.96     1.96
/// QuickSigmoid   3.15    65.3            1.96     1.96
/// Tanh           2.57    2.50            2.45     2.43
/// QuickTanh      4.54    4.97            2.45     2.43
/// Softplus       3.22    3.15            2.79     2.55
/// Erf            1.90    2.02            1.29     1.64
/// </code>
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class VectorMath
{
}
