using System.Numerics;

namespace NetGen.Insight.Tests;

/// <summary>Everything on the way of one sample is what Forward and Backward make of it, and what the tutorials print.</summary>
public sealed class TraceTests
{
    private static readonly double[] Input = [0.5, -1.25, 2];

    [Fact]
    public void Trace_IsWhatForwardAndBackwardCompute()
    {
        Check(new Traced.Probabilities(1), net => net.Trace(Input, [0.25, 0, 0.75]), Input, [0.25, 0, 0.75], 1e-14, (u, y, dy) => y * (dy.Own - dy.All.Zip(dy.Outputs, (g, o) => g * o).Sum()));
        Check(new Traced.Logarithms(2), net => net.Trace(Input, [0.25, 0, 0.75]), Input, [0.25, 0, 0.75], 1e-14, (u, y, dy) => dy.Own - Math.Exp(y) * dy.All.Sum());
        Check(new Traced.YesOrNo(3), net => net.Trace(Input, [1, 0]), Input, [1, 0], 1e-14, (u, y, dy) => dy.Own * y * (1 - y));
        Check(new Traced.Counts(4), net => net.Trace(Input, [3, 0]), Input, [3, 0], 1e-14, (u, y, dy) => dy.Own / (1 + Math.Exp(-u)));
        Check(new Traced.Margins(5), net => net.Trace(Input, [1, -1]), Input, [1, -1], 1e-14, (u, y, dy) => dy.Own * (1 - y * y));
        Check(new Traced.Values(6), net => net.Trace(Input, [4, -0.5]), Input, [4, -0.5], 1e-14, (u, y, dy) => dy.Own);
    }

    [Fact]
    public void TraceInSingle_IsWhatForwardAndBackwardCompute()
    {
        float[] input = [0.5f, -1.25f, 2];
        Check(new Traced.InSingle(7), net => net.Trace(input, [0, 1f, 0]), input, [0, 1f, 0], 1e-6f, (u, y, dy) => y * (dy.Own - dy.All.Zip(dy.Outputs, (g, o) => g * o).Sum()));
    }

    [Fact]
    public void Label_IsAOneHotRow()
    {
        var net = new Traced.InSingle(7);
        float[] input = [0.5f, -1.25f, 2];

        NetworkTrace<float> trace = net.Trace(input, 1);

        Assert.Equal([0, 1, 0], trace.Target.ToArray());
        Assert.Equal(net.Trace(input, [0, 1f, 0]).Gradient.ToArray(), trace.Gradient.ToArray());
    }

