using System.Reflection;
using System.Runtime.InteropServices;
using NetGen.Networks.Tests.Architectures;
using NetGen.Networks.Tests.Subjects;

namespace NetGen.Networks.Tests.Streams;

/// <summary>Recurrent layers that begin with states of the weights file.</summary>
public sealed class InitialStatesTests
{
    /// <summary>A stream that begins with what another network remembers after some steps goes on as that one does, to the bit.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("\"precision\": \"double\",")]
    public void Stream_GoesOnFromThem(string precision)
    {
        Declaration given = Json($$"""{ {{precision}} "input": 3, "layers": [ { "kind": "gru", "units": 5, "initial": "given" } ] }"""), plain = Json(given.Json!.Replace(", \"initial\": \"given\"", "", StringComparison.Ordinal));
        IReadOnlyList<Type> classes = InProcessCompiler.Classes([given, plain]);
        StreamSubject other = StreamSubject.Of(classes[1], plain.ToModel()).WithRandomParameters(seed: 4);
        double[] before = other.Draw(7, seed: 1), inputs = other.Draw(9, seed: 2), targets = other.DrawTargets(9, seed: 3);
        State there = other.NewState();
        double[] remembered = other.Run(there, before)[^5..];

        StreamSubject fresh = StreamSubject.Of(classes[0], given.ToModel());
        fresh.Parameters = other.Parameters;
        StreamSubject subject = fresh.WithInitialStates(remembered);
        double[] expected = other.Run(there.Clone(), inputs);
        State state = subject.NewState();
        Assert.Equal(expected, subject.Run(state, inputs));
        State clone = state.Clone();
        Assert.NotEqual(expected, subject.Run(state, inputs));
        state.Reset();
        Assert.Equal(expected, subject.Run(state, inputs));
        clone.Reset();
        Assert.Equal(expected, inputs.Chunk(3).SelectMany(input => subject.Step(clone, input)));

        (double loss, double[] gradient) = other.BackwardSequence(there.Clone(), inputs, targets);
        (double ownLoss, double[] ownGradient) = subject.BackwardSequence(null, inputs, targets);
        Assert.Equal(loss, ownLoss);
        Assert.Equal(gradient, ownGradient);
        Assert.Equal(loss, subject.TrainSequence(null, inputs, targets, 0.1));
        other.TrainSequence(there, inputs, targets, 0.1);
        Assert.Equal(other.Parameters, subject.Parameters);
    }

    /// <summary>Of a window every sample begins with them, and training leaves them as they are.</summary>
    [Fact]
    public void Window_BeginsWithThem()
    {
        Declaration declaration = Json("""
            { "precision": "double", "input": "4x3", "layers": [ { "kind": "lstm", "units": 5, "initial": "given" }, { "kind": "gru", "units": 3, "initial": "given" }, { "kind": "dense", "units": 2 } ] }
            """);
        Type network = InProcessCompiler.Classes([declaration])[0];
        typeof(InitialStatesTests).GetMethod(nameof(Check), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(network).Invoke(null, []);
    }

    /// <summary>The last numbers of a file are the initial states of all layers, in order.</summary>
    internal static MemoryStream With<T>(Action<Stream> save, ReadOnlySpan<T> states)
        where T : unmanaged
    {
        var file = new MemoryStream();
        save(file);
        MemoryMarshal.AsBytes(states).CopyTo(file.GetBuffer().AsSpan((int)file.Length - MemoryMarshal.AsBytes(states).Length));
        file.Position = 0;
        return file;
    }

    private static Declaration Json(string json) => new("") { Json = json };

    private static void Check<TSelf>()
        where TSelf : class, INetwork<TSelf, double>
    {
        var random = new Random(1);
        double[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => (2 * random.NextDouble()) - 1)];
        double[] states = Draw(5 + 5 + 3), inputs = Draw(6 * TSelf.InputSize), targets = Draw(6 * TSelf.OutputSize);
        TSelf zeros = TSelf.Create(1);
        TSelf network = TSelf.Load(With<double>(zeros.Save, states));
        double[] alone = new double[TSelf.OutputSize], together = new double[6 * TSelf.OutputSize], others = new double[6 * TSelf.OutputSize];
        network.ForwardBatch(inputs, together);
        zeros.ForwardBatch(inputs, others);
        for (int sample = 0; sample < 6; sample++)
        {
            network.Forward(inputs.AsSpan(sample * TSelf.InputSize, TSelf.InputSize), alone);
            Assert.Equal(alone, together[(sample * alone.Length)..((sample + 1) * alone.Length)]);
            Assert.NotEqual(alone, others[(sample * alone.Length)..((sample + 1) * alone.Length)]);
        }

        Assert.InRange(GradientCheck.Run(network, inputs, targets).WorstRelativeError, 0, 5e-6);
        network.TrainBatch(inputs, targets, 0.1);
        using var file = new MemoryStream();
        network.Save(file);
        Assert.Equal(states, MemoryMarshal.Cast<byte, double>(file.ToArray().AsSpan()[^(states.Length * sizeof(double))..]).ToArray());
    }
}
