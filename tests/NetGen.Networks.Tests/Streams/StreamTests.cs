using NetGen.Networks.Tests.Architectures;
using NetGen.Networks.Tests.Oracles;
using NetGen.Networks.Tests.Subjects;

namespace NetGen.Networks.Tests.Streams;

/// <summary>Streaming networks: a step is the oracle's, a run is its steps, and a state is all that is remembered.</summary>
public sealed class StreamTests(StreamTests.Networks networks) : IClassFixture<StreamTests.Networks>
{
    private const int Steps = 23;

    private static readonly string[] Texts =
    [
        "6-32gru-3:softmax",
        "1-8gru-1",
        "1-16lstm-1",
        "1-8:tanh-8gru-8:sigmoid-1",
        "1-8gru-8gru-8gru-8gru-1",
        "3-5rnn",
        "2-17lstm-3gru-70rnn-2",
        "5-64lstm-48gru-1:tanh",
        "7-33lstm",
        "1-16c3d1causal:tanh-16c3d2causal:tanh-1",
        "3-5c4causald7-2:softmax",
        "1-1c1causal",
        "2-40c2causald9:gelu-12:sigmoid-17c5causal:softmax-3",
        "4-70c3causal:tanh-130c2causald60-ln-5c1causal:softmax",
        "1-8c3causald4:relu-6lstm-1",
        "1-16gru-4c3causal-1",
        """
        { "input": 2, "layers": [
          { "kind": "conv", "channels": 6, "kernel": 3, "padding": "causal", "dilation": 2, "activation": "identity", "name": "sums" },
          { "kind": "slice", "start": 0, "count": 3, "activation": "tanh", "name": "values" },
          { "kind": "slice", "from": "sums", "start": 3, "count": 3, "activation": "sigmoid" },
          { "multiply": "values", "name": "gated" },
          { "kind": "conv", "channels": 3, "kernel": 2, "padding": "causal", "activation": "tanh" },
          { "add": "gated" },
          { "concat": "sums" },
          { "kind": "dense", "units": 1 } ] }
        """,
        """
        { "input": 1, "layers": [
          { "kind": "conv", "channels": 8, "kernel": 1, "padding": "causal", "activation": "identity", "name": "x0" },
          { "kind": "conv", "channels": 8, "kernel": 3, "padding": "causal", "activation": "identity", "name": "z0" },
          { "kind": "conv", "channels": 8, "kernel": 1, "padding": "causal", "activation": "identity", "from": "input" },
          { "add": "z0", "activation": "tanh", "name": "a0" },
          { "kind": "conv", "channels": 8, "kernel": 1, "padding": "causal", "activation": "identity" },
          { "add": "x0" },
          { "kind": "conv", "channels": 8, "kernel": 3, "dilation": 40, "padding": "causal", "activation": "identity", "name": "z1" },
          { "kind": "conv", "channels": 8, "kernel": 1, "padding": "causal", "activation": "identity", "from": "input" },
          { "add": "z1", "activation": "softmax" },
          { "add": "a0" },
          { "kind": "conv", "channels": 1, "kernel": 1, "padding": "causal", "activation": "identity" } ] }
        """,
        """
        { "input": 1, "layers": [
          { "kind": "gru", "units": 5, "name": "first" },
          { "kind": "conv", "channels": 5, "kernel": 2, "padding": "causal", "activation": "tanh" },
          { "add": "first" },
          { "kind": "lstm", "units": 4 },
          { "kind": "dense", "units": 1 } ] }
        """,
        "3-12gru-ln-8lstm-2",
        """
        { "input": 2, "layers": [ { "kind": "lstm", "units": 9, "initial": "given" }, { "kind": "rnn", "units": 20, "initial": "given" }, { "kind": "dense", "units": 2 } ] }
        """,
    ];

    /// <summary>How a sequence is divided: into blocks and single steps, by more than one block, and around the places where rings begin again.</summary>
    private static readonly int[][] Divisions = [[LongSteps], [64, 64, 22], [7, 8, 9, 1, 100, 25], [63, 66, 21]];

