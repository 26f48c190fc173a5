using NetGen.Compiler.Layers;
using NetGen.Compiler.Layers.Recurrent;
using NetGen.Compiler.Model;

namespace NetGen.Networks.Tests.Oracles;

/// <summary>What a streaming network must compute from the first step on: recurrent layers over the whole sequence, all others step by step.</summary>
internal sealed class OracleStream
{
    private readonly NetworkModel _model;
    private readonly Layer[] _layers;
    private readonly double[][] _parameters;

    public OracleStream(NetworkModel model, double[] parameters)
    {
        _model = model;
        _layers = [.. model.Layers];
        int start = 0;
        _parameters = Array.ConvertAll(_layers, layer => parameters[start..(start += (int)layer.ParameterCount)]);
    }

    /// <summary>The outputs of every step.</summary>
    /// <param name="inputs">Step after step.</param>
    public Approximate[] Forward(double[] inputs) => Values(inputs)[^1].Outputs;

    /// <summary>The mean loss over all steps and its gradient in parameter order.</summary>
    public (Approximate Loss, Approximate[] Gradient) Backward(double[] inputs, double[] targets)
    {
        int steps = inputs.Length / _model.InputSize;
        var values = Values(inputs);
        var loss = new OracleLoss(_model.Loss.Name, _model.Output.Activation.Name);
        Approximate.Total total = default;
        var dz = new List<Approximate>();
        foreach (var ((u, y), t) in values[^1].PreActivations.Chunk(_model.OutputSize).Zip(values[^1].Outputs.Chunk(_model.OutputSize)).Zip(targets.Chunk(_model.OutputSize)))
        {
            total.Add(loss.Value(u, y, t));
            dz.AddRange(loss.Backward(u, y, t));
        }

        var gradient = new Approximate.Total[_layers.Length][];
        Approximate[] back = [.. dz];
        for (int l = _layers.Length - 1; l >= 0; l--)
        {
            Approximate[] x = l == 0 ? Array.ConvertAll(inputs, value => (Approximate)value) : values[l - 1].Outputs;
            (Approximate[] dx, gradient[l]) = Backward(_layers[l], x, back, _parameters[l]);
            if (l > 0)
                back = ThroughActivation(_layers[l - 1], values[l - 1], dx);
        }

        return (total.Sum * (1.0 / steps), [.. gradient.SelectMany(layer => layer).Select(sum => sum.Sum * (1.0 / steps))]);
    }

    private (Approximate[] PreActivations, Approximate[] Outputs)[] Values(double[] inputs)
    {
        var values = new (Approximate[] PreActivations, Approximate[] Outputs)[_layers.Length];
        Approximate[] x = Array.ConvertAll(inputs, value => (Approximate)value);
        for (int l = 0; l < _layers.Length; l++)
        {
            OracleActivation activation = OracleActivation.Named(_layers[l].Activation.Name);
            Approximate[] z = WholeSequence(_layers[l], x.Length) is { } recurrent
                ? recurrent.Forward(x, _parameters[l])
                : [.. x.Chunk(_layers[l].Inputs).SelectMany(step => OracleLayer.Of(_layers[l]).Forward(step, _parameters[l]))];
            values[l] = (z, x = [.. z.Chunk(_layers[l].Outputs).SelectMany(activation.Forward)]);
        }

        return values;
    }

    private static (Approximate[] Input, Approximate.Total[] Parameters) Backward(Layer layer, Approximate[] x, Approximate[] dz, double[] parameters)
    {
        if (WholeSequence(layer, x.Length) is { } recurrent)
            return recurrent.Backward(x, dz, parameters);
        var dx = new List<Approximate>();
        var gradient = new Approximate.Total[layer.ParameterCount];
        foreach ((Approximate[] input, Approximate[] back) in x.Chunk(layer.Inputs).Zip(dz.Chunk(layer.Outputs)))
        {
            var (ofStep, sums) = OracleLayer.Of(layer).Backward(input, back, parameters);
            dx.AddRange(ofStep);
            for (int i = 0; i < sums.Length; i++)
                gradient[i].Add(sums[i]);
        }

        return ([.. dx], gradient);
    }

    private static Approximate[] ThroughActivation(Layer layer, (Approximate[] PreActivations, Approximate[] Outputs) values, Approximate[] da) =>
    [
        .. values.PreActivations.Chunk(layer.Outputs).Zip(values.Outputs.Chunk(layer.Outputs), da.Chunk(layer.Outputs))
            .SelectMany(step => OracleActivation.Named(layer.Activation.Name).Backward(step.First, step.Second, step.Third)),
    ];

    private static OracleRecurrent? WholeSequence(Layer layer, int values) => layer is RecurrentLayer recurrent
        ? new(recurrent.Of.Syntax.Word!, values / recurrent.Features, recurrent.Features, recurrent.Units, allSteps: true)
        : null;
}
