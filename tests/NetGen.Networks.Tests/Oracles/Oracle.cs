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

    /// <param name="buffers">What no gradient moves, such as running statistics.</param>
    public Oracle(NetworkModel model, double[] parameters, double[] buffers)
    {
        _model = model;
        _layers = [.. model.Layers.Select(layer => OracleLayer.Of(layer, number => model.Precision == Compiler.Model.Precision.Single ? (float)number : number))];
        foreach (var (dropout, place) in _layers.OfType<OracleDropout>().Select((dropout, place) => (dropout, place)))
            dropout.Place = place;
        _parameters = new double[_layers.Length][];
        int start = 0, buffer = 0;
        for (int l = 0; l < _layers.Length; l++)
            _parameters[l] = [.. parameters[start..(start += _layers[l].ParameterCount)], .. buffers[buffer..(buffer += _layers[l].BufferCount)]];
        _activations = [.. model.Layers.Select(layer => OracleActivation.Named(layer.Activation.Name))];
        _loss = new(model.Loss.Name, model.Output.Activation.Name);
    }

    public OracleTrace Forward(ReadOnlySpan<double> input)
    {
        var trace = new OracleTrace(_layers.Length);
        double[] row = input.ToArray();
        for (int l = 0; l < _layers.Length; l++)
            trace.Set(l, [.. _model.Nodes[l].Inputs.Select(source => Source(source))], _layers[l], _parameters[l], _activations[l]);
        return trace;

        Approximate[] Source(int source) => Node.InputOf(source) is null ? trace.Activations[source] : Input(_model, source, row);
    }

    /// <summary>The part of a row that a layer takes which takes an input of the network.</summary>
    public static Approximate[] Input(NetworkModel model, int source, double[] row)
    {
        int part = Node.InputOf(source)!.Value, start = model.Inputs.Take(part).Sum(port => port.Shape.Size);
        return Array.ConvertAll(row[start..(start + model.Inputs[part].Shape.Size)], x => (Approximate)x);
    }

    public Approximate Loss(OracleTrace trace, double[] target) => _loss.Value(trace.PreActivations[^1], trace.Outputs, target);

    /// <summary>Whether the loss bends nearer to the sample than rounding errors, or a step of that length, reach.</summary>
    public bool IsAwayFromKinks(OracleTrace trace, double[] target, double roundoff, double step) =>
        _loss.DistanceFromKink(trace.Outputs, target) > Math.Max(step, 2 * trace.Outputs.Max(output => output.Tolerance(roundoff, 0)));

    /// <summary>The mean loss of the samples where nothing is trained.</summary>
    public Approximate Evaluate(double[] inputs, double[] targets)
    {
        double[][] rows = Rows(targets, _model.OutputSize);
        return Approximate.Sum(Rows(inputs, _model.InputSize).Select((input, n) => Loss(Forward(input), rows[n]))) * (1.0 / rows.Length);
    }

    /// <summary>The mean loss of the samples as training sees them, and its gradient in parameter order.</summary>
    /// <param name="step">The steps made before.</param>
    public (Approximate Loss, Approximate[] Gradient) Backward(double[] inputs, double[] targets, int step = 0)
    {
        int samples = inputs.Length / _model.InputSize;
        if (TrainsOtherwise)
            return BackwardTogether(inputs, targets, step);
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

    /// <summary>Whether what training computes of a sample depends on its batch.</summary>
    public bool TrainsOtherwise => _layers.Any(layer => layer is OracleBatchNorm or OracleDropout);

    /// <summary>Whether in training a batch keeps every unit, and the loss, away from kinks.</summary>
    public bool IsAwayFromKinks(double[] inputs, double[] targets, double roundoff, double step)
    {
        OracleBatch batch = Train(inputs);
        return batch.IsAwayFromKinks(roundoff, step) && Rows(targets, _model.OutputSize).Select((target, n) =>
            _loss.DistanceFromKink(batch.Outputs[n], target) > Math.Max(step, 2 * batch.Outputs[n].Max(output => output.Tolerance(roundoff, 0)))).All(away => away);
    }

    /// <summary>The buffers after a step on these samples.</summary>
    public Approximate[] Running(double[] inputs) => Train(inputs).Running;

    private (Approximate Loss, Approximate[] Gradient) BackwardTogether(double[] inputs, double[] targets, int step)
    {
        OracleBatch batch = Train(inputs, step);
        double[][] rows = Rows(targets, _model.OutputSize);
        double share = 1.0 / rows.Length;
        Approximate loss = Approximate.Sum(rows.Select((target, n) => _loss.Value(batch.PreActivations[n], batch.Outputs[n], target)));
        var gradient = batch.Backward([.. rows.Select((target, n) => _loss.Backward(batch.PreActivations[n], batch.Outputs[n], target))]);
        return (loss * share, [.. gradient.SelectMany(layer => layer).Select(total => total.Sum * share)]);
    }

    private OracleBatch Train(double[] inputs, int step = 0) =>
        new(_model, _layers, _parameters, _activations, step, Rows(inputs, _model.InputSize));

    private static double[][] Rows(double[] values, int width) => [.. values.Chunk(width)];

    private void AddGradient(OracleTrace trace, double[] target, Approximate.Total[][] gradient)
    {
        // By layer, the gradient by its outputs; what several layers take is the sum of what they say.
        var da = new Approximate[]?[_layers.Length];
        for (int l = _layers.Length - 1; l >= 0; l--)
        {
            var dz = l == _layers.Length - 1
                ? _loss.Backward(trace.PreActivations[l], trace.Outputs, target)
                : _activations[l].Backward(trace.PreActivations[l], trace.Activations[l], da[l]!);
            var (inputs, parameters) = _layers[l].Backward(trace.Inputs[l], dz, _parameters[l]);
            for (int i = 0; i < parameters.Length; i++)
                gradient[l][i].Add(parameters[i]);
            foreach (var (source, dx) in _model.Nodes[l].Inputs.Zip(inputs).Where(pair => Node.InputOf(pair.First) is null))
                da[source] = da[source] is { } sum ? [.. sum.Zip(dx, (a, b) => a + b)] : dx;
        }
    }
}