    private const int LongSteps = 150;

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, 2 * Texts.Length)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Step_GivesWhatTheOracleSays(int number)
    {
        StreamSubject subject = networks.Subjects[number];
        double[] inputs = subject.Draw(Steps, seed: 5);
        Approximate[] expected = new OracleStream(subject.Model, subject.Parameters).Forward(inputs);

        State state = subject.NewState();
        double[] actual = [.. inputs.Chunk(subject.Model.InputSize).SelectMany(input => subject.Step(state, input))];

        Assert.All(expected, (value, i) => AssertNear(subject, value, actual[i]));
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Run_GivesTheBitsOfItsSteps(int number)
    {
        StreamSubject subject = networks.Subjects[number];
        double[] inputs = subject.Draw(Steps, seed: 6);
        State one = subject.NewState(), other = subject.NewState();
        double[] steps = [.. inputs.Chunk(subject.Model.InputSize).SelectMany(input => subject.Step(one, input))];

        int split = 9 * subject.Model.InputSize;
        double[] runs = [.. subject.Run(other, inputs[..split]), .. subject.Run(other, []), .. subject.Run(other, inputs[split..])];

        Assert.Equal(Array.ConvertAll(steps, BitConverter.DoubleToInt64Bits), Array.ConvertAll(runs, BitConverter.DoubleToInt64Bits));
    }

    /// <summary>Long enough that every ring goes round.</summary>
    [Theory]
    [MemberData(nameof(Numbers))]
    public void Run_GivesTheBitsOfItsSteps_HoweverItIsDivided(int number)
    {
        StreamSubject subject = networks.Subjects[number];
        double[] inputs = subject.Draw(LongSteps, seed: 16);
        State one = subject.NewState();
        double[] steps = [.. inputs.Chunk(subject.Model.InputSize).SelectMany(input => subject.Step(one, input))];
        Approximate[] expected = new OracleStream(subject.Model, subject.Parameters).Forward(inputs);
        Assert.All(expected, (value, i) => AssertNear(subject, value, steps[i]));
        foreach (int[] division in Divisions)
        {
            State state = subject.NewState();
            var runs = new List<double>();
            foreach (int count in division)
                runs.AddRange(subject.Run(state, inputs[(runs.Count / subject.Model.OutputSize * subject.Model.InputSize)..][..(count * subject.Model.InputSize)]));
            Assert.Equal(Array.ConvertAll(steps, BitConverter.DoubleToInt64Bits), runs.Select(BitConverter.DoubleToInt64Bits));
        }
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void State_IsAllThatIsRemembered(int number)
    {
        StreamSubject subject = networks.Subjects[number];
        double[] inputs = subject.Draw(Steps, seed: 7), more = subject.Draw(4, seed: 8);
        State state = subject.NewState();
        double[] first = subject.Run(state, inputs);
        State clone = state.Clone();
        double[] goesOn = subject.Run(state, more);

        Assert.Equal(goesOn, subject.Run(clone, more));
        if (subject.Model.Architecture != "1-1c1causal")
            Assert.NotEqual(goesOn, subject.Run(subject.NewState(), more));
        state.Reset();
        Assert.Equal(first, subject.Run(state, inputs));
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void BackwardSequence_GoesBackThroughAllSteps(int number)
    {
        StreamSubject subject = networks.Subjects[number];
        foreach (int steps in new[] { 1, 2, Steps })
        {
            double[] inputs = subject.Draw(steps, seed: 9), targets = subject.DrawTargets(steps, seed: 10);
            (Approximate loss, Approximate[] gradient) = new OracleStream(subject.Model, subject.Parameters).Backward(inputs, targets);

            (double actualLoss, double[] actual) = subject.BackwardSequence(null, inputs, targets);

            AssertNear(subject, loss, actualLoss);
            Assert.All(gradient, (value, i) => AssertNear(subject, value, actual[i]));
        }
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void TrainSequence_GoesDownTheGradient(int number)
    {
        StreamSubject subject = networks.Subjects[number];
        double[] before = subject.Parameters, inputs = subject.Draw(Steps, seed: 11), targets = subject.DrawTargets(Steps, seed: 12);
        double rate = subject.Round(0.1);
        (Approximate loss, Approximate[] gradient) = new OracleStream(subject.Model, before).Backward(inputs, targets);

        AssertNear(subject, loss, subject.TrainSequence(null, inputs, targets, rate));

        double[] after = subject.Parameters;
        subject.Parameters = before;
        Assert.All(gradient, (slope, i) => AssertNear(subject, before[i] - (slope * rate), after[i]));
    }

    /// <summary>What parts see of the steps before them is what one stream has.</summary>
    [Theory]
    [MemberData(nameof(Numbers))]
    public void State_IsCarriedThroughTraining(int number)
    {
        StreamSubject subject = networks.Subjects[number];
        double[] inputs = subject.Draw(Steps, seed: 13), targets = subject.DrawTargets(Steps, seed: 14), more = subject.Draw(3, seed: 15);
        int inputSplit = 9 * subject.Model.InputSize, targetSplit = 9 * subject.Model.OutputSize;
        State whole = subject.NewState(), parts = subject.NewState(), run = subject.NewState();
        double loss = subject.BackwardSequence(whole, inputs, targets).Loss;
        double first = subject.BackwardSequence(parts, inputs[..inputSplit], targets[..targetSplit]).Loss;
        double second = subject.BackwardSequence(parts, inputs[inputSplit..], targets[targetSplit..]).Loss;
        subject.Run(run, inputs);

        Assert.Equal(loss, ((9 * first) + ((Steps - 9) * second)) / Steps, 1e-5);
        double[] expected = subject.Run(run, more);
        Assert.Equal(expected, subject.Run(whole, more));
        Assert.Equal(expected, subject.Run(parts, more));
    }

    [Fact]
    public void TooManySteps_AreRefused()
    {
        StreamSubject subject = networks.Subjects[2];
        var error = Assert.Throws<ArgumentException>(() => subject.BackwardSequence(null, new double[2049], new double[2049]));
        Assert.Equal("'inputs' holds 2049 steps: expected at most 2048; train on parts, and carry a State from one to the next. (Parameter 'inputs')", error.Message);
        Assert.Throws<ArgumentException>("inputs", () => subject.TrainSequence(null, [], [], 0.1));
        Assert.Throws<ArgumentNullException>("state", () => networks.Subjects[0].Step(null!, new double[6]));
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Steps_AllocateNothing(int number) => Assert.Equal(0, networks.Subjects[number].Allocated(50));

    /// <summary>Gates i, f, g, o, of which none or one is shut: open ones add 1 to the memory at every step; with f shut it is 1 for ever, with i shut 0, with g shut −1 a step, and with o shut nothing comes out.</summary>
    [Theory]
    [InlineData(-1, 1, 2, 3)]
    [InlineData(0, 0, 0, 0)]
    [InlineData(1, 1, 1, 1)]
    [InlineData(2, -1, -2, -3)]
    [InlineData(3, 0, 0, 0)]
    public void GatesOfAnLstm_AreInPyTorchsOrder(int shut, double first, double second, double third)
    {
        StreamSubject lstm = networks.OneLstm;
        double[] biases = [40, 40, 40, 40];
        if (shut >= 0)
            biases[shut] = -40;
        foreach (bool ofStates in new[] { false, true })
        {
            double[] none = new double[4];
            lstm.Parameters = [.. new double[8], .. ofStates ? none : biases, .. ofStates ? biases : none];
            double[] outputs = lstm.Run(lstm.NewState(), new double[3]);
            Assert.Equal(new[] { first, second, third }.Select(Math.Tanh), outputs, (expected, actual) => Math.Abs(expected - actual) < 1e-12);
        }
    }

    /// <summary>Gates r, z, n: with z shut the candidate comes out, in which r lets through what n takes of the states, its bias with it.</summary>
    [Theory]
    [InlineData(40, -40, 0.25 + 0.5)]
    [InlineData(-40, -40, 0.25)]
    [InlineData(0, -40, 0.25 + (0.5 / 2))]
    [InlineData(40, 40, 0)]
    public void GatesOfAGru_AreInPyTorchsOrder(double reset, double update, double candidate)
    {
        StreamSubject gru = networks.OneGru;
        gru.Parameters = [.. new double[6], reset, update, 0.25, 0, 0, 0.5];
        double[] outputs = gru.Run(gru.NewState(), new double[2]);
        Assert.Equal(Math.Tanh(candidate), outputs[0], 1e-12);
        Assert.Equal(Math.Tanh(candidate), outputs[1], 1e-12);
    }

    [Fact]
    public void StateOfAnotherNetwork_IsRefused()
    {
        StreamSubject gru = networks.Subjects[0], lstm = networks.Subjects[4];
        var error = Assert.Throws<ArgumentException>(() => gru.Step(lstm.NewState(), new double[6]));
        Assert.Equal("Expected a state of the network 6-32gru-3:softmax, got one of 1-16lstm-1. (Parameter 'state')", error.Message);
        error = Assert.Throws<ArgumentException>(() => gru.Run(networks.Subjects[1].NewState(), new double[6]));
        Assert.Contains("another class with that architecture", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>("state", () => gru.Step(null!, new double[6]));
        Assert.Throws<ArgumentException>("input", () => gru.Step(gru.NewState(), new double[5]));
        Assert.Throws<ArgumentException>("inputs", () => gru.Run(gru.NewState(), new double[13]));
    }

    private static void AssertNear(StreamSubject subject, Approximate expected, double actual) =>
        Assert.InRange(Math.Abs(expected.Value - actual), 0, expected.Tolerance(subject.Roundoff, subject.SmallestNormal));

    /// <summary>Every text in single and in double precision, compiled once.</summary>
    public sealed class Networks
    {
        internal IReadOnlyList<StreamSubject> Subjects { get; } = Compile([.. Texts.SelectMany(InBothPrecisions)]);

        internal StreamSubject OneLstm { get; } = Compile([new Declaration("1-1lstm") { IsDouble = true }])[0];

        internal StreamSubject OneGru { get; } = Compile([new Declaration("1-1gru") { IsDouble = true }])[0];

        private static Declaration[] InBothPrecisions(string text) => text.StartsWith('{')
            ? [new Declaration("") { Json = text }, new Declaration("") { Json = text.Replace("{ \"input\"", "{ \"precision\": \"double\", \"input\"", StringComparison.Ordinal) }]
            : [new Declaration(text), new Declaration(text) { IsDouble = true }];

        private static StreamSubject[] Compile(Declaration[] declarations)
        {
            return [.. InProcessCompiler.Classes(declarations).Zip(declarations, (network, declaration) => StreamSubject.Of(network, declaration.ToModel()).WithRandomParameters(seed: 3))];
        }
    }
}
