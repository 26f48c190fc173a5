using System.Numerics;
using NetGen.Compiler.Model;

namespace NetGen.Networks.Tests.Subjects;

/// <summary>A subject that says which class a sample is in.</summary>
internal interface IPredictorSubject
{
    int Predict(double[] input);

    int[] PredictBatch(double[] inputs);
}

/// <summary>A network through <see cref="IPredictor{TSelf, T}"/>.</summary>
internal class PredictorSubject<TNetwork, T>(TNetwork network) : NetworkSubject<TNetwork, T>(network), IPredictorSubject
    where TNetwork : class, IPredictor<TNetwork, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static new Subject Create(NetworkModel model, int seed) => new PredictorSubject<TNetwork, T>(TNetwork.Create(seed)) { Model = model };

    public int Predict(double[] input) => Network.Predict(Narrow(input));

    public int[] PredictBatch(double[] inputs)
    {
        var classes = new int[inputs.Length / TNetwork.InputSize];
        Network.PredictBatch(Narrow(inputs), classes);
        return classes;
    }

    public override IEnumerable<(string Method, Action Call)> Calls(Batch batch)
    {
        foreach (var call in base.Calls(batch))
            yield return call;
        var inputs = Narrow(batch.Inputs);
        var input = inputs[..TNetwork.InputSize];
        var classes = new int[batch.Count];
        yield return ("Predict", () => Network.Predict(input));
        yield return ("PredictBatch", () => Network.PredictBatch(inputs, classes));
    }

    protected override Subject With(TNetwork other) => new PredictorSubject<TNetwork, T>(other) { Model = Model };
}
