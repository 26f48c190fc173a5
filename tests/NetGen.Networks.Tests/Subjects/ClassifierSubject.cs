using System.Numerics;
using NetGen.Compiler.Model;

namespace NetGen.Networks.Tests.Subjects;

/// <summary>A subject whose targets may be class labels.</summary>
internal interface IClassifierSubject : IPredictorSubject
{
    double Train(double[] input, int label, double learningRate);

    double TrainBatch(double[] inputs, int[] labels, double learningRate);

    double Evaluate(double[] inputs, int[] labels);

    (double Loss, double[] Gradient) Backward(double[] inputs, int[] labels);
}

/// <summary>A network through <see cref="IClassifier{TSelf, T}"/>.</summary>
internal sealed class ClassifierSubject<TNetwork, T>(TNetwork network) : PredictorSubject<TNetwork, T>(network), IClassifierSubject
    where TNetwork : class, IClassifier<TNetwork, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static new Subject Create(NetworkModel model, int seed) => new ClassifierSubject<TNetwork, T>(TNetwork.Create(seed)) { Model = model };

    public double Train(double[] input, int label, double learningRate) => Wide(Network.Train(Narrow(input), label, Narrow(learningRate)));

    public double TrainBatch(double[] inputs, int[] labels, double learningRate) =>
        Wide(Network.TrainBatch(Narrow(inputs), labels, Narrow(learningRate)));

    public double Evaluate(double[] inputs, int[] labels) => Wide(Network.Evaluate(Narrow(inputs), labels));

    public (double Loss, double[] Gradient) Backward(double[] inputs, int[] labels)
    {
        var gradient = NotANumbers();
        T loss = Network.Backward(Narrow(inputs), labels, gradient);
        return (Wide(loss), Wide(gradient));
    }

    public override IEnumerable<(string Method, Action Call)> Calls(Batch batch)
    {
        foreach (var call in base.Calls(batch))
            yield return call;
        var inputs = Narrow(batch.Inputs);
        var input = inputs[..TNetwork.InputSize];
        var labels = batch.Labels;
        var gradient = new T[TNetwork.ParameterCount];
        T learningRate = Narrow(1e-3);
        yield return ("Evaluate with labels", () => Network.Evaluate(inputs, labels));
        yield return ("Backward with labels", () => Network.Backward(inputs, labels, gradient));
        yield return ("Train with a label", () => Network.Train(input, labels[0], learningRate));
        yield return ("TrainBatch with labels", () => Network.TrainBatch(inputs, labels, learningRate));
    }

    protected override Subject With(TNetwork other) => new ClassifierSubject<TNetwork, T>(other) { Model = Model };
}
