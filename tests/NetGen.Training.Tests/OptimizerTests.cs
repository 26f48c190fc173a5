using NetGen.Runtime;

namespace NetGen.Training.Tests;

public class OptimizerTests
{
    private const int Steps = 25;

    /// <summary>
    /// Where each optimizer is after 25 steps from (0.5, −1.25, 2) with the gradient (1 p₀ − 0.2, 3 p₁ + 0.4, ¼ p₂ − 1.5) +
    /// 0.3 cos(1.7 t + i). The figures come from a program of its own in Python, one parameter at a time, written from the
    /// formulas in the documentation of torch.optim 2.x (Lion: algorithm 2 of its paper): means as β m + (1 − β) g, Adam's
    /// denominator as √v / √(1 − β₂ᵗ) + ε, NAdam's momenta as β₁ (1 − ½ · 0.96^(t ψ)), Rprop without a step where the sign turns.
    /// </summary>
    public static TheoryData<Optimizer, double[]> Figures => new()
    {
        { new Sgd(0.05), [0.2912539389016485, -0.15693736151009732, 3.071515289344613] },
        { new Sgd(0.05, momentum: 0.9), [0.2572467958429159, 0.11785509849803837, 6.617803572328353] },
        { new Sgd(0.05, momentum: 0.9, nesterov: true, weightDecay: 0.1), [0.22994357178751507, -0.10933750702836811, 4.745522817601341] },
        { new Sgd(0.05, momentum: 0.9, dampening: 0.3), [0.18071033966959366, 0.03422931060982047, 5.933846378247444] },
        { new AdaGrad(), [0.433100868739894, -1.1660361671011426, 2.0819258552327278] },
        { new AdaGrad(0.1, lrDecay: 0.01, weightDecay: 0.1, initialAccumulatorValue: 0.5), [0.22665070015125205, -0.5959104685485253, 2.6407709657020684] },
        { new RmsProp(), [0.22064844086169655, -0.5398165074848708, 2.801671173994425] },
        { new RmsProp(0.02, weightDecay: 0.1, momentum: 0.8, centered: true), [0.2383139184433232, -0.08336668985292321, 4.298445554931911] },
        { new AdaDelta(), [0.44258361783489397, -1.1670141619940586, 2.077121425610482] },
        { new AdaDelta(0.5, rho: 0.8, eps: 1e-5, weightDecay: 0.1), [0.42886919353495656, -1.1431680479705617, 2.093802009349719] },
        { new Adam(), [0.47950596537103063, -1.2251447339814, 2.0243716462074426] },
        { new Adam(0.05, betas: (0.8, 0.95), eps: 1e-6, weightDecay: 0.1, amsgrad: true), [0.1873211885747722, -0.2682495936047019, 3.104427044786656] },
        { new AdamW(), [0.4793847901784038, -1.224835780662459, 2.023869039723336] },
        { new AdamW(0.05, weightDecay: 0.2, amsgrad: true), [0.17072391400545572, -0.09974421146475972, 2.6219471613223626] },
        { new Adamax(), [0.47411767889407413, -1.2036455892861546, 2.039531822159303] },
        { new Adamax(0.05, weightDecay: 0.1), [0.13919114146240213, -0.4022759221345368, 2.8510127555074902] },
        { new NAdam(), [0.4648177310494463, -1.206767906802836, 2.042194999912898] },
        { new NAdam(0.05, weightDecay: 0.1, momentumDecay: 0.01), [0.17722951914540006, -0.39545144212569155, 2.9352215881054744] },
        { new Rprop(), [0.38587227650048, -0.1426245393170723, 5.924842360169541] },
        { new Rprop(0.05, etas: (0.4, 1.3), stepSizes: (0.001, 0.3)), [0.30059316428800004, -0.0924410003999998, 5.541317949999998] },
        { new Lion(), [0.4975000000000003, -1.2475000000000003, 2.0025000000000053] },
        { new Lion(0.02, betas: (0.8, 0.95), weightDecay: 0.1), [0.10629496639461505, -0.700795258000023, 2.3905455943110945] },
    };

    /// <summary>As every parameter has whose gradient has ended: a unit that is never above 0, a pixel that is always empty from then on.</summary>
    [Theory]
    [MemberData(nameof(Figures))]
    public void StateThatFades_EndsInZero(Optimizer optimizer, double[] unused)
    {
        Assert.NotEmpty(unused);
        ParameterBlock<float> parameters = new(16), gradient = new(16);
        Updater<float> updater = optimizer.Start<float>(16);
        for (int step = 0; step < 2000; step++)
        {
            gradient.Span.Fill(step == 0 ? 1e-15f : 0);
            parameters.Span.Clear();
            updater.Step(ref parameters.Start, ref gradient.Start, 1, optimizer.LearningRate);
            foreach (ParameterBlock<float> state in updater.States)
                Assert.False(float.IsSubnormal(state.Span[0]), $"{state.Span[0]} after step {step}");
        }
    }

    [Theory]
    [MemberData(nameof(Figures))]
    public void Steps_as_torch_does(Optimizer optimizer, double[] expected)
    {
        double[] slope = [1, 3, 0.25], offset = [0.2, -0.4, 1.5];
        ParameterBlock<double> parameters = new(8), gradient = new(8);
        ReadOnlySpan<double> start = [0.5, -1.25, 2];
        start.CopyTo(parameters.Span);
        Updater<double> updater = optimizer.Start<double>(8);
        for (int step = 1; step <= Steps; step++)
        {
            // Twice the gradient at a scale of one half.
            for (int index = 0; index < start.Length; index++)
                gradient.Span[index] = 2 * (slope[index] * parameters.Span[index] - offset[index] + 0.3 * Math.Cos(1.7 * step + index));
            updater.Step(ref parameters.Start, ref gradient.Start, 0.5, optimizer.LearningRate);
            Assert.Equal(new double[8], gradient.Span.ToArray());
        }

        for (int index = 0; index < start.Length; index++)
            Assert.Equal(expected[index], parameters.Span[index], 1e-12);
        Assert.Equal(new double[5], parameters.Span[3..].ToArray());
    }

    [Fact]
    public void Sgd_on_a_quadratic_shrinks_by_a_fixed_factor()
    {
        // ½ p² has the gradient p, so that each step multiplies p by 1 − rate.
        ParameterBlock<double> parameters = new(8), gradient = new(8);
        parameters.Start = 1;
        Updater<double> updater = new Sgd(0.25).Start<double>(8);
        for (int step = 0; step < 10; step++)
        {
            gradient.Start = parameters.Start;
            updater.Step(ref parameters.Start, ref gradient.Start, 1, 0.25);
        }
        Assert.Equal(Math.Pow(0.75, 10), parameters.Start, 1e-15);
    }

    [Fact]
    public void Nesterov_asks_for_momentum() => Assert.Throws<ArgumentException>(() => new Sgd(0.1, nesterov: true));
}
