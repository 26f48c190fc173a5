using System.Numerics;

namespace NetGen.Tests;

/// <summary>
/// The reference for double precision: elementary functions by their series on integers with 320 fractional bits. Results
/// come as the unevaluated sum of two doubles, good to more than 100 bits.
/// </summary>
internal static class Real
{
    private const int Bits = 320;
    private const double Tiny = 1e-18;

    private static readonly BigInteger One = BigInteger.One << Bits;
    private static readonly BigInteger Ln2 = 2 * ArcTanhOfReciprocal(3);

    // Machin: π/4 = 4 arctan(1/5) − arctan(1/239).
    private static readonly BigInteger Pi = 4 * ((4 * ArcTanOfReciprocal(5)) - ArcTanOfReciprocal(239));
    private static readonly BigInteger RootOfPi = SquareRoot(Pi);

    public static (double High, double Low) Exp(double x)
    {
        if (Math.Abs(x) < Tiny)
        {
            return (1, x);
        }

        (BigInteger mantissa, int exponent) = ExpParts(x);
        return Pair(mantissa, exponent);
    }

    public static (double High, double Low) Expm1(double x) =>
        Math.Abs(x) < Tiny ? (x, x * x / 2)
        : x < -100 ? (-1, 0)
        : Pair(ExpFixed(x) - One, 0);

    public static (double High, double Low) Log(double x) => Pair(LogFixed(x), 0);

    public static (double High, double Low) Sigmoid(double x)
    {
        if (x >= 0)
        {
            return Pair(One * One / (One + ExpFixed(-x)), 0);
        }

        (BigInteger mantissa, int exponent) = ExpParts(x);
        return Pair(mantissa * One / (One + ExpFixed(x)), exponent);
    }

    public static (double High, double Low) Tanh(double x)
    {
        if (Math.Abs(x) < Tiny)
        {
            return (x, -x * x * x / 3);
        }

        BigInteger square = ExpFixed(2 * Math.Clamp(x, -60, 60));
        return Pair((square - One) * One / (square + One), 0);
    }

    public static (double High, double Low) Softplus(double x)
    {
        if (x >= -40)
        {
            return x > 200 ? (x, 0) : Pair(LogFixed(One + ExpFixed(x)), 0);
        }

        (BigInteger mantissa, int exponent) = ExpParts(x);
        BigInteger e = ExpFixed(x);
        return Pair(mantissa * (One - (e / 2) + (e * e / 3 >> Bits)) >> Bits, exponent);
    }

    public static (double High, double Low) Erf(double x)
    {
        if (Math.Abs(x) < Tiny)
        {
            // The first term of the series, on the mantissa alone.
            int exponent = x == 0 ? 0 : Math.ILogB(x);
            return Pair((2 * Fixed(Math.ScaleB(x, -exponent)) << Bits) / RootOfPi, exponent);
        }

        BigInteger term = Fixed(Math.Clamp(x, -8, 8));
        BigInteger square = term * term >> Bits;
        BigInteger sum = term;
        for (int n = 1; BigInteger.Abs(term) > 4; n++)
        {
            term = -(term * square >> Bits) / n;
            sum += term / ((2 * n) + 1);
        }

        return Pair((2 * sum << Bits) / RootOfPi, 0);
    }

    /// <summary>By Newton's iteration.</summary>
    private static BigInteger SquareRoot(BigInteger value)
    {
        BigInteger root = value;
        for (int i = 0; i < 12; i++)
        {
            root = (root + ((value << Bits) / root)) / 2;
        }

        return root;
    }

    /// <summary>eˣ = mantissa · 2^exponent / 2^Bits with the mantissa near 1.</summary>
    private static (BigInteger Mantissa, int Exponent) ExpParts(double x)
    {
        x = Math.Clamp(x, -2000, 2000);
        BigInteger value = Fixed(x);
        int exponent = (int)Math.Round(x / Math.Log(2));
        return (ExpSeries(value - (exponent * Ln2)), exponent);
    }

    private static BigInteger ExpFixed(double x)
    {
        (BigInteger mantissa, int exponent) = ExpParts(x);
        return exponent >= 0 ? mantissa << exponent : mantissa >> -exponent;
    }

    private static BigInteger ExpSeries(BigInteger r)
    {
        BigInteger sum = One;
        BigInteger term = One;
        for (int n = 1; BigInteger.Abs(term) > 4; n++)
        {
            term = (term * r >> Bits) / n;
            sum += term;
        }

        return sum;
    }

    private static BigInteger LogFixed(double x)
    {
        int exponent = Math.ILogB(x);
        return (exponent * Ln2) + LogNear1(Fixed(Math.ScaleB(x, -exponent)));
    }

    private static BigInteger LogFixed(BigInteger x)
    {
        int exponent = (int)(x.GetBitLength() - Bits - 1);
        return (exponent * Ln2) + LogNear1(exponent >= 0 ? x >> exponent : x << -exponent);
    }

    private static BigInteger LogNear1(BigInteger x)
    {
        // Halley's iteration on e^y = x triples the digits: 16, 48, 144.
        BigInteger y = Fixed(Math.Log(Math.ScaleB((double)(x >> (Bits - 100)), -100)));
        for (int i = 0; i < 2; i++)
        {
            BigInteger e = ExpSeries(y);
            y += (2 * (x - e) << Bits) / (x + e);
        }

        return y;
    }

    private static BigInteger ArcTanhOfReciprocal(int n) => Arc(n, 1);

    private static BigInteger ArcTanOfReciprocal(int n) => Arc(n, -1);

    private static BigInteger Arc(int n, int sign)
    {
        BigInteger power = (BigInteger.One << Bits) / n;
        BigInteger sum = 0;
        for (int k = 1; !power.IsZero; k += 2)
        {
            sum += power / k;
            power = sign * power / (n * n);
        }

        return sum;
    }

    private static BigInteger Fixed(double x)
    {
        long bits = BitConverter.DoubleToInt64Bits(x);
        int exponent = (int)(bits >> 52 & 0x7FF);
        BigInteger mantissa = (bits & 0xF_FFFF_FFFF_FFFF) | (exponent == 0 ? 0 : 1L << 52);
        int shift = Math.Max(exponent, 1) - 1075 + Bits;
        mantissa = shift >= 0 ? mantissa << shift : mantissa >> -shift;
        return bits < 0 ? -mantissa : mantissa;
    }

    private static (double High, double Low) Pair(BigInteger value, int exponent)
    {
        if (value.IsZero)
        {
            return (0, 0);
        }

        int shift = (int)BigInteger.Abs(value).GetBitLength() - 106;
        BigInteger top = shift >= 0 ? value >> shift : value << -shift;
        BigInteger high = top >> 53;
        return (Math.ScaleB((double)high, shift + 53 - Bits + exponent), Math.ScaleB((double)(top - (high << 53)), shift - Bits + exponent));
    }
}
