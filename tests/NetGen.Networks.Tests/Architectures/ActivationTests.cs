using NetGen.Compiler.Kernels;
using NetGen.Compiler.Operations;
using NetGen.Networks.Tests.Subjects;

namespace NetGen.Networks.Tests.Architectures;

/// <summary>Every activation as the curve of a network of one weight, 1, and one bias, 0: over its whole range, and at its corners.</summary>
public sealed class ActivationTests
{
    private static readonly Lazy<IReadOnlyList<Subject>> Curves = new(() => InProcessCompiler.Compile(
    [
        .. from activation in Registry.Activations
           from isDouble in new[] { false, true }
           select new Declaration($"1-1:{activation.Name}") { IsDouble = isDouble, Loss = activation.Name == "LogSoftmax" ? null : "SumSquaredError" },
    ]));

    /// <summary>Two units, as some activations are over the whole layer.</summary>
    private static readonly Lazy<IReadOnlyList<Subject>> Pairs = new(() => InProcessCompiler.Compile(
    [
        .. from activation in Registry.Activations
           select new Declaration($"1-2:{activation.Name}") { Loss = activation.Name == "LogSoftmax" ? null : "SumSquaredError" },
    ]));

    public static TheoryData<string, double?, double?> Paddings => new()
    {
        { "Identity", 0, double.NegativeInfinity },
        { "Step", 0, 0 },
        { "Sigmoid", double.NaN, double.NaN },
        { "Tanh", 0, -1 },
        { "ReLU", 0, 0 },
        { "LeakyReLU", 0, double.NegativeInfinity },
        { "ELU", 0, -1 },
        { "SELU", 0, -1.7580993408473766 },
        { "Softplus", double.NaN, double.NaN },
        { "Softsign", 0, null },
        { "GELU", 0, null },
        { "SiLU", 0, null },
        { "Mish", 0, null },
        { "HardSigmoid", 0.5, 0 },
        { "HardTanh", 0, -1 },
        { "HardSwish", 0, null },
        { "ReLU6", 0, 0 },
        { "Softmax", null, null },
        { "LogSoftmax", double.NaN, double.NegativeInfinity },
    };

    public static TheoryData<string> Names => [.. Registry.Activations.Select(activation => activation.Name)];

    public static TheoryData<string> InOrder => [.. Registry.Activations.Where(activation => activation.KeepsOrder).Select(activation => activation.Name)];

