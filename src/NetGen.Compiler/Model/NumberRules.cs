using System.Globalization;
using NetGen.Compiler.Findings;

namespace NetGen.Compiler.Model;

/// <summary>Which numbers a network can compute with.</summary>
internal static class NumberRules
{
    /// <param name="name">What messages call it.</param>
    public static void CheckFinite(double number, Place place, string name, Precision precision, FindingList findings)
    {
        if (double.IsNaN(number) || double.IsInfinity(number))
            findings.Add(FindingTable.NumberOutOfRange, place, name, Text(number), "a finite number");
        else if (precision == Precision.Single && float.IsInfinity((float)number))
            findings.Add(FindingTable.NumberOutOfRange, place, name, Text(number), "a number within the range of float, or choose the precision Double");
    }

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
