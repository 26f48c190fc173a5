using System.Globalization;
using NetGen.Compiler.Findings;
using NetGen.Compiler.Operations;
using NetGen.Compiler.Spec;

namespace NetGen.Compiler.Model;

/// <summary>Which numbers the initial parameters may be drawn with.</summary>
internal static class InitializerRules
{
    public static void Check(NetworkDeclaration declaration, Initializer initializer, Precision precision, FindingList findings)
    {
        var takesScale = initializer == Initializer.Normal || initializer == Initializer.Uniform || initializer == Initializer.Constant;
        if (declaration.InitializerScale is { } scale)
        {
            if (!takesScale)
                findings.Add(FindingTable.ScaleUnused, Place.Whole(Part.InitializerScale), initializer.Name);
            else if (scale < 0 && initializer != Initializer.Constant)
                findings.Add(FindingTable.NumberOutOfRange, Place.Whole(Part.InitializerScale), "InitializerScale", Text(scale), "0 or more");
            CheckFinite(scale, Part.InitializerScale, precision, findings);
        }

        if (declaration.InitialBias is { } bias)
            CheckFinite(bias, Part.InitialBias, precision, findings);
    }

    private static void CheckFinite(double number, Part part, Precision precision, FindingList findings)
    {
        if (double.IsNaN(number) || double.IsInfinity(number))
            findings.Add(FindingTable.NumberOutOfRange, Place.Whole(part), part.ToString(), Text(number), "a finite number");
        else if (precision == Precision.Single && float.IsInfinity((float)number))
            findings.Add(FindingTable.NumberOutOfRange, Place.Whole(part), part.ToString(), Text(number), "a number within the range of float, or choose the precision Double");
    }

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
