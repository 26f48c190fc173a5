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
        bool takesScale = initializer == Initializer.Normal || initializer == Initializer.Uniform || initializer == Initializer.Constant;
        if (declaration.InitializerScale is { } scale)
        {
            if (!takesScale)
                findings.Add(FindingTable.ScaleUnused, Place.Whole(Part.InitializerScale), initializer.Name);
            else if (scale < 0 && initializer != Initializer.Constant)
                findings.Add(FindingTable.NumberOutOfRange, Place.Whole(Part.InitializerScale), "InitializerScale", Text(scale), "0 or more");
            NumberRules.CheckFinite(scale, Place.Whole(Part.InitializerScale), nameof(Part.InitializerScale), precision, findings);
        }

        if (declaration.InitialBias is { } bias)
            NumberRules.CheckFinite(bias, Place.Whole(Part.InitialBias), nameof(Part.InitialBias), precision, findings);
    }

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
