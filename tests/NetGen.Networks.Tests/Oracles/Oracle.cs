using NetGen.Compiler.Model;

namespace NetGen.Networks.Tests.Oracles;

/// <summary>
/// What a network must compute: forward, loss and gradient by plain loops over its model, in double. It shares nothing with the
/// compiler but the model's sizes and the names of activations and loss.
/// </summary>
internal sealed class Oracle
{
    private readonly NetworkModel _model;
    private readonly OracleLayer[] _layers;
    private readonly double[][] _parameters;
    private readonly OracleActivation[] _activations;
    private readonly OracleLoss _loss;

    public Oracle(NetworkModel model, double[] parameters)
    {
        _model = model;
        _layers = [.. model.Layers.Select(OracleLayer.Of)];
        _parameters = new double[_layers.Length][];
        int start = 0;
        for (int l = 0; l < _layers.Length; l++)
            _parameters[l] = parameters[start..(start += _layers[l].ParameterCount)];
        _activations = [.. model.Layers.Select(layer => OracleActivation.Named(layer.Activation.Name))];
        _loss = new(model.Loss.Name, model.Output.Activation.Name);
    }

    public OracleTrace Forward(ReadOnlySpan<double> input)
    {
        var trace = new OracleTrace(input, _layers.Length);
        for (int l = 0; l < _layers.Length; l++)
            trace.Set(l, _layers[l], _parameters[l], _activations[l]);
        return trace;
    }

    public Approximate Loss(OracleTrace trace, double[] target) => _loss.Value(trace.PreActivations[^1], trace.Outputs, target);

    /// <summary>Whether the loss bends nearer to the sample than rounding errors, or a step of that length, reach.</summary>
    public bool IsAwayFromKinks(OracleTrace trace, double[] target, double roundoff, double step) =>
        _loss.DistanceFromKink(trace.Outputs, target) > Math.Max(step, 2 * trace.Outputs.Max(output => output.Tolerance(roundoff, 0)));

    /// <summary>The mean loss of the samples and its gradient in parameter order.</summary>
    public (Approximate Loss, Approximate[] Gradient) Backward(double[] inputs, double[] targets)
    {
        int samples = inputs.Length / _model.InputSize;
        var gradient = Array.ConvertAll(_layers, layer => new Approximate.Total[layer.ParameterCount]);
        Approximate.Total loss = default;
        for (int n = 0; n < samples; n++)
        {
            var target = targets[(n * _model.OutputSize)..((n + 1) * _model.OutputSize)];
            var trace = Forward(inputs.AsSpan(n * _model.InputSize, _model.InputSize));
            loss.Add(Loss(trace, target));
            AddGradient(trace, target, gradient);
        }

        return (loss.Sum * (1.0 / samples), [.. gradient.SelectMany(layer => layer).Select(total => total.Sum * (1.0 / samples))]);
    }

    private void AddGradient(OracleTrace trace, double[] target, Approximate.Total[][] gradient)
    {
        var dz = _loss.Backward(trace.PreActivations[^1], trace.Outputs, target);
        for (int l = _layers.Length - 1; l >= 0; l--)
        {
            var x = trace.Inputs(l);
            var (dx, parameters) = _layers[l].Backward(x, dz, _parameters[l]);
            for (int i = 0; i < parameters.Length; i++)
                gradient[l][i].Add(parameters[i]);
            if (l > 0)
                dz = _activations[l - 1].Backward(trace.PreActivations[l - 1], x, dx);
        }
    }
}