    [Fact]
    public void WithoutTarget_ThereIsNoGradient()
    {
        NetworkTrace<double> trace = new Traced.Values(6).Trace(Input);

        Assert.Null(trace.Loss);
        Assert.True(trace.Gradient.IsEmpty && trace.Target.IsEmpty);
        Assert.All(trace.Layers, layer => Assert.True(layer.OutputGradient.IsEmpty && layer.PreActivationGradient.IsEmpty));
        Assert.All(trace.Layers.SelectMany(layer => layer.Tensors), tensor => Assert.True(tensor.Gradient.IsEmpty && tensor.Values.Length == tensor.Info.Count));
        Assert.DoesNotContain("dE", trace.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void WrongArguments_AreRefused()
    {
        var net = new Traced.InSingle(7);
        Assert.Throws<ArgumentException>(() => net.Trace([1f]));
        Assert.Throws<ArgumentException>(() => net.Trace([1f, 2, 3], [1f]));
        Assert.Throws<ArgumentOutOfRangeException>(() => net.Trace([1f, 2, 3], 3));
    }

    [Fact]
    public void Trace_PrintsTables()
    {
        var net = new Traced.Tiny();
        net.SetParameters([1, -1, 0.5, 0.25, /* bias */ 0, 1, 2, -3, /* bias */ 0.5]);

        Assert.Equal(
            """
            Tiny: 2-2:relu-1
            input [2]: 1  3

            layers.0 [2]: Dense, ReLU
            unit     u     y  dE/dy  dE/du
            ──────────────────────────────
               0    -2     0    -13      0
               1  2.25  2.25   19.5   19.5
            ──────────────────────────────
            dE/d layers.0.weight [2, 2]
                  0     1
            ─────────────
            0     0     0
            1  19.5  58.5
            ─────────────
            dE/d layers.0.bias [2]
            0     1
            ───────
            0  19.5
            ───────

            layers.1 [1]: Dense, Identity
            unit      u      y  dE/dy  dE/du
            ────────────────────────────────
               0  -6.25  -6.25   -6.5   -6.5
            ────────────────────────────────
            dE/d layers.1.weight [1, 2]
               0        1
            ─────────────
            0  0  -14.625
            ─────────────
            dE/d layers.1.bias [1]
               0
            ────
            -6.5
            ────

            target [1]: 0.25
            HalfMeanSquaredError: E = 21.125
            """.ReplaceLineEndings("\n"),
            net.Trace([1, 3], [0.25]).ToString());
    }

    [Fact]
    public void LongTables_AreCut()
    {
        string text = new Traced.Broad().Trace(new double[20], new double[15]).ToString();

        Assert.All(text.Split('\n'), line => Assert.InRange(line.Length, 0, 160));
        Assert.Contains("…", text, StringComparison.Ordinal);
        Assert.Equal(12, new Traced.Broad().Trace(new double[20]).Layers[0].ToString().Split('\n').Count(line => char.IsDigit(line.Trim()[0])));
    }

    [Fact]
    public void Trace_IsThereOnlyWhereItIsAskedFor() => Assert.DoesNotContain(typeof(Flowers).GetMethods(), method => method.Name == "Trace");

    private static void Check<TSelf, T>(TSelf net, Func<TSelf, NetworkTrace<T>> run, T[] input, T[] target, T tolerance, Func<T, T, (T Own, T[] All, T[] Outputs), T> back)
        where TSelf : class, INetwork<TSelf, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var output = new T[TSelf.OutputSize];
        var gradient = new T[TSelf.ParameterCount];
        var parameters = new T[TSelf.ParameterCount];
        net.Forward(input, output);
        T loss = net.Backward(input, target, gradient);
        net.GetParameters(parameters);

        NetworkTrace<T> trace = run(net);

        AreNear(input, trace.Input);
        AreNear(target, trace.Target);
        AreNear(output, trace.Output);
        AreNear([loss], new[] { trace.Loss!.Value });
        AreNear(gradient, trace.Gradient);
        AreNear(gradient, trace.Layers.SelectMany(layer => layer.Tensors).SelectMany(tensor => tensor.Gradient.ToArray()).ToArray());
        AreNear(parameters, trace.Layers.SelectMany(layer => layer.Tensors).SelectMany(tensor => tensor.Values.ToArray()).ToArray());
        LayerTrace<T> last = trace.Layers[^1];
        T[] all = last.OutputGradient.ToArray();
        AreNear(last.PreActivationGradient.ToArray(), all.Select((own, unit) => back(last.PreActivation.Span[unit], output[unit], (own, all, output))).ToArray());
        Assert.All(trace.Layers, layer => AreNear(layer.PreActivationGradient.ToArray(), layer.Tensors[1].Gradient));

        void AreNear(T[] expected, ReadOnlyMemory<T> actual)
        {
            Assert.Equal(expected.Length, actual.Length);
            for (int index = 0; index < expected.Length; index++)
            {
                T distance = T.Abs(expected[index] - actual.Span[index]);
                Assert.True(distance <= tolerance * (T.One + T.Abs(expected[index])), $"{typeof(TSelf).Name}, {index}: expected {expected[index]}, found {actual.Span[index]}");
            }
        }
    }
}
