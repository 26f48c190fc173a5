using NetGen.Compiler.Layers;
using NetGen.Compiler.Layers.Convolution;
using NetGen.Compiler.Layers.Recurrent;
using NetGen.Compiler.Model;

namespace NetGen.Networks.Tests.Oracles;

/// <summary>What a streaming network must compute from the first step on: recurrent layers and convolutions over the whole sequence, all others step by step.</summary>
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
        var da = new Approximate[]?[_layers.Length];
        for (int l = _layers.Length - 1; l >= 0; l--)
        {
            Approximate[] back = l == _layers.Length - 1 ? [.. dz] : ThroughActivation(_layers[l], values[l], da[l]!);
            (Approximate[][] ofInputs, gradient[l]) = Backward(_layers[l], steps, Sources(l, inputs, values), back, _parameters[l]);
            foreach ((int source, Approximate[] part) in _model.Nodes[l].Inputs.Zip(ofInputs).Where(input => Node.InputOf(input.First) is null))
                da[source] = da[source] is { } others ? [.. others.Zip(part, (one, other) => one + other)] : part;
        }

        return (total.Sum * (1.0 / steps), [.. gradient.SelectMany(layer => layer).Select(sum => sum.Sum * (1.0 / steps))]);
    }

    private (Approximate[] PreActivations, Approximate[] Outputs)[] Values(double[] inputs)
    {
        int steps = inputs.Length / _model.InputSize;
        var values = new (Approximate[] PreActivations, Approximate[] Outputs)[_layers.Length];
        for (int l = 0; l < _layers.Length; l++)
        {
            OracleActivation activation = OracleActivation.Named(_layers[l].Activation.Name);
            Approximate[][] x = Sources(l, inputs, values);
            Approximate[] z = WholeSequence(_layers[l], steps) is { } whole
                ? whole.Forward(x[0], _parameters[l])
                : [.. Enumerable.Range(0, steps).SelectMany(step => OracleLayer.Of(_layers[l], number => number).Forward(OfStep(x, steps, step), _parameters[l]))];
            values[l] = (z, [.. z.Chunk(_layers[l].Outputs).SelectMany(activation.Forward)]);
        }

        return values;
    }

    /// <summary>What a layer takes, over all steps.</summary>
    private Approximate[][] Sources(int l, double[] inputs, (Approximate[] PreActivations, Approximate[] Outputs)[] values) =>
        [.. _model.Nodes[l].Inputs.Select(source => Node.InputOf(source) is null ? values[source].Outputs : Array.ConvertAll(inputs, value => (Approximate)value))];

    private static Approximate[][] OfStep(Approximate[][] x, int steps, int step) => Array.ConvertAll(x, all => all[(step * (all.Length / steps))..((step + 1) * (all.Length / steps))]);

    private static (Approximate[][] Inputs, Approximate.Total[] Parameters) Backward(Layer layer, int steps, Approximate[][] x, Approximate[] dz, double[] parameters)
    {
        if (WholeSequence(layer, steps) is { } whole)
            return whole.Backward(x, dz, parameters);
        List<Approximate>[] dx = Array.ConvertAll(x, _ => new List<Approximate>());
        var gradient = new Approximate.Total[layer.ParameterCount];
        for (int step = 0; step < steps; step++)
        {
            var (ofStep, sums) = OracleLayer.Of(layer, number => number).Backward(OfStep(x, steps, step), OfStep([dz], steps, step)[0], parameters);
            for (int input = 0; input < dx.Length; input++)
                dx[input].AddRange(ofStep[input]);
            for (int i = 0; i < sums.Length; i++)
                gradient[i].Add(sums[i]);
        }

        return (Array.ConvertAll(dx, all => all.ToArray()), gradient);
    }

    private static Approximate[] ThroughActivation(Layer layer, (Approximate[] PreActivations, Approximate[] Outputs) values, Approximate[] da) =>
    [
        .. values.PreActivations.Chunk(layer.Outputs).Zip(values.Outputs.Chunk(layer.Outputs), da.Chunk(layer.Outputs))
            .SelectMany(step => OracleActivation.Named(layer.Activation.Name).Backward(step.First, step.Second, step.Third)),
    ];

    /// <summary>What goes through a sequence as a whole; null for a layer that takes each step by itself.</summary>
    private static OracleLayer? WholeSequence(Layer layer, int steps) => layer switch
    {
        RecurrentLayer recurrent => new OracleRecurrent(recurrent.Of.Syntax.Word!, steps, recurrent.Features, recurrent.Units, allSteps: true),
        StreamedConvolutionLayer convolution => new OracleCausal(steps, convolution.Inputs, convolution.Channels, convolution.Places.Size, convolution.Places.Dilation),
        _ => null,
    };
}
