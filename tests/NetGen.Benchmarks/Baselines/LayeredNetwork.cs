using NetGen.Benchmarks.Networks;

namespace NetGen.Benchmarks.Baselines;

/// <summary>A network of any shape, as it is written by hand in C#: layers of <c>float[][]</c>, one sample after another.</summary>
internal readonly struct LayeredNetwork<TMath> : INetworkCalls
    where TMath : struct, ILayerMath
{
    private readonly int[] _sizes;
    private readonly bool _sigmoid;
    private readonly float[][][] _weights, _weightGradients;
    private readonly float[][] _biases, _biasGradients, _activations, _deltas;

    public LayeredNetwork(Workload workload)
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

    private int Layers => _biases.Length;

    public void Forward(ReadOnlySpan<float> input, Span<float> output)
    {
        Forward(input);
        _activations[^1].CopyTo(output);
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
        for (int layer = 0; layer < Layers; layer++)
        {
            foreach (float[] row in _weightGradients[layer])
                Array.Clear(row);
            Array.Clear(_biasGradients[layer]);
        }

        for (int n = 0; n < labels.Length; n++)
        {
            Forward(inputs.Slice(n * _sizes[0], _sizes[0]));
            Backward(labels[n]);
        }

        Step(learningRate / labels.Length);
    }

    public void SetParameters(ReadOnlySpan<float> parameters)
    {
        foreach (float[] row in Rows())
        {
            parameters[..row.Length].CopyTo(row);
            parameters = parameters[row.Length..];
        }
    }

    public void GetParameters(Span<float> parameters)
    {
        foreach (float[] row in Rows())
        {
            row.CopyTo(parameters);
            parameters = parameters[row.Length..];
        }
    }

    private static float[][] Vectors(int[] sizes) => Array.ConvertAll(sizes, size => new float[size]);

    private static float[][][] Matrices(int[] sizes) =>
        [.. sizes.Zip(sizes.Skip(1), (inputs, outputs) => Vectors([.. Enumerable.Repeat(inputs, outputs)]))];

    private IEnumerable<float[]> Rows() => _weights.Zip(_biases, (rows, biases) => rows.Append(biases)).SelectMany(rows => rows);

    private void Forward(ReadOnlySpan<float> input)
    {
        input.CopyTo(_activations[0]);
        for (int layer = 0; layer < Layers; layer++)
        {
            float[] x = _activations[layer], y = _activations[layer + 1];
            for (int o = 0; o < y.Length; o++)
                y[o] = _biases[layer][o] + TMath.Dot(x, _weights[layer][o]);
            if (layer == Layers - 1)
                TMath.Softmax(y);
            else if (_sigmoid)
                TMath.Sigmoid(y);
            else
                TMath.ReLU(y);
        }
    }

    private void Backward(int label)
    {
        float[] outputs = _deltas[^1];
        _activations[^1].CopyTo(outputs, 0);
        outputs[label] -= 1;
        for (int layer = Layers - 1; layer >= 0; layer--)
        {
            float[] x = _activations[layer], dx = _deltas[layer], dy = _deltas[layer + 1];
            for (int o = 0; o < dy.Length; o++)
            {
                TMath.AddScaled(_weightGradients[layer][o], dy[o], x);
                _biasGradients[layer][o] += dy[o];
            }

            if (layer == 0)
                return;
            Array.Clear(dx);
            for (int o = 0; o < dy.Length; o++)
                TMath.AddScaled(dx, dy[o], _weights[layer][o]);
            if (_sigmoid)
                TMath.SigmoidBackward(x, dx);
            else
                ReLUBackward(x, dx);
        }
    }

    private void Step(float rate)
    {
        for (int layer = 0; layer < Layers; layer++)
        {
            for (int o = 0; o < _weights[layer].Length; o++)
                TMath.AddScaled(_weights[layer][o], -rate, _weightGradients[layer][o]);
            TMath.AddScaled(_biases[layer], -rate, _biasGradients[layer]);
        }
    }

    /// <summary>A loop for both: no function of System.Numerics.Tensors chooses by a condition.</summary>
    private static void ReLUBackward(float[] y, float[] dy)
    {
        for (int i = 0; i < y.Length; i++)
            dy[i] = y[i] > 0 ? dy[i] : 0;
    }
}

/// <summary>The two ways of C# without a generator.</summary>
internal static class LayeredNetwork
{
    public static Candidate PlainLoops(Cell cell) => cell.Workload.Candidate(cell, "plain loops", new LayeredNetwork<PlainLoops>(cell.Workload));

    public static Candidate TensorPrimitives(Cell cell) => cell.Workload.Candidate(cell, "TensorPrimitives", new LayeredNetwork<TensorMath>(cell.Workload));
}
