using System.Numerics;
using NetGen.Data;
using NetGen.Plots;
using NetGen.Runtime;

namespace NetGen.Tool.Networks;

/// <summary>A network that can be trained.</summary>
internal sealed class TrainableNetwork<TSelf, T>(Stream? weights, int seed) : InferenceNetwork<TSelf, T>(weights, seed)
    where TSelf : class, INetwork<TSelf, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override Evaluation Evaluate(Table data) => Network.Evaluate(Convert(data), data.ClassNames is { Count: > 0 } names ? names : null);

    /// <inheritdoc/>
    public override Picture DecisionRegions(Table data)
    {
        if (Network is not ITrainable<T> { Predicts: true })
            throw Refusal("drawn with regions");
        return (Picture)typeof(TrainableNetwork<TSelf, T>).GetMethod(nameof(Regions), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
            .MakeGenericMethod(typeof(TSelf), typeof(T)).Invoke(null, [Network, Convert(data)])!;
    }

    /// <inheritdoc/>
    public override Outcome Train(Table data, TrainingSettings settings, IProgress<EpochResult> progress, CancellationToken cancellation)
    {
        Dataset<T> all = Convert(data);
        (Dataset<T> train, Dataset<T> test) = all.Split(1 - settings.TestFraction, settings.Seed, stratify: !all.Labels.IsEmpty);

        // Only into a dense layer can the scaling be folded, so that the network takes inputs as they are.
        Scaler<T>? scale = TSelf.Info.Layers[0].Kind != "Dense" ? null : settings.Scale switch
        {
            Scaling.Standard => Standardizer.Fit(train),
            Scaling.MinMax => MinMaxScaler.Fit(train),
            _ => null,
        };
        History history = Network.Fit(scale?.Apply(train) ?? train, new()
        {
            Epochs = settings.Epochs,
            BatchSize = settings.BatchSize,
            Optimizer = settings.Optimizer,
            Schedule = new CosineAnnealing(Math.Max(settings.Epochs, 1)),
            L2 = settings.L2,
            Seed = settings.Seed,
            Threads = settings.Threads,
            Validation = scale?.Apply(test) ?? test,
            EarlyStopping = new() { Patience = settings.Patience ?? settings.Epochs },
            Progress = progress,
        }, cancellation);
        scale?.FoldInto(Network);
        return new(history, Network.Evaluate(test, data.ClassNames is { Count: > 0 } names ? names : null), train.Count, test.Count, scale is not null);
    }

    private static Picture Regions<TPredictor, TNumber>(TPredictor network, Dataset<TNumber> data)
        where TPredictor : class, IPredictor<TPredictor, TNumber>
        where TNumber : unmanaged, IFloatingPointIeee754<TNumber> => Plot.DecisionRegions(network, data);

    private static Dataset<T> Convert(Table table)
    {
        Dataset<float> data = table.Dataset;
        if (data.InputSize != TSelf.InputSize)
        {
            throw new ArgumentException(
                $"{TSelf.Info.Name} ({TSelf.Info.Architecture}) takes {TSelf.InputSize} inputs, and the data has {data.InputSize} columns of inputs: "
                + $"'{string.Join("', '", table.ColumnNames.Take(20))}'{(table.ColumnNames.Count > 20 ? ", …" : "")}. Leave columns out with --ignore, or write another network.");
        }
        T[] inputs = Convert(data.Inputs.Span);
        return data.Labels.IsEmpty ? Dataset.Of(inputs, Convert(data.Targets.Span), data.Count) : Dataset.Of(inputs, data.Labels.ToArray());
    }

    private static T[] Convert(ReadOnlySpan<float> values) => Array.ConvertAll(values.ToArray(), T.CreateTruncating);
}
