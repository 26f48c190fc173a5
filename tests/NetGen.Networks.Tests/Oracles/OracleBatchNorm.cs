namespace NetGen.Networks.Tests.Oracles;

/// <summary>
/// z = weight · (x − mean) / √(variance + 1e-5) + bias for each channel of [C][pixels]. In training mean and variance are those of
/// all values that the channel has in the batch; else running ones, which stand behind weight and bias.
/// </summary>
internal sealed class OracleBatchNorm(int channels, int pixels) : OracleLayer
{
    private const double Epsilon = 1e-5, Momentum = 0.1;

    public override int ParameterCount => 2 * channels;

    public override int BufferCount => 2 * channels;

    public override Approximate[] Forward(Approximate[] input, double[] parameters)
    {
        var z = new Approximate[input.Length];
        for (int i = 0; i < z.Length; i++)
        {
            int c = i / pixels;
            Approximate factor = parameters[c] * Inverse(parameters[(3 * channels) + c]);
            z[i] = (factor * input[i]) + (parameters[channels + c] - (factor * parameters[(2 * channels) + c]));
        }

        return z;
    }

    public override (Approximate[] Input, Approximate.Total[] Parameters) Backward(Approximate[] input, Approximate[] dz, double[] parameters) =>
        throw new InvalidOperationException("Batch normalisation is trained on whole batches.");

    /// <summary>Forward of all samples of a batch, and back.</summary>
    public Approximate[][] Train(Approximate[][] inputs, double[] parameters)
    {
        var z = Array.ConvertAll(inputs, input => new Approximate[input.Length]);
        for (int c = 0; c < channels; c++)
        {
            var (_, _, normalised, _) = Normalise(inputs, c);
            int k = 0;
            ForValues(inputs, c, (n, i) => z[n][i] = (parameters[c] * normalised[k++]) + parameters[channels + c]);
        }

        return z;
    }

    /// <inheritdoc cref="Train"/>
    public (Approximate[][] Inputs, Approximate.Total[] Parameters) TrainBack(Approximate[][] inputs, Approximate[][] dz, double[] parameters)
    {
        var dx = Array.ConvertAll(inputs, input => new Approximate[input.Length]);
        var gradient = new Approximate.Total[ParameterCount];
        for (int c = 0; c < channels; c++)
        {
            var (_, _, normalised, inverse) = Normalise(inputs, c);
            var (gradients, products) = (new List<Approximate>(), new List<Approximate>());
            ForValues(inputs, c, (n, i) =>
            {
                gradient[c].AddProduct(dz[n][i], normalised[products.Count]);
                gradient[channels + c].Add(dz[n][i]);
                products.Add(dz[n][i] * normalised[products.Count]);
                gradients.Add(dz[n][i]);
            });
            Approximate meanOfProducts = Approximate.Mean(products), mean = Approximate.Mean(gradients);
            int k = 0;
            ForValues(inputs, c, (n, i) => dx[n][i] = parameters[c] * inverse * (dz[n][i] - mean - (normalised[k++] * meanOfProducts)));
        }

        return (dx, gradient);
    }

    /// <summary>The running numbers after a step on a batch: the mean, then the variance, which is of the population that the batch is drawn from.</summary>
    public Approximate[] Running(Approximate[][] inputs, double[] parameters)
    {
        var running = new Approximate[BufferCount];
        double count = (double)inputs.Length * pixels;
        for (int c = 0; c < channels; c++)
        {
            var (mean, variance, _, _) = Normalise(inputs, c);
            running[c] = ((1 - Momentum) * parameters[(2 * channels) + c]) + (Momentum * mean);
            running[channels + c] = ((1 - Momentum) * parameters[(3 * channels) + c]) + (Momentum * (count / (count - 1)) * variance);
        }

        return running;
    }

    private (Approximate Mean, Approximate Variance, Approximate[] Normalised, Approximate Inverse) Normalise(Approximate[][] inputs, int channel)
    {
        var values = new List<Approximate>();
        ForValues(inputs, channel, (n, i) => values.Add(inputs[n][i]));
        Approximate mean = Approximate.Mean(values);
        Approximate variance = Approximate.Mean([.. values.Select(value => (value - mean) * (value - mean))]);
        Approximate inverse = Inverse(variance);
        return (mean, variance, [.. values.Select(value => (value - mean) * inverse)], inverse);
    }

    private static Approximate Inverse(Approximate variance)
    {
        double root = Math.Sqrt(variance.Value + Epsilon);
        return variance.Map(1 / root, -0.5 / (root * root * root));
    }

    private void ForValues(Approximate[][] inputs, int channel, Action<int, int> body)
    {
        for (int n = 0; n < inputs.Length; n++)
            for (int i = channel * pixels; i < (channel + 1) * pixels; i++)
                body(n, i);
    }
}
