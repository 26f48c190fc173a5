using System.Numerics;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

/// <summary>
/// The random numbers of NetGen: the same from the same seed on every machine, for ever. Not thread safe.
/// </summary>
/// <remarks>
/// xoshiro256** by Blackman and Vigna ("Scrambled linear pseudorandom number generators", 2021), its four words of state
/// the first four outputs of SplitMix64 started at the seed, taken as an unsigned 32-bit number. A uniform double is the upper
/// 53 bits × 2^−53. Gaussians are Marsaglia's polar method (1964). The arithmetic is +, −, ×, ÷ and √ in double alone,
/// which IEEE 754 fixes to the bit; the platform's own logarithm differs from machine to machine, so there is one here.
/// </remarks>
internal sealed class PortableRandom
{
    private ulong _s0, _s1, _s2, _s3;
    private double _spare;
    private bool _hasSpare;

    public PortableRandom(int seed)
    {
        ulong state = (uint)seed;
        _s0 = SplitMix(ref state);
        _s1 = SplitMix(ref state);
        _s2 = SplitMix(ref state);
        _s3 = SplitMix(ref state);
    }

    /// <summary>64 random bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong NextBits()
    {
        ulong result = BitOperations.RotateLeft(unchecked(_s1 * 5), 7);
        result = unchecked(result * 9);
        ulong shifted = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= shifted;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>Uniform in [0, 1), a multiple of 2^−53.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double NextUniform() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Of the standard normal distribution. They come in pairs; the second is kept for the next call.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double NextGaussian()
    {
        if (_hasSpare)
        {
            _hasSpare = false;
            return _spare;
        }

        double x, y, square;
        do
        {
            x = 2 * NextUniform() - 1;
            y = 2 * NextUniform() - 1;
            square = x * x + y * y;
        }
        while (square >= 1 || square == 0);

        double factor = Math.Sqrt(-2 * Log(square) / square);
        _spare = y * factor;
        _hasSpare = true;
        return x * factor;
    }

    /// <summary>Brings values into a random order: Fisher and Yates's exchange, from the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Shuffle(Span<int> values)
    {
        for (int last = values.Length - 1; last > 0; last--)
        {
            int other = (int)(NextUniform() * (last + 1));
            (values[last], values[other]) = (values[other], values[last]);
        }
    }

    /// <summary>ln x for normal x &gt; 0, to 2 ulp: x = 2^k · m with m in [√½, √2), and ln m = 2 artanh((m − 1) / (m + 1)).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static double Log(double x)
    {
        const double Sqrt2 = 1.4142135623730951;
        const double Ln2 = 0.6931471805599453;
        const long MantissaBits = (1L << 52) - 1;

        long bits = BitConverter.DoubleToInt64Bits(x);
        long exponent = (bits >> 52) - 1023;
        double mantissa = BitConverter.Int64BitsToDouble((bits & MantissaBits) | (1023L << 52));
        if (mantissa >= Sqrt2)
        {
            mantissa /= 2;
            exponent++;
        }

        // |z| < 0.172, so the term left out, z²¹ / 21, is below 2^−57 of the sum.
        double z = (mantissa - 1) / (mantissa + 1);
        double square = z * z;
        double sum = 0;
        for (int power = 19; power > 1; power -= 2)
            sum = (sum + 1.0 / power) * square;
        return exponent * Ln2 + 2 * (z + z * sum);
    }

    private static ulong SplitMix(ref ulong state)
    {
        unchecked
        {
            ulong z = state += 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
