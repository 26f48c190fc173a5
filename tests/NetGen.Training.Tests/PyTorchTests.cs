using System.Text.Json;

namespace NetGen.Training.Tests;

/// <summary>What References/pytorch.py wrote: the figures of PyTorch itself, in double; Lion's by its paper.</summary>
public class PyTorchTests
{
    private const double Tolerance = 1e-10;

    private static readonly Reference PyTorch = Read();

    private static readonly Dictionary<string, Optimizer> ByName = new()
    {
        ["sgd"] = new Sgd(0.1),
        ["sgd weight decay"] = new Sgd(0.1, weightDecay: 0.05),
        ["sgd momentum"] = new Sgd(0.05, momentum: 0.9),
        ["sgd dampening"] = new Sgd(0.05, momentum: 0.9, dampening: 0.3, weightDecay: 0.05),
        ["sgd nesterov"] = new Sgd(0.05, momentum: 0.9, nesterov: true, weightDecay: 0.05),
        ["adagrad"] = new AdaGrad(),
        ["adagrad all"] = new AdaGrad(0.1, lrDecay: 0.1, weightDecay: 0.05, initialAccumulatorValue: 0.5, eps: 1e-6),
        ["rmsprop"] = new RmsProp(),
        ["rmsprop momentum"] = new RmsProp(0.02, alpha: 0.9, eps: 1e-6, weightDecay: 0.05, momentum: 0.8),
        ["rmsprop centered"] = new RmsProp(0.02, momentum: 0.5, centered: true),
        ["adadelta"] = new AdaDelta(),
        ["adadelta all"] = new AdaDelta(0.5, rho: 0.8, eps: 1e-5, weightDecay: 0.05),
        ["adam"] = new Adam(),
        ["adam all"] = new Adam(0.05, betas: (0.8, 0.95), eps: 1e-6, weightDecay: 0.05),
        ["adam amsgrad"] = new Adam(0.05, betas: (0.8, 0.9), amsgrad: true),
        ["adamw"] = new AdamW(),
        ["adamw amsgrad"] = new AdamW(0.05, betas: (0.8, 0.9), weightDecay: 0.2, amsgrad: true),
        ["adamax"] = new Adamax(),
        ["adamax all"] = new Adamax(0.05, betas: (0.8, 0.9), weightDecay: 0.05),
        ["nadam"] = new NAdam(),
        ["nadam all"] = new NAdam(0.05, betas: (0.8, 0.95), weightDecay: 0.05, momentumDecay: 0.02),
        ["rprop"] = new Rprop(),
        ["rprop all"] = new Rprop(0.05, etas: (0.4, 1.3), stepSizes: (0.001, 0.1)),
        ["lion"] = new Lion(),
        ["lion all"] = new Lion(0.02, betas: (0.8, 0.95), weightDecay: 0.05),
    };

    private static readonly Dictionary<string, Schedule> SchedulesByName = new()
    {
        ["step"] = new StepDecay(3, gamma: 0.5),
        ["exponential"] = new ExponentialDecay(0.9),
        ["cosine"] = new CosineAnnealing(8, etaMin: 0.01),
        ["warm up"] = new LinearWarmUp(6, startFactor: 0.25),
        ["warm up, cosine"] = new LinearWarmUp(6, new CosineAnnealing(14), startFactor: 0.25),
        ["one cycle"] = new OneCycle(0.5),
        ["one cycle all"] = new OneCycle(0.5, pctStart: 0.4, divFactor: 10, finalDivFactor: 100),
        ["plateau"] = new ReduceOnPlateau(factor: 0.5, patience: 2),
        ["plateau all"] = new ReduceOnPlateau(factor: 0.3, patience: 1, threshold: 0.05, cooldown: 2, minLr: 0.02),
    };

    public static TheoryData<string> Optimizers => [.. PyTorch.Optimizers.Keys];

    public static TheoryData<string> Schedules => [.. PyTorch.Schedules.Keys];

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Steps_AreThoseOfPyTorch(string name)
    {
        Trainer<Small, double> trainer = Start().Trainer(ByName[name]);
        foreach (double[] expected in PyTorch.Optimizers[name])
        {
            trainer.Step(PyTorch.Inputs, PyTorch.Targets);
            Close(expected, Parameters(trainer.Network));
        }
    }

    [Theory]
    [InlineData("norm", 0.2, null)]
    [InlineData("value", null, 0.05)]
    public void Clipping_IsThatOfPyTorch(string name, double? norm, double? value)
    {
        Small net = Start();
        var expected = PyTorch.Clipping[name];
        net.Fit(Dataset.Of(PyTorch.Inputs, PyTorch.Targets, 8), new()
        {
            Epochs = expected.Length,
            Shuffle = false,
            Optimizer = new Sgd(0.1),
            ClipNorm = norm,
            ClipValue = value,
            Progress = new FitTests.Watcher(result => Close(expected[result.Epoch - 1], Parameters(net))),
        });
        Close(expected[^1], Parameters(net));
    }

    [Theory]
    [MemberData(nameof(Schedules))]
    public void Rates_AreThoseOfPyTorch(string name)
    {
        const int Batches = 4;
        double[] expected = PyTorch.Schedules[name];
        bool byBatch = SchedulesByName[name] is OneCycle;
        Pace pace = SchedulesByName[name].Start(0.3, PyTorch.Losses.Length * Batches);
        for (int step = 0; step < expected.Length; step++)
        {
            double rate = byBatch ? pace.Rate(step / Batches, step) : pace.Rate(step, step * Batches);
            Assert.Equal(expected[step], rate, Tolerance);
            if (!byBatch)
                pace.Report(PyTorch.Losses[step]);
        }
    }

    [Fact]
    public void EverySettingIsHeldAgainstPyTorch()
    {
        Assert.Equal(PyTorch.Optimizers.Keys.Order(), ByName.Keys.Order());
        Assert.Equal(PyTorch.Schedules.Keys.Order(), SchedulesByName.Keys.Order());
        Assert.Equal(Kinds<Optimizer>(), ByName.Values.Select(optimizer => optimizer.GetType().Name).Distinct().Order());
        Assert.Equal(Kinds<Schedule>(), SchedulesByName.Values.Select(schedule => schedule.GetType().Name).Distinct().Order());

        static IEnumerable<string> Kinds<T>() =>
            typeof(T).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(T)) && !type.IsAbstract).Select(type => type.Name).Order();
    }

    private static Small Start()
    {
        var net = new Small(0);
        net.SetParameters(PyTorch.Start);
        return net;
    }

    private static double[] Parameters(Small net)
    {
        var values = new double[Small.ParameterCount];
        net.GetParameters(values);
        return values;
    }

    private static void Close(double[] expected, double[] found)
    {
        for (int index = 0; index < expected.Length; index++)
            Assert.Equal(expected[index], found[index], Tolerance);
    }

    private static Reference Read()
    {
        using Stream stream = typeof(PyTorchTests).Assembly.GetManifestResourceStream("pytorch.json")!;
        return JsonSerializer.Deserialize<Reference>(stream, JsonSerializerOptions.Web)!;
    }

    private sealed record Reference(
        double[] Inputs,
        double[] Targets,
        double[] Start,
        Dictionary<string, double[][]> Optimizers,
        Dictionary<string, double[][]> Clipping,
        double[] Losses,
        Dictionary<string, double[]> Schedules);
}
