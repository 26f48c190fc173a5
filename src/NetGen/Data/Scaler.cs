using System.Numerics;

namespace NetGen;

/// <summary>
/// Scales inputs column by column: x becomes (x − offset) / scale. Made by <see cref="Standardizer"/> and
/// <see cref="MinMaxScaler"/>. Immutable, and safe to use from many threads at once.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>, as the data. Whatever it is, this computes in double.</typeparam>
public sealed class Scaler<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly double[] _offsets, _scales;

    private Scaler(double[] offsets, double[] scales)
    {
        _offsets = offsets;
        _scales = scales;
    }

    /// <summary>The number of values in one input.</summary>
    public int InputSize => _offsets.Length;

    /// <summary>What is subtracted from each column.</summary>
    public ReadOnlySpan<double> Offsets => _offsets;

    /// <summary>What each column is divided by, after that; positive.</summary>
    public ReadOnlySpan<double> Scales => _scales;

    /// <summary>A dataset of the same samples with scaled inputs. Labels and targets stay the caller's memory.</summary>
    /// <param name="data">Its inputs are as wide as those that were measured.</param>
    /// <exception cref="ArgumentException">They are not, or a value is so far away that its scaled value is not finite.</exception>
    public Dataset<T> Apply(Dataset<T> data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.InputSize != InputSize)
            throw new ArgumentException($"The scaler was fitted to {InputSize} values a sample, the data has {data.InputSize}.", nameof(data));
        return new(Apply(data.Inputs.Span), data.Targets, data.Labels, data.Count);
    }

    /// <summary>Scaled inputs of one sample, or of more, one after the other.</summary>
    /// <param name="inputs">n × <see cref="InputSize"/> values.</param>
    /// <returns>As many, in memory of their own.</returns>
    /// <exception cref="ArgumentException">The length is no multiple of <see cref="InputSize"/>.</exception>
    public T[] Apply(ReadOnlySpan<T> inputs)
    {
        if (inputs.Length % InputSize != 0)
            throw new ArgumentException($"Expected a multiple of {InputSize} values ({InputSize} per sample), got {inputs.Length}.", nameof(inputs));
        var scaled = new T[inputs.Length];
        for (int index = 0; index < inputs.Length; index++)
        {
            int column = index % InputSize;
            scaled[index] = T.CreateTruncating((double.CreateTruncating(inputs[index]) - _offsets[column]) / _scales[column]);
        }
        return scaled;
    }

    /// <summary>
    /// Rewrites the first layer so that the network takes inputs as they are and gives what it gave for scaled ones: of each of
    /// its units the weights become w / scale, and the bias b − Σ w · offset / scale. To be called once, after training.
    /// </summary>
    /// <param name="network">Any generated network but <c>Pretrained</c> whose inputs are as wide as those that were measured.</param>
    /// <exception cref="ArgumentException">They are not; nothing has changed.</exception>
    /// <exception cref="InvalidOperationException">The network is <c>Pretrained</c>, or a weight or bias would not be finite; nothing has changed.</exception>
    /// <exception cref="NotSupportedException">The first layer is not dense; nothing has changed.</exception>
    /// <remarks>
    /// Outputs are equal within rounding. In single precision that is coarse where a column's offset is many times its scale, as for
    /// a year: bias and weighted input are then large and cancel each other. Needs exclusive use of the network.
    /// </remarks>
    public void FoldInto<TSelf>(IInference<TSelf, T> network)
        where TSelf : class, IInference<TSelf, T>
    {
        ArgumentNullException.ThrowIfNull(network);
        if (TSelf.InputSize != InputSize)
            throw new ArgumentException($"The scaler was fitted to {InputSize} values a sample, the network takes {TSelf.InputSize}.", nameof(network));
        if (network is Runtime.IShared { IsShared: true })
            throw new InvalidOperationException("Pretrained is shared by the whole program and is not to be changed: fold into Pretrained.Clone().");
        LayerInfo first = TSelf.Info.Layers[0];
        if (first.Kind != "Dense")
            throw new NotSupportedException($"A scaler can be folded into a Dense layer, and the first layer is {first.Kind}: scale the inputs with Apply.");

        var parameters = new T[TSelf.ParameterCount];
        network.GetParameters(parameters);
        Span<T> weights = parameters.AsSpan(first.Tensors[0].Offset, first.Tensors[0].Count);
        Span<T> biases = parameters.AsSpan(first.Tensors[1].Offset, first.Tensors[1].Count);
        for (int unit = 0; unit < biases.Length; unit++)
        {
            double bias = double.CreateTruncating(biases[unit]);
            for (int column = 0; column < InputSize; column++)
            {
                ref T weight = ref weights[unit * InputSize + column];
                double folded = double.CreateTruncating(weight) / _scales[column];
                weight = T.CreateTruncating(folded);
                bias -= folded * _offsets[column];
                if (!T.IsFinite(weight))
                    throw NotFinite(first.Tensors[0].Name, $"[{unit}, {column}]", weight);
            }
            biases[unit] = T.CreateTruncating(bias);
            if (!T.IsFinite(biases[unit]))
                throw NotFinite(first.Tensors[1].Name, $"[{unit}]", biases[unit]);
        }
        network.SetParameters(parameters);
    }

    /// <summary>A scaler by offset and scale of each column.</summary>
    /// <exception cref="ArgumentException">One is not finite.</exception>
    internal static Scaler<T> Of(Dataset<T> data, Func<double[], (double Offset, double Scale)> measure)
    {
        ArgumentNullException.ThrowIfNull(data);
        double[] offsets = new double[data.InputSize], scales = new double[data.InputSize], column = new double[data.Count];
        ReadOnlySpan<T> inputs = data.Inputs.Span;
        for (int index = 0; index < data.InputSize; index++)
        {
            for (int row = 0; row < column.Length; row++)
                column[row] = double.CreateTruncating(inputs[row * data.InputSize + index]);
            (offsets[index], scales[index]) = measure(column);
            if (!double.IsFinite(scales[index]))
                throw new ArgumentException($"The values of column {index} are too far apart: their spread is not a finite number.", nameof(data));
        }
        return new(offsets, scales);
    }

    private static InvalidOperationException NotFinite(string tensor, string place, T value) =>
        new($"Folded in, {tensor} {place} would be {Runtime.Finite.Text(value)}; nothing has changed.");
}
