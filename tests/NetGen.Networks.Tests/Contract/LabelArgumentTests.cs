using System.Numerics;

namespace NetGen.Networks.Tests.Contract;

/// <summary>What wrong arguments get from a network that predicts classes and takes labels.</summary>
public abstract class LabelArgumentTests<TNetwork, T> : ArgumentTests<TNetwork, T>
    where TNetwork : class, IClassifier<TNetwork, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static readonly TheoryData<int> NoClasses = [-1, int.MinValue, int.MaxValue, TNetwork.OutputSize];

    [Theory]
    [MemberData(nameof(NoClasses))]
    public void Label_OutOfRange_IsRefusedBeforeAnythingChanges(int label)
    {
        var gradient = new T[TNetwork.ParameterCount];
        int[] labels = [0, 0, label];

        AssertRefused<ArgumentOutOfRangeException>("label", () => Network.Train(new T[Inputs], label, T.One));
        AssertRefused<ArgumentOutOfRangeException>("labels", () => Network.TrainBatch(new T[3 * Inputs], labels, T.One));
        AssertRefused<ArgumentOutOfRangeException>("labels", () => Network.Evaluate(new T[3 * Inputs], labels));
        AssertRefused<ArgumentOutOfRangeException>("labels", () => Network.Backward(new T[3 * Inputs], labels, gradient));
        Assert.All(gradient, slope => Assert.Equal(T.Zero, slope));
    }

    [Fact]
    public void LearningRate_NotFinite_IsRefusedWithLabelsToo()
    {
        int[] labels = [0, 1];
        AssertRefused<ArgumentOutOfRangeException>("learningRate", () => Network.Train(new T[Inputs], 0, T.NaN));
        AssertRefused<ArgumentOutOfRangeException>("learningRate", () => Network.TrainBatch(new T[2 * Inputs], labels, T.PositiveInfinity));
    }

    [Fact]
    public void Labels_OfAnotherNumber_AreRefusedWithAHint()
    {
        var gradient = new T[TNetwork.ParameterCount];
        int[] labels = [0, 1, 0, 1];

        AssertHint(() => Network.TrainBatch(new T[2 * Inputs], labels, T.One));
        AssertHint(() => Network.Evaluate(new T[2 * Inputs], labels));
        AssertHint(() => Network.Backward(new T[2 * Inputs], labels, gradient));
    }

    [Fact]
    public void LabelOverloads_WithWrongInputs_NameThem()
    {
        var gradient = new T[TNetwork.ParameterCount];
        int[] labels = [0];

        AssertLength("input", Inputs, Inputs + 1, () => Network.Train(new T[Inputs + 1], 0, T.One));
        AssertLength("inputs", Inputs, Inputs + 1, () => Network.TrainBatch(new T[Inputs + 1], labels, T.One));
        AssertLength("inputs", Inputs, Inputs + 1, () => Network.Evaluate(new T[Inputs + 1], labels));
        AssertLength("inputs", Inputs, Inputs + 1, () => Network.Backward(new T[Inputs + 1], labels, gradient));
        AssertLength("gradient", gradient.Length, gradient.Length - 1, () => Network.Backward(new T[Inputs], labels, gradient.AsSpan(1)));
        AssertRefused<ArgumentException>("inputs", () => Network.TrainBatch([], Array.Empty<int>(), T.One));
        AssertRefused<ArgumentException>("inputs", () => Network.Evaluate([], Array.Empty<int>()));
        AssertRefused<ArgumentException>("inputs", () => Network.Backward([], Array.Empty<int>(), gradient));
    }

    [Fact]
    public void Backward_WithLabels_IntoInputs_IsRefused()
    {
        var memory = new T[TNetwork.ParameterCount + Inputs];
        int[] labels = [0];
        AssertRefused<ArgumentException>("gradient", () => Network.Backward(memory.AsSpan(0, Inputs), labels, memory.AsSpan(1, TNetwork.ParameterCount)));
    }

    [Fact]
    public void Predict_WithAWrongLength_NamesItAndBothLengths()
    {
        AssertLength("input", Inputs, Inputs - 1, () => Network.Predict(new T[Inputs - 1]));
        AssertLength("inputs", Inputs, Inputs + 1, () => Network.PredictBatch(new T[Inputs + 1], new int[1]));
        AssertLength("outputs", 2, 3, () => Network.PredictBatch(new T[2 * Inputs], new int[3]));
    }

    private void AssertHint(Action call)
    {
        AssertRefused<ArgumentException>("labels", call);
        string message = Assert.Throws<ArgumentException>(call).Message;
        string written = typeof(T) == typeof(float) ? "targets are floats: [0f, 1f]" : "targets are doubles: [0d, 1d]";
        Assert.Contains($"expected 2 labels, got 4; {written}", message, StringComparison.Ordinal);
    }
}
