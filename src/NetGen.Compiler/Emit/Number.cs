using NetGen.Compiler.Model;

namespace NetGen.Compiler.Emit;

/// <summary>Numbers as C# literals of the network's precision, the same on every host.</summary>
internal static class Number
{
    public static string Type(Precision precision) => precision == Precision.Single ? "float" : "double";

    /// <summary>What names of the library for that precision begin with.</summary>
    public static string Prefix(Precision precision) => precision == Precision.Single ? "Single" : "Double";

    public static string Literal(double value, Precision precision)
    {
        if (double.IsInfinity(value))
            return Type(precision) + (value > 0 ? ".PositiveInfinity" : ".NegativeInfinity");

        // Frameworks differ in whether they print the sign of a zero.
        return (IsNegativeZero(value) ? "-0" : Digits.Shortest(value)) + (precision == Precision.Single ? "f" : "d");
    }

    /// <summary>Whether it is the zero that equals 0 and is another number.</summary>
    public static bool IsNegativeZero(double value) => value == 0 && BitConverter.DoubleToInt64Bits(value) != 0;
}
