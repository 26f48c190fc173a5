using NetGen.Compiler.Layers.Recurrent;
using NetGen.Compiler.Model;

namespace NetGen.Networks.Tests.Oracles;

/// <summary>What a streaming network must compute from the first step on: recurrent layers over the whole sequence, all others step by step.</summary>
internal sealed class OracleStream(NetworkModel model, double[] parameters)
{
    /// <summary>The outputs of every step.</summary>
    /// <param name="inputs">Step after step.</param>
    public Approximate[] Forward(double[] inputs)
    {
        int steps = inputs.Length / model.InputSize, start = 0;
        Approximate[] values = Array.ConvertAll(inputs, x => (Approximate)x);
        foreach (var layer in model.Layers)
        {
            double[] own = parameters[start..(start += (int)layer.ParameterCount)];
            OracleActivation activation = OracleActivation.Named(layer.Activation.Name);
            values = layer is RecurrentLayer recurrent
                ? new OracleRecurrent(recurrent.Of.Syntax.Word!, steps, recurrent.Features, recurrent.Units, allSteps: true).Forward(values, own)
                : [.. values.Chunk(layer.Inputs).SelectMany(step => activation.Forward(OracleLayer.Of(layer).Forward(step, own)))];
        }

        return values;
    }
}
