using System.Reflection;
using NetGen.Runtime;

namespace NetGen.Training.Tests;

/// <summary>What holds under every optimizer and option.</summary>
public class GuaranteeTests
{
    private static readonly Dataset<float> Blobs = FitTests.MakeBlobs(90);

    /// <summary>Every rule, with all that could move what it should not.</summary>
    public static TheoryData<Optimizer> Optimizers =>
    [
        new Sgd(0.05, weightDecay: 0.1),
        new Sgd(0.05, momentum: 0.9, nesterov: true, weightDecay: 0.1),
        new AdaGrad(0.05, weightDecay: 0.1, initialAccumulatorValue: 0.5),
        new RmsProp(0.01, weightDecay: 0.1, momentum: 0.5),
        new RmsProp(0.01, weightDecay: 0.1, momentum: 0.5, centered: true),
        new AdaDelta(weightDecay: 0.1),
        new Adam(0.01, weightDecay: 0.1),
        new Adam(0.01, weightDecay: 0.1, amsgrad: true),
        new AdamW(0.01, weightDecay: 0.1),
        new AdamW(0.01, weightDecay: 0.1, amsgrad: true),
        new Adamax(0.01, weightDecay: 0.1),
        new NAdam(0.01, weightDecay: 0.1),
        new Rprop(),
        new Lion(0.01, weightDecay: 0.1),
    ];

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Padding_StaysZero(Optimizer optimizer)
    {
        var net = new Flowers(1);
        net.Fit(Blobs, new() { Epochs = 3, Optimizer = optimizer, L1 = 0.01, L2 = 0.01, ClipNorm = 1, ClipValue = 0.5, ClassWeights = [1, 2, 3] });
        ITrainable<float> trainable = net;
        var marks = new float[trainable.Layout.BlockLength];
        trainable.Layout.Scatter<float>(Enumerable.Repeat(1f, Flowers.ParameterCount).ToArray(), marks);
        float[] padding = [.. trainable.Parameters.Span[..trainable.TrainableLength].ToArray().Where((_, index) => marks[index] == 0)];
        Assert.NotEmpty(padding);
        Assert.All(padding, value => Assert.Equal(0, value));
    }

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Fit_AllocatesNothingForABatch(Optimizer optimizer)
    {
        // 9 batches an epoch in one run, 90 in the other. What a batch allocates, every run does; what the runtime does now and then, not the least of them.
        const int Epochs = 40;
        Assert.Equal(0, (Least(1) - Least(10)) / ((90 - 9) * Epochs));

        long Least(int batchSize) => Enumerable.Range(0, 4).Min(_ => Allocated(batchSize));

        long Allocated(int batchSize)
        {
            var net = new Flowers(1);
            var options = new FitOptions<float>
            {
                Epochs = Epochs,
                BatchSize = batchSize,
                Optimizer = optimizer,
                Shuffle = false,
                Schedule = new LinearWarmUp(2, new CosineAnnealing(38)),
                Validation = Blobs,
                L1 = 0.01,
                L2 = 0.01,
                ClipNorm = 1,
                ClipValue = 0.5,
            };
            long before = GC.GetAllocatedBytesForCurrentThread();
            net.Fit(Blobs, options);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void Fit_WithEveryOption_HasTheSameBitsOnEveryNumberOfThreads(int threads)
    {
        Dataset<float> data = FitTests.MakePictures(1300);
        Assert.Equal(Train(1), Train(threads));

        float[] Train(int count)
        {
            var net = new Digits(5);
            net.Fit(data, new()
            {
                Epochs = 2,
                BatchSize = FitOptions.AllRows,
                Optimizer = new Sgd(0.1, momentum: 0.9),
                L1 = 1e-4,
                L2 = 1e-4,
                ClipNorm = 0.5,
                Threads = count,
            });
            var values = new float[Digits.ParameterCount];
            net.GetParameters(values);
            return values;
        }
    }

    [Fact]
    public void TheLibrary_ReferencesTheFrameworkAlone()
    {
        string framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        AssemblyName[] references = typeof(Optimizer).Assembly.GetReferencedAssemblies();
        Assert.NotEmpty(references);
        Assert.All(references, reference => Assert.True(File.Exists(Path.Combine(framework, reference.Name + ".dll")), reference.FullName));
    }

    [Theory]
    [InlineData("IsTrimmable")]
    [InlineData("IsAotCompatible")]
    public void TheLibrary_SaysThatItCanBeCompiledAhead(string name) =>
        Assert.Contains(typeof(Optimizer).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>(), attribute => attribute.Key == name && attribute.Value == "True");
}
