using NetGen.Compiler.Findings;
using NetGen.Compiler.Layers;
using NetGen.Compiler.Operations;

namespace NetGen.Compiler.Model;

/// <summary>Which loss trains which output.</summary>
internal static class LossRules
{
    /// <summary>The first of these that has a meaning for the output is its default.</summary>
    private static readonly IReadOnlyList<string> Preferred = ["CrossEntropy", "BinaryCrossEntropy", "MeanSquaredError"];

    public static Loss Default(Activation output) => Preferred.Select(name => Registry.FindLoss(name)!).First(loss => loss.Accepts(output));

    /// <param name="isText">Whether the layers are written as text, which the advice is in then.</param>
    /// <param name="hasOneOutput">Whether the loss is over one output; that of several is over all their values together.</param>
    public static void Check(Loss loss, Layer last, bool isText, bool hasOneOutput, FindingList findings)
    {
        if (loss.Accepts(last.Activation))
            return;
        IEnumerable<string> endings = Registry.Activations.Where(loss.Accepts).Take(3).Select(activation => activation.Name.ToLowerInvariant())
            .Select(name => isText ? $"'-{last.Outputs}:{name}'" : $"\"activation\": \"{name}\"");
        string fitting = Default(last.Activation).Name;
        findings.Add(
            FindingTable.LossDoesNotFit,
            Place.Whole(Part.Loss),
            new Correction(loss.Name, fitting),
            loss.Name,
            hasOneOutput ? last.Activation.Name : "several",
            (hasOneOutput ? "" : "a single one of ") + string.Join(" or ", endings),
            fitting);
    }
}