    [Theory]
    [MemberData(nameof(InOrder))]
    public void Forward_OfALargerNumber_IsNoSmaller(string name)
    {
        foreach (var curve in Of(name))
        {
            var random = new Random(1);
            double[] us = [.. Enumerable.Range(0, 20_000).Select(_ => curve.Round((random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-40, 39)))), 0, double.NegativeInfinity, double.PositiveInfinity];
            Array.Sort(us);
            double[] ys = curve.ForwardBatch(us);
            Assert.Equal(ys.Order(), ys);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Forward_IsTheOracles_From1e4DownToMinus1e4(string name)
    {
        foreach (var curve in Of(name))
        {
            double[] far = [20, 50, 87, 88, 89, 103, 104, 700, 709, 710, 745, 746, 1e3, 1e4];
            double[] us = [.. Enumerable.Range(-1500, 3001).Select(step => curve.Round(step * 0.01)), .. far, .. far.Select(u => -u), 0, 1e-30, -1e-30];
            var oracle = curve.Oracle;
            var found = new Disagreements(curve);
            double[] ys = curve.ForwardBatch(us);
            for (int i = 0; i < us.Length; i++)
            {
                found.Compare($"f({us[i]})", oracle.Forward([us[i]]).Outputs, [ys[i]]);
                found.Same($"f({us[i]}) alone", ys[i], curve.Forward([us[i]])[0]);
            }

            found.AssertNone();
        }
    }

    /// <summary>Small results come from small terms, not from a difference of large ones. Expected: 50 decimal digits, rounded.</summary>
    [Theory]
    [InlineData("Sigmoid", -40, 4.2483542552915889e-18)]
    [InlineData("Tanh", 9.5367431640625e-07, 9.5367431640596084e-07)]
    [InlineData("ELU", -9.5367431640625e-07, -9.5367386165904364e-07)]
    [InlineData("SELU", -9.5367431640625e-07, -1.6766533875661371e-06)]
    [InlineData("Softplus", -40, 4.2483542552915889e-18)]
    [InlineData("SiLU", -40, -1.6993417021166355e-16)]
    [InlineData("Mish", -40, -1.6993417021166355e-16)]
    [InlineData("HardSigmoid", -2.9990234375, 0.00016276041666666666)]
    [InlineData("HardSwish", -2.9990234375, -0.00048812230428059894)]
    public void Forward_KeepsTheDigitsOfSmallResults(string name, double u, double expected) =>
        Assert.All(Of(name), curve => Assert.Equal(1, curve.Forward([u])[0] / expected, 16 * curve.Roundoff));

    [Theory]
    [MemberData(nameof(Names))]
    public void Forward_OfNaN_IsNaN(string name) => Assert.All(Of(name), curve => Assert.Equal(double.NaN, curve.Forward([double.NaN])[0]));

    /// <summary>What the formula's arithmetic makes of infinities, as in PyTorch: its limit, or NaN where ∞ · 0, ∞ / ∞ or ∞ − ∞ is in it.</summary>
    [Theory]
    [InlineData("Identity", double.NegativeInfinity, double.PositiveInfinity)]
    [InlineData("Step", 0, 1)]
    [InlineData("Sigmoid", 0, 1)]
    [InlineData("Tanh", -1, 1)]
    [InlineData("ReLU", 0, double.PositiveInfinity)]
    [InlineData("LeakyReLU", double.NegativeInfinity, double.PositiveInfinity)]
    [InlineData("ELU", -1, double.PositiveInfinity)]
    [InlineData("SELU", -1.7580993408473766, double.PositiveInfinity)]
    [InlineData("Softplus", 0, double.PositiveInfinity)]
    [InlineData("Softsign", double.NaN, double.NaN)]
    [InlineData("GELU", double.NaN, double.PositiveInfinity)]
    [InlineData("SiLU", double.NaN, double.PositiveInfinity)]
    [InlineData("Mish", double.NaN, double.PositiveInfinity)]
    [InlineData("HardSigmoid", 0, 1)]
    [InlineData("HardTanh", -1, 1)]
    [InlineData("HardSwish", double.NaN, double.PositiveInfinity)]
    [InlineData("ReLU6", 0, 6)]
    [InlineData("Softmax", double.NaN, double.NaN)]
    [InlineData("LogSoftmax", double.NaN, double.NaN)]
    public void Forward_OfInfinity_IsWhatTheFormulaGives(string name, double ofMinusInfinity, double ofInfinity) => Assert.All(Of(name), curve =>
    {
        Assert.Equal(curve.Round(ofMinusInfinity), curve.Forward([double.NegativeInfinity])[0]);
        Assert.Equal(curve.Round(ofInfinity), curve.Forward([double.PositiveInfinity])[0]);
        Assert.Equal([curve.Round(ofMinusInfinity), curve.Round(ofInfinity)], curve.ForwardBatch([double.NegativeInfinity, double.PositiveInfinity]));
    });

    /// <summary>Numbers whose squares are none, and numbers too small for a normal one.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Extremes_HaveTheOraclesOutputAndAFiniteDerivative(string name) => Assert.All(Of(name), curve =>
    {
        var found = new Disagreements(curve);
        foreach (double u in new[] { 0, -0.0, 1e-40, -1e-40, 1e-310, -1e-310, 1e38, -1e38 }.Select(curve.Round))
        {
            found.Compare($"f({u})", curve.Oracle.Forward([u]).Outputs, curve.Forward([u]));
            Assert.True(double.IsFinite(Derivative(curve, u)), $"{curve}: f′({u}) = {Derivative(curve, u)}");
        }

        found.AssertNone();
    });

    /// <summary>
    /// What is known of lanes behind the last unit, where 0 or −∞ stands before the activation: the number that a unit there would
    /// have, NaN where the data decide on it, null where it may be none and the lanes are always written.
    /// </summary>
    [Theory]
    [MemberData(nameof(Paddings))]
    public void Padding_IsWhatTheActivationGives(string name, double? ofZero, double? ofMinusInfinity)
    {
        Value forward = Registry.FindActivation(name)!.Forward(Quantities.Z);
        Check(0, ofZero);
        Check(double.NegativeInfinity, ofMinusInfinity);

        void Check(double z, double? expected)
        {
            double? known = Padding.Of(forward, _ => z);
            Assert.True(expected.Equals(known), $"{name}({z}): expected {expected?.ToString() ?? "nothing"}, known is {known?.ToString() ?? "nothing"}");
            if (known is null)
                return;
            Assert.All(Pairs.Value.Where(pair => pair.Model.Output.Activation.Name == name), pair =>
            {
                // Biases alone: beside the unit in question there is one of the data.
                pair.Parameters = [0, 0, pair.Round(0.3), z];
                double y = pair.Forward([1])[1];
                Assert.True(double.IsNaN(known.Value) ? !double.IsNaN(y) : y == pair.Round(known.Value), $"{pair}, unit at {z}: {y}, known is {known}");
            });
        }
    }

