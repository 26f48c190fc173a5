using NetGen.Networks.Tests.Oracles;

namespace NetGen.Networks.Tests.Subjects;

/// <summary>What every network owes to the oracle on a batch of samples.</summary>
internal static class Conformance
{
    public static void CheckAll(Subject subject, Batch batch, Disagreements found)
    {
        CheckForward(subject, batch, found);
        CheckRows(subject, batch, found);
        CheckGradient(subject, batch, found);
        CheckStep(subject.Clone(), batch, found);
    }

    /// <summary>Forward gives the oracle's outputs.</summary>
    public static void CheckForward(Subject subject, Batch batch, Disagreements found)
    {
        var oracle = subject.Oracle;
        for (int n = 0; n < batch.Count; n++)
            found.Compare($"Forward, sample {n}", oracle.Forward(batch.Input(n)).Outputs, subject.Forward(batch.Input(n)));
    }

    /// <summary>Forward gives, to the bit, its row of ForwardBatch.</summary>
    public static void CheckRows(Subject subject, Batch batch, Disagreements found)
    {
        double[] rows = subject.ForwardBatch(batch.Inputs);
        int outputs = subject.Model.OutputSize;
        for (int n = 0; n < batch.Count; n++)
            found.Same($"ForwardBatch, row {n}", subject.Forward(batch.Input(n)), rows[(n * outputs)..((n + 1) * outputs)]);
    }

    /// <summary>Backward and Evaluate give the oracle's loss and gradient.</summary>
    /// <param name="steps">Steps that it has made.</param>
    public static void CheckGradient(Subject subject, Batch batch, Disagreements found, int steps = 0)
    {
        var (loss, gradient) = subject.Oracle.Backward(batch.Inputs, batch.Targets, steps);
        var actual = subject.Backward(batch.Inputs, batch.Targets);
        found.Compare("Backward's loss", loss, actual.Loss);
        found.Compare("Backward's gradient", gradient, actual.Gradient);
        found.Compare("Evaluate", subject.Oracle.Evaluate(batch.Inputs, batch.Targets), subject.Evaluate(batch.Inputs, batch.Targets));
    }

    /// <summary>Inputs of that magnitude, of both signs, give finite outputs, loss and gradient.</summary>
    public static void AssertFinite(Subject subject, double magnitude)
    {
        double[] inputs = [.. Enumerable.Range(0, 3 * subject.Model.InputSize).Select(i => i % 3 == 0 ? -magnitude : magnitude)];
        double[] targets = new double[3 * subject.Model.OutputSize];
        Array.Fill(targets, subject.Round(1.0 / subject.Model.OutputSize));

        var (loss, gradient) = subject.Backward(inputs, targets);

        Assert.True(double.IsFinite(loss) && double.IsFinite(subject.Evaluate(inputs, targets)), $"{subject}: loss {loss}");
        Assert.True(gradient.All(double.IsFinite), $"{subject}: gradient not finite");
        Assert.True(subject.ForwardBatch(inputs).All(double.IsFinite), $"{subject}: outputs not finite");
    }

    /// <summary>NaN in one input gives NaN outputs and loss, and reaches the gradient by every parameter, alone and in a batch.</summary>
    public static void AssertNaNReachesEverything(Subject subject, Batch batch)
    {
        double[] input = [.. batch.Input(0)], inputs = [.. batch.Inputs], target = batch.Targets[..subject.Model.OutputSize];
        input[^1] = inputs[^1] = double.NaN;

        var (loss, gradient) = subject.Backward(inputs, batch.Targets);
        Subject trained = subject.Clone();
        double trainLoss = trained.Train(input, target, subject.Round(0.1));

        Assert.True(double.IsNaN(loss) && double.IsNaN(trainLoss) && double.IsNaN(subject.Evaluate(inputs, batch.Targets)), $"{subject}: loss {loss}, {trainLoss}");
        Assert.True(gradient.All(double.IsNaN), $"{subject}: gradient {string.Join(' ', gradient)}");
        Assert.True(trained.Parameters.All(double.IsNaN), $"{subject}: parameters {string.Join(' ', trained.Parameters)}");
        Assert.True(subject.Forward(input).All(double.IsNaN), $"{subject}: outputs not NaN");
    }

    /// <summary>TrainBatch, and Train where there is one sample, returns the loss and moves the parameters down the oracle's gradient.</summary>
    public static void CheckStep(Subject subject, Batch batch, Disagreements found)
    {
        double learningRate = subject.Round(0.1);
        double[] before = subject.Parameters;
        Oracle oracle = subject.Oracle;
        var (loss, gradient) = oracle.Backward(batch.Inputs, batch.Targets);
        var after = gradient.Select((slope, i) => before[i] - (slope * learningRate)).ToArray();

        found.Compare("TrainBatch's loss", loss, subject.TrainBatch(batch.Inputs, batch.Targets, learningRate));
        found.Compare("Parameters after TrainBatch", after, subject.Parameters);
        if (oracle.TrainsOtherwise)
            found.Compare("Running statistics after TrainBatch", oracle.Running(batch.Inputs), subject.Buffers);
        if (batch.Count > 1)
            return;

        subject.Parameters = before;
        (loss, gradient) = oracle.Backward(batch.Inputs, batch.Targets, step: 1);
        after = [.. gradient.Select((slope, i) => before[i] - (slope * learningRate))];
        found.Compare("Train's loss", loss, subject.Train(batch.Inputs, batch.Targets, learningRate));
        found.Compare("Parameters after Train", after, subject.Parameters);
    }
}
