using NetGen.Compiler.Findings;
using NetGen.Compiler.Operations;
using NetGen.Compiler.Spec;

namespace NetGen.Compiler.Model;

/// <summary>Which loss trains which output.</summary>
internal static class LossRules
{
    /// <summary>The first of these that has a meaning for the output is its default.</summary>
    private static readonly IReadOnlyList<string> Preferred = ["CrossEntropy", "BinaryCrossEntropy", "MeanSquaredError"];

    public static Loss Default(Activation output) => Preferred.Select(name => Registry.FindLoss(name)!).First(loss => loss.Accepts(output));

    public static void Check(Loss loss, Activation output, NetworkSpec spec, FindingList findings)
    {
        if (loss.Accepts(output))
            return;
        var units = spec.Layers[spec.Layers.Count - 1].Count!.Value;
        var endings = Registry.Activations.Where(loss.Accepts).Take(3).Select(activation => $"'-{units}:{activation.Name.ToLowerInvariant()}'");
        findings.Add(FindingTable.LossDoesNotFit, Place.Whole(Part.Loss), loss.Name, output.Name, string.Join(" or ", endings), Default(output).Name);
    }
}
