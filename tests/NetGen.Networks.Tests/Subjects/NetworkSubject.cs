using System.Numerics;
using NetGen.Compiler.Model;
using NetGen.Runtime;

namespace NetGen.Networks.Tests.Subjects;

/// <summary>A network through <see cref="INetwork{TSelf, T}"/>.</summary>
internal class NetworkSubject<TNetwork, T>(TNetwork network) : Subject
    where TNetwork : class, INetwork<TNetwork, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public TNetwork Network => network;

    public override double Roundoff => double.CreateTruncating(T.BitIncrement(T.One) - T.One) / 2;

    public override double SmallestNormal => typeof(T) == typeof(float) ? 1.17549435e-38 : 2.2250738585072014e-308;

    public override (int InputSize, int OutputSize, int ParameterCount) Sizes => (TNetwork.InputSize, TNetwork.OutputSize, TNetwork.ParameterCount);

    public override double[] Parameters
    {
        get
        {
            var parameters = new T[TNetwork.ParameterCount];
            network.GetParameters(parameters);
            return Wide(parameters);
        }
        set => network.SetParameters(Narrow(value));
    }

    public override double[] Buffers
    {
        get
        {
            var buffers = new T[Trainable.Layout.StateCount - TNetwork.ParameterCount];
            Trainable.Layout.GatherBuffers<T>(Trainable.Parameters.Span, buffers);
            return Wide(buffers);
        }
        set
        {
            Trainable.Layout.ScatterBuffers<T>(Narrow(value), Trainable.Parameters.Span);
            Trainable.ParametersMoved();
        }
    }

    private ITrainable<T> Trainable => (ITrainable<T>)network;

    public static Subject Create(NetworkModel model, int seed) => new NetworkSubject<TNetwork, T>(TNetwork.Create(seed)) { Model = model };

    public override double Round(double number) => double.CreateTruncating(T.CreateTruncating(number));

    public override double[] Forward(double[] input)
    {
        var output = new T[TNetwork.OutputSize];
        network.Forward(Narrow(input), output);
        return Wide(output);
    }

    public override double[] ForwardBatch(double[] inputs)
    {
        var outputs = new T[inputs.Length / TNetwork.InputSize * TNetwork.OutputSize];
        network.ForwardBatch(Narrow(inputs), outputs);
        return Wide(outputs);
    }

    public override double Train(double[] input, double[] target, double learningRate) =>
        Wide(network.Train(Narrow(input), Narrow(target), Narrow(learningRate)));

    public override double TrainBatch(double[] inputs, double[] targets, double learningRate) =>
        Wide(network.TrainBatch(Narrow(inputs), Narrow(targets), Narrow(learningRate)));

    public override double Evaluate(double[] inputs, double[] targets) => Wide(network.Evaluate(Narrow(inputs), Narrow(targets)));

    public override (double Loss, double[] Gradient) Backward(double[] inputs, double[] targets)
    {
        var gradient = NotANumbers();
        T loss = network.Backward(Narrow(inputs), Narrow(targets), gradient);
        return (Wide(loss), Wide(gradient));
    }

    public override Subject Fresh(int seed) => With(TNetwork.Create(seed));

    public override Subject Clone() => With(network.Clone());

    public override void CopyFrom(Subject other) => network.CopyFrom(((NetworkSubject<TNetwork, T>)other).Network);

    public override void Save(Stream stream) => network.Save(stream);

    public override void Save(string path) => network.Save(path);

    public override Subject Load(Stream stream) => With(TNetwork.Load(stream));

    public override Subject Load(string path) => With(TNetwork.Load(path));

    public override IEnumerable<(string Method, Action Call)> Calls(Batch batch)
    {
        var (inputs, targets) = (Narrow(batch.Inputs), Narrow(batch.Targets));
        var (input, target) = (inputs[..TNetwork.InputSize], targets[..TNetwork.OutputSize]);
        var (output, outputs) = (new T[target.Length], new T[targets.Length]);
        var gradient = new T[TNetwork.ParameterCount];
        T learningRate = Narrow(1e-3);
        yield return ("Forward", () => network.Forward(input, output));
        yield return ("ForwardBatch", () => network.ForwardBatch(inputs, outputs));
        yield return ("Evaluate", () => network.Evaluate(inputs, targets));
        yield return ("Backward", () => network.Backward(inputs, targets, gradient));
        yield return ("Train", () => network.Train(input, target, learningRate));
        yield return ("TrainBatch", () => network.TrainBatch(inputs, targets, learningRate));
        yield return ("GetParameters", () => network.GetParameters(gradient));
        yield return ("SetParameters", () => network.SetParameters(gradient));
    }

    public override string ToString() => network.ToString()!;

    protected static T Narrow(double number) => T.CreateTruncating(number);

    protected static T[] Narrow(double[] numbers) => Array.ConvertAll(numbers, Narrow);

    protected static double Wide(T number) => double.CreateTruncating(number);

    protected static double[] Wide(T[] numbers) => Array.ConvertAll(numbers, Wide);

    /// <summary>A gradient span in which anything not overwritten shows.</summary>
    protected static T[] NotANumbers()
    {
        var numbers = new T[TNetwork.ParameterCount];
        Array.Fill(numbers, T.NaN);
        return numbers;
    }

    protected virtual Subject With(TNetwork other) => new NetworkSubject<TNetwork, T>(other) { Model = Model };
}
