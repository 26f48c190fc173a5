using NetGen.Compiler.Model;

namespace NetGen.Networks.Tests.Oracles;

/// <summary>What a batch makes of every layer in training, and the way back, where that depends on the batch.</summary>
internal sealed class OracleBatch
{
    private readonly NetworkModel _model;
    private readonly OracleLayer[] _layers;
    private readonly double[][] _parameters;
    private readonly OracleActivation[] _activations;
    private readonly int _step;

    /// <summary>By layer and sample, all that a layer takes.</summary>
    private readonly Approximate[][][][] _inputs;

    /// <summary>By layer and sample.</summary>
    private readonly Approximate[][][] _preActivations, _outputs;

    public OracleBatch(NetworkModel model, OracleLayer[] layers, double[][] parameters, OracleActivation[] activations, int step, double[][] inputs)
    {
        (_model, _layers, _parameters, _activations, _step) = (model, layers, parameters, activations, step);
        _inputs = new Approximate[layers.Length][][][];
        (_preActivations, _outputs) = (new Approximate[layers.Length][][], new Approximate[layers.Length][][]);
        for (int l = 0; l < layers.Length; l++)
        {
            _inputs[l] = [.. inputs.Select((row, n) => model.Nodes[l].Inputs.Select(source => Node.InputOf(source) is null ? _outputs[source][n] : Oracle.Input(model, source, row)).ToArray())];
            _preActivations[l] = layers[l] is OracleBatchNorm norm ? norm.Train(Only(l), parameters[l])
                : layers[l] is OracleDropout dropout ? [.. Only(l).Select((values, n) => dropout.Train(values, step, n))]
                : Array.ConvertAll(_inputs[l], taken => layers[l].Forward(taken, parameters[l]));
            _outputs[l] = [.. _preActivations[l].Select(z => activations[l].Forward(z))];
        }
    }

    /// <summary>By sample, the last layer's.</summary>
    public Approximate[][] PreActivations => _preActivations[^1];

    /// <summary>By sample.</summary>
    public Approximate[][] Outputs => _outputs[^1];

    /// <summary>Buffers after a step on the batch, layer after layer: those of a batch normalisation move, others stay.</summary>
    public Approximate[] Running => [.. _layers.SelectMany((layer, l) => layer is OracleBatchNorm norm
        ? norm.Running(Only(l), _parameters[l])
        : Array.ConvertAll(_parameters[l][layer.ParameterCount..], number => (Approximate)number))];

    /// <inheritdoc cref="OracleTrace.IsAwayFromKinks"/>
    public bool IsAwayFromKinks(double roundoff, double step) => Enumerable.Range(0, _layers.Length).All(l => Enumerable.Range(0, Outputs.Length).All(n =>
        !OracleTrace.IsNearAny(_preActivations[l][n], _activations[l].Kinks, roundoff, step) && !OracleTrace.IsNearAny(_inputs[l][n].SelectMany(taken => _layers[l].Margins(taken, _parameters[l])), [0], roundoff, step)));

    /// <summary>By layer, the sums of the gradients by its parameters, from those by the last layer's pre-activations.</summary>
    public Approximate.Total[][] Backward(Approximate[][] ofOutputs)
    {
        var gradient = Array.ConvertAll(_layers, layer => new Approximate.Total[layer.ParameterCount]);

        // By layer and sample, the gradient by its outputs; what several layers take is the sum of what they say.
        var da = Array.ConvertAll(_layers, _ => new Approximate[]?[ofOutputs.Length]);
        for (int l = _layers.Length - 1; l >= 0; l--)
        {
            Approximate[][] dz = l == _layers.Length - 1 ? ofOutputs : [.. da[l].Select((gradients, n) => _activations[l].Backward(_preActivations[l][n], _outputs[l][n], gradients!))];
            Approximate[][][] dx = Backward(l, dz, gradient);
            for (int n = 0; n < dz.Length; n++)
            {
                foreach (var (source, values) in _model.Nodes[l].Inputs.Zip(dx[n]).Where(pair => Node.InputOf(pair.First) is null))
                    da[source][n] = da[source][n] is { } sum ? [.. sum.Zip(values, (a, b) => a + b)] : values;
            }
        }

        return gradient;
    }

    /// <summary>By sample, the gradients by all that a layer takes.</summary>
    private Approximate[][][] Backward(int l, Approximate[][] dz, Approximate.Total[][] gradient)
    {
        if (_layers[l] is OracleDropout dropout)
            return [.. dz.Select((gradients, n) => new[] { dropout.Train(gradients, _step, n) })];
        if (_layers[l] is OracleBatchNorm norm)
        {
            (Approximate[][] dx, gradient[l]) = norm.TrainBack(Only(l), dz, _parameters[l]);
            return Array.ConvertAll(dx, values => new[] { values });
        }

        return
        [
            .. dz.Select((gradients, n) =>
            {
                var (inputs, parameters) = _layers[l].Backward(_inputs[l][n], gradients, _parameters[l]);
                for (int i = 0; i < parameters.Length; i++)
                    gradient[l][i].Add(parameters[i]);
                return inputs;
            }),
        ];
    }

    /// <summary>By sample, what a layer takes that takes one thing.</summary>
    private Approximate[][] Only(int l) => Array.ConvertAll(_inputs[l], taken => taken[0]);
}