    [Fact]
    public void Paddings_AreThoseOfEveryActivation() =>
        Assert.Equal(Registry.Activations.Select(activation => activation.Name), Paddings.Select(row => row.Data.Item1));

    [Theory]
    [InlineData("Step", 0, 0)]
    [InlineData("ReLU", 0, 0)]
    [InlineData("LeakyReLU", 0, 0.01)]
    [InlineData("ELU", 0, 1)]
    [InlineData("Softsign", 0, 1)]
    [InlineData("HardSigmoid", -3, 0)]
    [InlineData("HardSigmoid", 3, 0)]
    [InlineData("HardTanh", -1, 0)]
    [InlineData("HardTanh", 1, 0)]
    [InlineData("HardSwish", -3, 0)]
    [InlineData("HardSwish", 3, 1)]
    [InlineData("ReLU6", 0, 0)]
    [InlineData("ReLU6", 6, 0)]
    public void Derivative_AtAKink_IsTheDeclaredOne(string name, double u, double derivative) =>
        Assert.All(Of(name), curve => Assert.Equal(curve.Round(derivative), Derivative(curve, u)));

    [Theory]
    [InlineData("LeakyReLU", -1e4, 0.01)]
    [InlineData("ELU", -1e4, 0)]
    [InlineData("SELU", -1e4, 0)]
    [InlineData("Softplus", -1e4, 0)]
    [InlineData("Softplus", 1e4, 1)]
    [InlineData("GELU", -1e4, 0)]
    [InlineData("GELU", 1e4, 1)]
    [InlineData("SiLU", -1e4, 0)]
    [InlineData("SiLU", 1e4, 1)]
    [InlineData("Mish", -1e4, 0)]
    [InlineData("Mish", 1e4, 1)]
    [InlineData("HardSwish", -1e4, 0)]
    [InlineData("HardSwish", 1e4, 1)]
    public void Derivative_FarFromZero_IsItsLimit(string name, double u, double derivative) =>
        Assert.All(Of(name), curve => Assert.Equal(curve.Round(derivative), Derivative(curve, u)));

    [Theory]
    [InlineData("HeNormal", "ReLU", "LeakyReLU", "ELU", "GELU", "SiLU", "Mish", "HardSwish", "ReLU6")]
    [InlineData("LeCunNormal", "SELU")]
    [InlineData("GlorotNormal", "Identity", "Step", "Sigmoid", "Tanh", "Softplus", "Softsign", "HardSigmoid", "HardTanh", "Softmax", "LogSoftmax")]
    public void DefaultInitializer_IsTheDeclaredOne(string initializer, params string[] activations) =>
        Assert.Equal(activations, Registry.Activations.Where(activation => activation.DefaultInitializer.Name == initializer).Select(activation => activation.Name));

    [Fact]
    public void DecisionThreshold_IsThatOfActivationsThatDecide() => Assert.Equal(
        [("Step", 0.5), ("Sigmoid", 0.5), ("Tanh", 0.0), ("HardSigmoid", 0.5)],
        Registry.Activations.Where(activation => activation.DecisionThreshold is not null).Select(activation => (activation.Name, activation.DecisionThreshold!.Value)));

    private static IEnumerable<Subject> Of(string activation) => Curves.Value.Where(curve => curve.Model.Output.Activation.Name == activation).Select(curve =>
    {
        curve.Parameters = [1, 0];
        return curve;
    });

    /// <summary>f′(u): with dE/dy = 1, the gradient by the bias.</summary>
    private static double Derivative(Subject curve, double u)
    {
        double y = curve.Forward([u])[0];
        return curve.Backward([u], [curve.Round(y - 1)]).Gradient[1];
    }
}
