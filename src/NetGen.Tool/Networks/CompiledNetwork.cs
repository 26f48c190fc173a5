using NetGen.Data;
using NetGen.Plots;

namespace NetGen.Tool.Networks;

/// <summary>A network that was compiled in this process, in the numbers of the command line: double, whatever it computes in.</summary>
internal abstract class CompiledNetwork
{
    /// <summary>Layers, shapes, tensors and costs.</summary>
    public abstract NetworkInfo Info { get; }

    /// <summary>The names of the classes; empty where there are none.</summary>
    public abstract IReadOnlyList<string> Classes { get; }

    /// <summary>The parameters in their order.</summary>
    public abstract double[] Parameters { get; }

    /// <summary>The number of values in one input; of several, of all together.</summary>
    public abstract int InputSize { get; }

    /// <summary>The number of values in one output; of several, of all together.</summary>
    public abstract int OutputSize { get; }

    /// <summary>Compiles a network and gives it its weights, or freshly drawn ones where it has none.</summary>
    /// <exception cref="InvalidDataException">The declaration is wrong, or the weights do not fit it.</exception>
    public static CompiledNetwork Of(NetworkSource source, int seed = 0)
    {
        Type type = InMemoryCompiler.Compile(source);
        Type[] contracts = [.. type.GetInterfaces().Where(contract => contract.IsGenericType)];
        (Type Contract, Type Model)[] kinds =
        [
            (typeof(INetwork<,>), typeof(TrainableNetwork<,>)),
            (typeof(IInference<,>), typeof(InferenceNetwork<,>)),
            (typeof(IStreamingInference<,>), typeof(StreamingNetwork<,>)),
        ];
        (Type contract, Type model) = kinds.First(kind => contracts.Any(implemented => implemented.GetGenericTypeDefinition() == kind.Contract));
        Type number = contracts.First(implemented => implemented.GetGenericTypeDefinition() == contract).GetGenericArguments()[1];
        Stream? weights = source.Weights is null ? null : new MemoryStream(source.Weights);
        try
        {
            return (CompiledNetwork)Activator.CreateInstance(model.MakeGenericType(type, number), weights, seed)!;
        }
        catch (System.Reflection.TargetInvocationException exception) when (exception.InnerException is InvalidDataException inner)
        {
            throw new InvalidDataException($"{source.File}: {inner.Message}");
        }
    }

    /// <summary>The outputs of n samples, or of the n steps of one stream.</summary>
    public abstract double[] Forward(double[] inputs);

    /// <summary>The classes of n samples; null where outputs mean none.</summary>
    public virtual int[]? Predict(double[] inputs) => null;

    /// <summary>Nanoseconds that a sample takes alone, or a step of a stream, in the median.</summary>
    public abstract double NanosecondsAlone();

    /// <summary>Nanoseconds that a sample takes among many; null for streams, which go step by step.</summary>
    public virtual double? NanosecondsInBatch() => null;

    /// <summary>Writes it as an ONNX model; of a stream, one step.</summary>
    public abstract void ExportOnnx(string path);

    /// <summary>Units and weights, drawn.</summary>
    /// <exception cref="NotSupportedException">It has other layers than dense ones.</exception>
    public virtual Picture Diagram() => throw Refusal("drawn");

    /// <summary>Which class is told where.</summary>
    /// <exception cref="NotSupportedException">The network tells no classes.</exception>
    public virtual Picture DecisionRegions(Table data) => throw Refusal("drawn so");

    /// <exception cref="NotSupportedException">The network is without training.</exception>
    public virtual Evaluation Evaluate(Table data) => throw Refusal("evaluated");

    /// <exception cref="NotSupportedException">The network is without training.</exception>
    public virtual Outcome Train(Table data, TrainingSettings settings, IProgress<EpochResult> progress, CancellationToken cancellation) => throw Refusal("trained");

    /// <exception cref="IOException">Writing failed.</exception>
    public abstract void Save(string path);

    protected NotSupportedException Refusal(string what) => new($"{Info.Name} ({Info.Architecture}) cannot be {what}: that is for networks that can be trained and take whole samples, not streams.");
}
