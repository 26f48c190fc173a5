using NetGen.Generator.Tests.Testing;

namespace NetGen.Generator.Tests.Emission;

/// <summary>
/// The emitted files of a few networks, one for each feature of emission, to be read as their user would read them. What the
/// code computes is tested elsewhere; here a change of it is seen.
/// </summary>
public sealed class EmissionTests
{
    /// <summary>Everything in registers, samples across lanes.</summary>
    [Fact]
    public void TinyNetwork_IsEmittedAsVerified() => Verify("Tiny", "[Network(\"2-3:sigmoid-2:softmax\")] public partial class Tiny;");

    /// <summary>The same without training.</summary>
    [Fact]
    public void PredictingNetwork_IsEmittedAsVerified() => Verify("Predicting", "[Network(\"2-3:sigmoid-2:softmax\", Training = false)] public partial class Predicting;");

    /// <summary>Panels, register tiles, loops; without training, which has the same over again and nobody would read.</summary>
    [Fact]
    public void WideNetwork_IsEmittedAsVerified() => Verify("Wide", "[Network(\"40-70:relu-3\", Training = false)] public partial class Wide;");

    /// <summary>Double precision, nesting, a generic outer type, a loss of its own, weights that are not there yet.</summary>
    [Fact]
    public void NestedNetwork_IsEmittedAsVerified() => Verify(
        "Nested",
        """
        namespace Demo;

        public partial class Outer<T>
        {
            [Network("3-1:sigmoid", Precision = Precision.Double, Loss = Loss.SumSquaredError, Weights = "nested.safetensors")]
            private partial class Nested;
        }
        """);

    private static void Verify(string name, string declaration)
    {
        GeneratorRun run = GeneratorRun.Of(new TestProject("using NetGen;\n\n" + declaration));
        Assert.Empty(run.CompilerDiagnostics);
        Assert.Equal(3, run.Sources.Count);
        foreach ((string hint, string text) in run.Sources)
            Snapshot.Verify(text, name + Concern(hint));
    }

    /// <summary>What stands between a hint name's stem and <c>.g.cs</c>.</summary>
    private static string Concern(string hint)
    {
        string[] words = hint.Split('.');
        return words[^3] is "Kernels" or "Weights" ? "." + words[^3] : "";
    }
}
