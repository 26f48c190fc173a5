namespace NetGen.Networks.Tests.Oracles;

/// <summary>What a batch makes of every layer of a chain in training, and the way back, where that depends on the batch.</summary>
internal sealed class OracleBatch
{
    private readonly OracleLayer[] _layers;
    private readonly double[][] _parameters;
    private readonly OracleActivation[] _activations;
    private readonly int _step;

    /// <summary>By layer and sample, what a layer takes; the outputs last.</summary>
    private readonly Approximate[][][] _values;

    /// <summary>By layer and sample.</summary>
    private readonly Approximate[][][] _preActivations;

    public OracleBatch(OracleLayer[] layers, double[][] parameters, OracleActivation[] activations, int step, Approximate[][] inputs)
    {
        (_layers, _parameters, _activations, _step) = (layers, parameters, activations, step);
        _values = new Approximate[layers.Length + 1][][];
        _preActivations = new Approximate[layers.Length][][];
        _values[0] = inputs;
        for (int l = 0; l < layers.Length; l++)
        {
            _preActivations[l] = layers[l] is OracleBatchNorm norm ? norm.Train(_values[l], parameters[l])
                : layers[l] is OracleDropout dropout ? [.. _values[l].Select((values, n) => dropout.Train(values, step, n))]
                : Array.ConvertAll(_values[l], input => layers[l].Forward(input, parameters[l]));
            _values[l + 1] = [.. _preActivations[l].Select(z => activations[l].Forward(z))];
        }
    }

    /// <summary>By sample, the last layer's.</summary>
    public Approximate[][] PreActivations => _preActivations[^1];

    /// <summary>By sample.</summary>
    public Approximate[][] Outputs => _values[^1];

    /// <summary>Running numbers after a step on the batch, layer after layer.</summary>
    public Approximate[] Running => [.. _layers.SelectMany((layer, l) => layer is OracleBatchNorm norm ? norm.Running(_values[l], _parameters[l]) : [])];

    /// <inheritdoc cref="OracleTrace.IsAwayFromKinks"/>
    public bool IsAwayFromKinks(double roundoff, double step) => Enumerable.Range(0, _layers.Length).All(l => Enumerable.Range(0, Outputs.Length).All(n =>
        !OracleTrace.IsNearAny(_preActivations[l][n], _activations[l].Kinks, roundoff, step) && !OracleTrace.IsNearAny(_layers[l].Margins(_values[l][n]), [0], roundoff, step)));

    /// <summary>By layer, the sums of the gradients by its parameters, from those by the last layer's pre-activations.</summary>
    public Approximate.Total[][] Backward(Approximate[][] dz)
    {
        var gradient = Array.ConvertAll(_layers, layer => new Approximate.Total[layer.ParameterCount]);
        for (int l = _layers.Length - 1; l >= 0; l--)
        {
            var dx = new Approximate[dz.Length][];
            if (_layers[l] is OracleBatchNorm norm)
            {
                (dx, gradient[l]) = norm.TrainBack(_values[l], dz, _parameters[l]);
            }
            else if (_layers[l] is OracleDropout dropout)
            {
                dx = [.. dz.Select((gradients, n) => dropout.Train(gradients, _step, n))];
            }
            else
            {
                for (int n = 0; n < dz.Length; n++)
                {
                    (dx[n], Approximate.Total[] parameters) = _layers[l].Backward(_values[l][n], dz[n], _parameters[l]);
                    for (int i = 0; i < parameters.Length; i++)
                        gradient[l][i].Add(parameters[i]);
                }
            }

            if (l > 0)
                dz = [.. dx.Select((gradients, n) => _activations[l - 1].Backward(_preActivations[l - 1][n], _values[l][n], gradients))];
        }

        return gradient;
    }
}
