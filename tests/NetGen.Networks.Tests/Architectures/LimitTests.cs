using NetGen.Compiler.Plan;
using NetGen.Compiler.Programs;
using NetGen.Networks.Tests.Subjects;

namespace NetGen.Networks.Tests.Architectures;

/// <summary>Networks whose layers are so wide that a block has few rows: they train, in the working memory that is stated.</summary>
public sealed class LimitTests
{
    private const double Rate = 1e-3;

    private static readonly Declaration Deep = new("1" + string.Concat(Enumerable.Repeat("-65536:gelu-1", 12))) { IsDouble = true };

    private static readonly Declaration Wide = new("64-65536:gelu-10:softmax");

    [Fact]
    public void WidestLayers_TrainInTheMemoryThatIsStated()
    {
        var subjects = InProcessCompiler.Compile([Deep, Wide]);

        // Blocks of one row, and of 32 with one row more.
        Check(subjects[0], part: 1);
        Check(subjects[1], part: 11);
    }

    /// <summary>A batch of three parts: what it gives is the mean of what the parts and the samples give.</summary>
    private static void Check(Subject subject, int part)
    {
        var plan = Planner.Plan(subject.Model);
        int count = 3 * part;
        Assert.True(count > plan.BlockRows);
        subject.WithRandomParameters(seed: 1);
        var random = new Random(2);
        double[] inputs = Draw(count * subject.Model.InputSize), targets = Draw(count * subject.Model.OutputSize), before = subject.Parameters;
        double[] Rows(double[] values, int first, int rows) => values[(values.Length / count * first)..(values.Length / count * (first + rows))];
        double[][] parts = [.. Enumerable.Range(0, 3).Select(i => subject.Backward(Rows(inputs, i * part, part), Rows(targets, i * part, part)).Gradient)];
        double mean = Enumerable.Range(0, count).Average(n => subject.Evaluate(Rows(inputs, n, 1), Rows(targets, n, 1)));
        double backward = subject.Backward(inputs, targets).Loss, evaluated = subject.Evaluate(inputs, targets);

        // On a thread of its own, which has no scratch yet.
        (double Loss, long Allocated) step = default;
        var thread = new Thread(() =>
        {
            long start = GC.GetAllocatedBytesForCurrentThread();
            double loss = subject.TrainBatch(inputs, targets, Rate);
            step = (loss, GC.GetAllocatedBytesForCurrentThread() - start);
        });
        thread.Start();
        thread.Join();

        Assert.InRange(step.Allocated, (long)new NetworkProgram(plan).Batch.Workspace.Length * plan.ElementSize, (32 << 20) + ((long)plan.TrainableLength * plan.ElementSize));
        Assert.True(double.IsFinite(mean));
        Assert.All([step.Loss, backward, evaluated], loss => Assert.Equal(mean, loss, count * subject.Roundoff * Math.Abs(mean)));
        double[] after = subject.Parameters;
        double largest = parts.Max(gradient => gradient.Max(Math.Abs));
        for (int i = 0; i < after.Length; i++)
        {
            double slope = parts.Average(gradient => gradient[i]), rounding = subject.Roundoff * (Math.Abs(before[i]) + (count * Rate * largest));
            if (!(Math.Abs(before[i] - (Rate * slope) - after[i]) <= 2 * rounding))
                Assert.Fail($"{subject}: parameter {i}: {before[i]:R} moved to {after[i]:R}, gradient {slope:R}");
        }

        double[] Draw(int values) => [.. Enumerable.Range(0, values).Select(_ => subject.Round(random.NextDouble()))];
    }
}
