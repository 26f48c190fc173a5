using System.Reflection;
using NetGen.Compiler.Model;

namespace NetGen.Networks.Tests.Subjects;

/// <summary>
/// A compiled network under test, whatever its class and precision: every member of its interface, with numbers as double. Each
/// number is one of the network's own precision, so no conversion changes a bit.
/// </summary>
internal abstract class Subject
{
    public required NetworkModel Model { get; init; }

    /// <summary>Half the distance from 1 to the next number of the network's precision.</summary>
    public abstract double Roundoff { get; }

    public abstract double SmallestNormal { get; }

    public abstract double[] Parameters { get; set; }

    /// <summary>What files have beside the parameters, layer after layer.</summary>
    public abstract double[] Buffers { get; set; }

    public Oracles.Oracle Oracle => new(Model, Parameters, Buffers);

    public static Subject Of(Type network, NetworkModel model, int seed = 0)
    {
        var contract = network.GetInterfaces().Single(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(INetwork<,>));
        var kind = Implements(network, typeof(IClassifier<,>)) ? typeof(ClassifierSubject<,>)
            : Implements(network, typeof(IPredictor<,>)) ? typeof(PredictorSubject<,>)
            : typeof(NetworkSubject<,>);
        var subject = kind.MakeGenericType(network, contract.GetGenericArguments()[1]);
        return (Subject)subject.GetMethod("Create", BindingFlags.Public | BindingFlags.Static | BindingFlags.FlattenHierarchy)!.Invoke(null, [model, seed])!;
    }

    /// <summary>The nearest number of the network's precision.</summary>
    public abstract double Round(double number);

    public abstract (int InputSize, int OutputSize, int ParameterCount) Sizes { get; }

    public abstract double[] Forward(double[] input);

    public abstract double[] ForwardBatch(double[] inputs);

    public abstract double Train(double[] input, double[] target, double learningRate);

    public abstract double TrainBatch(double[] inputs, double[] targets, double learningRate);

    public abstract double Evaluate(double[] inputs, double[] targets);

    public abstract (double Loss, double[] Gradient) Backward(double[] inputs, double[] targets);

    public abstract Subject Fresh(int seed);

    public abstract Subject Clone();

    public abstract void CopyFrom(Subject other);

    public abstract void Save(Stream stream);

    public abstract void Save(string path);

    public abstract Subject Load(Stream stream);

    public abstract Subject Load(string path);

    /// <summary>One call of every numeric method on n samples, ready to be made again and again without allocating of its own.</summary>
    public abstract IEnumerable<(string Method, Action Call)> Calls(Batch batch);

    /// <summary>Weights and biases of ordinary size, none of them zero, so that every path through the network shows.</summary>
    public Subject WithRandomParameters(int seed)
    {
        var random = new Random(seed);
        var parameters = new List<double>();
        foreach (var layer in Model.Layers)
        {
            foreach (Compiler.Layers.Tensor tensor in layer.Tensors)
            {
                int values = tensor.Shape.Size;
                double bound = tensor.IsWeight ? Math.Sqrt(3.0 * tensor.Shape.Dimensions[0] / values) : 0.5;
                parameters.AddRange(Enumerable.Range(0, values).Select(_ => Round(tensor.IsWeight ? ((2 * random.NextDouble()) - 1) * bound : random.NextDouble() - bound)));
            }
        }

        Parameters = [.. parameters];
        Buffers =
        [
            .. Model.Layers.SelectMany(layer => layer.Buffers)
                .SelectMany(buffer => Enumerable.Range(0, buffer.Shape.Size).Select(_ => Round(buffer.First!.Value + (0.8 * random.NextDouble()) - 0.4))),
        ];
        return this;
    }

    public override string ToString() => $"{Model.Architecture}, {Model.Loss}, {Model.Precision}";

    private static bool Implements(Type network, Type contract) =>
        network.GetInterfaces().Any(type => type.IsGenericType && type.GetGenericTypeDefinition() == contract);
}
