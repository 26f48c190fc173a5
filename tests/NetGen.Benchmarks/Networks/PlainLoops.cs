namespace NetGen.Benchmarks.Networks;

/// <summary>
/// A network as it is written first in C#: loops over <c>float[][]</c>. It is one of the baselines, and it says what all the
/// others must compute.
/// </summary>
internal readonly struct PlainLoops : INetworkCalls
{
    private readonly int[] _sizes;
    private readonly bool _sigmoid;
    private readonly float[][][] _weights, _weightGradients;
    private readonly float[][] _biases, _biasGradients, _activations, _deltas;

    public PlainLoops(Workload workload)
    {
        _sizes = [.. workload.Sizes];
        _sigmoid = workload.Sigmoid;
        _weights = Matrices(_sizes);
        _weightGradients = Matrices(_sizes);
        _biases = Vectors(_sizes[1..]);
        _biasGradients = Vectors(_sizes[1..]);
        _activations = Vectors(_sizes);
        _deltas = Vectors(_sizes);
    }

    private int Layers => _sizes.Length - 1;

    public void Forward(ReadOnlySpan<float> input, Span<float> output)
    {
        Forward(input);
        _activations[Layers].CopyTo(output);
    }

    public void ForwardBatch(ReadOnlySpan<float> inputs, Span<float> outputs)
    {
        int samples = inputs.Length / _sizes[0];
        for (int n = 0; n < samples; n++)
            Forward(inputs.Slice(n * _sizes[0], _sizes[0]), outputs.Slice(n * _sizes[^1], _sizes[^1]));
    }

    public void Train(ReadOnlySpan<float> input, int label, float learningRate) => TrainBatch(input, [label], learningRate);

    public void TrainBatch(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels, float learningRate)
    {
        Clear();
        for (int n = 0; n < labels.Length; n++)
        {
            Forward(inputs.Slice(n * _sizes[0], _sizes[0]));
            Backward(labels[n]);
        }

        Step(learningRate / labels.Length);
    }

    public void SetParameters(ReadOnlySpan<float> parameters)
    {
        for (int layer = 0; layer < Layers; layer++)
        {
            foreach (float[] row in _weights[layer].Append(_biases[layer]))
            {
                parameters[..row.Length].CopyTo(row);
                parameters = parameters[row.Length..];
            }
        }
    }

    public void GetParameters(Span<float> parameters)
    {
        for (int layer = 0; layer < Layers; layer++)
        {
            foreach (float[] row in _weights[layer].Append(_biases[layer]))
            {
                row.CopyTo(parameters);
                parameters = parameters[row.Length..];
            }
        }
    }

    private static float[][] Vectors(int[] sizes) => Array.ConvertAll(sizes, size => new float[size]);

    private static float[][][] Matrices(int[] sizes) =>
        [.. sizes.Zip(sizes.Skip(1), (inputs, outputs) => Vectors([.. Enumerable.Repeat(inputs, outputs)]))];

    private void Forward(ReadOnlySpan<float> input)
    {
        input.CopyTo(_activations[0]);
        for (int layer = 0; layer < Layers; layer++)
        {
            float[] x = _activations[layer], y = _activations[layer + 1];
            for (int o = 0; o < y.Length; o++)
            {
                float sum = _biases[layer][o];
                float[] w = _weights[layer][o];
                for (int i = 0; i < x.Length; i++)
                    sum += w[i] * x[i];
                y[o] = sum;
            }

            if (layer == Layers - 1)
                Softmax(y);
            else
                Activate(y);
        }
    }

    private void Backward(int label)
    {
        _activations[Layers].CopyTo(_deltas[Layers], 0);
        _deltas[Layers][label] -= 1;
        for (int layer = Layers - 1; layer >= 0; layer--)
        {
            float[] x = _activations[layer], dx = _deltas[layer], dy = _deltas[layer + 1];
            Array.Clear(dx);
            for (int o = 0; o < dy.Length; o++)
            {
                float[] w = _weights[layer][o], dw = _weightGradients[layer][o];
                for (int i = 0; i < x.Length; i++)
                    dw[i] += dy[o] * x[i];
                if (layer > 0)
                {
                    for (int i = 0; i < x.Length; i++)
                        dx[i] += dy[o] * w[i];
                }

                _biasGradients[layer][o] += dy[o];
            }

            if (layer > 0)
                Derive(x, dx);
        }
    }

    private void Clear()
    {
        for (int layer = 0; layer < Layers; layer++)
        {
            foreach (float[] row in _weightGradients[layer])
                Array.Clear(row);
            Array.Clear(_biasGradients[layer]);
        }
    }

    private void Step(float rate)
    {
        for (int layer = 0; layer < Layers; layer++)
        {
            for (int o = 0; o < _biases[layer].Length; o++)
            {
                float[] w = _weights[layer][o], dw = _weightGradients[layer][o];
                for (int i = 0; i < w.Length; i++)
                    w[i] -= rate * dw[i];
                _biases[layer][o] -= rate * _biasGradients[layer][o];
            }
        }
    }

    private void Activate(float[] y)
    {
        for (int o = 0; o < y.Length; o++)
            y[o] = _sigmoid ? 1 / (1 + MathF.Exp(-y[o])) : MathF.Max(0, y[o]);
    }

    private void Derive(float[] y, float[] dy)
    {
        for (int o = 0; o < y.Length; o++)
            dy[o] = _sigmoid ? dy[o] * y[o] * (1 - y[o]) : y[o] > 0 ? dy[o] : 0;
    }

    private static void Softmax(float[] y)
    {
        float highest = y[0], sum = 0;
        for (int o = 1; o < y.Length; o++)
            highest = MathF.Max(highest, y[o]);
        for (int o = 0; o < y.Length; o++)
        {
            y[o] = MathF.Exp(y[o] - highest);
            sum += y[o];
        }

        for (int o = 0; o < y.Length; o++)
            y[o] /= sum;
    }
}
