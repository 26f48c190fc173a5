using NetGen.Compiler.Model;

namespace NetGen.Networks.Tests.Oracles;

/// <summary>
/// What a network must compute: forward, loss and gradient by plain loops over its model, in double. It shares nothing with the
/// compiler but the model's sizes and the names of activations and loss.
/// </summary>
internal sealed class Oracle(NetworkModel model, double[] parameters)
{
    private readonly OracleActivation[] _activations = model.Layers.Select(layer => OracleActivation.Named(layer.Activation.Name)).ToArray();
    private readonly OracleLoss _loss = new(model.Loss.Name, model.Output.Activation.Name);

    public OracleTrace Forward(ReadOnlySpan<double> input)
    {
        var trace = new OracleTrace(input, model.Layers.Count);
        int weight = 0;
        for (int l = 0; l < model.Layers.Count; l++)
        {
            var (inputs, outputs) = (model.Layers[l].Inputs, model.Layers[l].Outputs);
            var x = trace.Inputs(l);
            var u = new Approximate[outputs];
            for (int o = 0; o < outputs; o++)
            {
                Approximate.Total total = default;
                for (int i = 0; i < inputs; i++)
                    total.AddProduct(parameters[weight + (o * inputs) + i], x[i]);
                total.Add(parameters[weight + (outputs * inputs) + o]);
                u[o] = total.Sum;
            }

            trace.Set(l, u, _activations[l]);
            weight += outputs * (inputs + 1);
        }

        return trace;
    }

    public Approximate Loss(OracleTrace trace, double[] target) => _loss.Value(trace.PreActivations[^1], trace.Outputs, target);

    /// <summary>Whether the loss bends nearer to the sample than rounding errors, or a step of that length, reach.</summary>
    public bool IsAwayFromKinks(OracleTrace trace, double[] target, double roundoff, double step) =>
        _loss.DistanceFromKink(trace.Outputs, target) > Math.Max(step, 2 * trace.Outputs.Max(output => output.Tolerance(roundoff, 0)));

    /// <summary>The mean loss of the samples and its gradient in parameter order.</summary>
    public (Approximate Loss, Approximate[] Gradient) Backward(double[] inputs, double[] targets)
    {
        int samples = inputs.Length / model.InputSize;
        var gradient = new Approximate.Total[parameters.Length];
        Approximate.Total loss = default;
        for (int n = 0; n < samples; n++)
        {
            var target = targets[(n * model.OutputSize)..((n + 1) * model.OutputSize)];
            var trace = Forward(inputs.AsSpan(n * model.InputSize, model.InputSize));
            loss.Add(Loss(trace, target));
            AddGradient(trace, target, gradient);
        }

        return (loss.Sum * (1.0 / samples), Array.ConvertAll(gradient, total => total.Sum * (1.0 / samples)));
    }

    private void AddGradient(OracleTrace trace, double[] target, Approximate.Total[] gradient)
    {
        var du = _loss.Backward(trace.PreActivations[^1], trace.Outputs, target);
        int weight = parameters.Length;
        for (int l = model.Layers.Count - 1; l >= 0; l--)
        {
            var (inputs, outputs) = (model.Layers[l].Inputs, model.Layers[l].Outputs);
            weight -= outputs * (inputs + 1);
            var x = trace.Inputs(l);
            var dx = new Approximate.Total[inputs];
            for (int o = 0; o < outputs; o++)
            {
                for (int i = 0; i < inputs; i++)
                {
                    gradient[weight + (o * inputs) + i].AddProduct(du[o], x[i]);
                    dx[i].AddProduct(parameters[weight + (o * inputs) + i], du[o]);
                }

                gradient[weight + (outputs * inputs) + o].Add(du[o]);
            }

            if (l > 0)
                du = _activations[l - 1].Backward(trace.PreActivations[l - 1], x, Array.ConvertAll(dx, total => total.Sum));
        }
    }
}
