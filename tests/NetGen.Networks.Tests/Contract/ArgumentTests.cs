using System.Numerics;

namespace NetGen.Networks.Tests.Contract;

/// <summary>What wrong arguments get from any network: an exception that says what is wrong, and no change.</summary>
public abstract class ArgumentTests<TNetwork, T>
    where TNetwork : class, INetwork<TNetwork, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    protected TNetwork Network { get; } = TNetwork.Create(seed: 1);

    protected static int Inputs => TNetwork.InputSize;

    protected static int Outputs => TNetwork.OutputSize;

    [Fact]
    public void Forward_WithAWrongLength_NamesItAndBothLengths()
    {
        AssertLength("input", Inputs, Inputs + 1, () => Network.Forward(new T[Inputs + 1], new T[Outputs]));
        AssertLength("input", Inputs, 0, () => Network.Forward([], new T[Outputs]));
        AssertLength("output", Outputs, Outputs - 1, () => Network.Forward(new T[Inputs], new T[Outputs - 1]));
    }

    [Fact]
    public void ForwardBatch_WithARaggedBatch_NamesItAndBothLengths()
    {
        AssertLength("inputs", Inputs, (2 * Inputs) + 1, () => Network.ForwardBatch(new T[(2 * Inputs) + 1], new T[2 * Outputs]));
        AssertLength("outputs", 2 * Outputs, Outputs, () => Network.ForwardBatch(new T[2 * Inputs], new T[Outputs]));
        AssertLength("outputs", 0, Outputs, () => Network.ForwardBatch([], new T[Outputs]));
    }

    [Fact]
    public void Forward_IntoItsInput_IsRefused()
    {
        var memory = new T[Inputs + Outputs];
        Assert.Throws<ArgumentException>("output", () => Network.Forward(memory.AsSpan(0, Inputs), memory.AsSpan(Inputs - 1, Outputs)));
        Assert.Throws<ArgumentException>("output", () => Network.Forward(memory.AsSpan(Outputs - 1, Inputs), memory.AsSpan(0, Outputs)));
        Network.Forward(memory.AsSpan(0, Inputs), memory.AsSpan(Inputs, Outputs));
    }

    [Fact]
    public void ForwardBatch_IntoItsInputs_IsRefused()
    {
        var memory = new T[3 * (Inputs + Outputs)];
        Assert.Throws<ArgumentException>("outputs", () => Network.ForwardBatch(memory.AsSpan(0, 3 * Inputs), memory.AsSpan(1, 3 * Outputs)));
        Network.ForwardBatch(memory.AsSpan(0, 3 * Inputs), memory.AsSpan(3 * Inputs, 3 * Outputs));
    }

    [Fact]
    public void Train_WithAWrongLength_NamesItAndChangesNothing()
    {
        AssertLength("input", Inputs, 2 * Inputs, () => Network.Train(new T[2 * Inputs], new T[Outputs], T.One));
        AssertLength("target", Outputs, Outputs + 1, () => Network.Train(new T[Inputs], new T[Outputs + 1], T.One));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void LearningRate_NotFinite_IsRefusedBeforeAnythingChanges(double rate)
    {
        T learningRate = T.CreateTruncating(rate);
        AssertRefused<ArgumentOutOfRangeException>("learningRate", () => Network.Train(new T[Inputs], new T[Outputs], learningRate));
        AssertRefused<ArgumentOutOfRangeException>("learningRate", () => Network.TrainBatch(new T[2 * Inputs], new T[2 * Outputs], learningRate));
    }

    [Fact]
    public void TrainBatch_WithARaggedOrEmptyBatch_NamesItAndChangesNothing()
    {
        AssertLength("inputs", Inputs, Inputs + 1, () => Network.TrainBatch(new T[Inputs + 1], new T[Outputs], T.One));
        AssertLength("targets", 2 * Outputs, Outputs, () => Network.TrainBatch(new T[2 * Inputs], new T[Outputs], T.One));
        AssertRefused<ArgumentException>("inputs", () => Network.TrainBatch([], Array.Empty<T>(), T.One));
    }

    [Fact]
    public void Evaluate_WithARaggedOrEmptyBatch_NamesIt()
    {
        AssertLength("inputs", Inputs, Inputs + 1, () => Network.Evaluate(new T[Inputs + 1], new T[Outputs]));
        AssertLength("targets", 2 * Outputs, Outputs, () => Network.Evaluate(new T[2 * Inputs], new T[Outputs]));
        AssertRefused<ArgumentException>("inputs", () => Network.Evaluate([], Array.Empty<T>()));
    }

    [Fact]
    public void Backward_WithARaggedOrEmptyBatch_NamesItAndLeavesTheGradientAlone()
    {
        var gradient = new T[TNetwork.ParameterCount];
        AssertLength("inputs", Inputs, Inputs + 1, () => Network.Backward(new T[Inputs + 1], new T[Outputs], gradient));
        AssertLength("targets", 2 * Outputs, Outputs, () => Network.Backward(new T[2 * Inputs], new T[Outputs], gradient));
        AssertLength("gradient", gradient.Length, gradient.Length - 1, () => Network.Backward(new T[Inputs], new T[Outputs], gradient.AsSpan(1)));
        AssertRefused<ArgumentException>("inputs", () => Network.Backward([], Array.Empty<T>(), gradient));
        Assert.All(gradient, slope => Assert.Equal(T.Zero, slope));
    }

    [Fact]
    public void Backward_IntoInputsOrTargets_IsRefused()
    {
        var memory = new T[TNetwork.ParameterCount + Inputs + Outputs];
        var gradient = new T[TNetwork.ParameterCount];
        AssertRefused<ArgumentException>("gradient", () => Network.Backward(memory.AsSpan(0, Inputs), new T[Outputs], memory.AsSpan(Inputs - 1, gradient.Length)));
        AssertRefused<ArgumentException>("gradient", () => Network.Backward(new T[Inputs], memory.AsSpan(0, Outputs), memory.AsSpan(Outputs - 1, gradient.Length)));
    }

    [Fact]
    public void Parameters_WithAWrongLength_AreRefusedWhole()
    {
        int count = TNetwork.ParameterCount;
        AssertLength("parameters", count, count + 1, () => Network.GetParameters(new T[count + 1]));
        AssertLength("parameters", count, count - 1, () => Network.SetParameters(new T[count - 1]));
    }

    [Fact]
    public void CopyFrom_Null_IsRefused() => AssertRefused<ArgumentNullException>("other", () => Network.CopyFrom(null!));

    protected void AssertRefused<TException>(string parameter, Action call)
        where TException : ArgumentException
    {
        T[] before = Parameters();
        Assert.Throws<TException>(parameter, call);
        Assert.Equal(before, Parameters());
    }

    protected void AssertLength(string parameter, int expected, int actual, Action call)
    {
        T[] before = Parameters();
        string message = Assert.Throws<ArgumentException>(parameter, call).Message;
        Assert.Matches($@"\b{expected}\b", message);
        Assert.Matches($@"\b{actual}\b", message);
        Assert.Equal(before, Parameters());
    }

    private T[] Parameters()
    {
        var parameters = new T[TNetwork.ParameterCount];
        Network.GetParameters(parameters);
        return parameters;
    }
}
