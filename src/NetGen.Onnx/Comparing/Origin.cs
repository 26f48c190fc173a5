using NetGen.Onnx.Graph;

namespace NetGen.Onnx.Comparing;

/// <summary>What a network was made of: the model, and how a row of the network is spread over the model's inputs.</summary>
/// <param name="Model">The model.</param>
/// <param name="Cut">The part of it that leads to the network's outputs, which are in its order.</param>
/// <param name="Shapes">Of the inputs of that part, each with a batch of one sample.</param>
/// <param name="Inputs">Those that a row has, one after the other.</param>
/// <param name="Order">Which value of them stands at each place of a row; null where a row is them as they are.</param>
/// <param name="States">Those, or parts of them, that the network keeps itself from one step of a stream to the next.</param>
internal sealed record Origin(
    OnnxModel Model, Cut Cut, IReadOnlyDictionary<string, int[]> Shapes, IReadOnlyList<string> Inputs, IReadOnlyList<int>? Order, IReadOnlyList<KeptState> States)
{
    /// <summary>The values of all inputs for one row. States are 0 before the first step.</summary>
    /// <param name="row">What the network takes.</param>
    /// <param name="kept">What the states are, by the values that they were after the step before.</param>
    public Dictionary<string, double[]> Spread(ReadOnlySpan<double> row, IReadOnlyDictionary<string, double[]> kept)
    {
        double[] values = row.ToArray();
        for (int place = 0; place < (Order?.Count ?? 0); place++)
            values[Order![place]] = row[place];
        Dictionary<string, double[]> spread = Shapes.ToDictionary(input => input.Key, input => new double[input.Value.Aggregate(1, (product, size) => product * size)]);
        int start = 0;
        foreach (string name in Inputs)
        {
            values.AsSpan(start, spread[name].Length).CopyTo(spread[name]);
            start += spread[name].Length;
        }
        foreach (KeptState state in States.Where(state => kept.ContainsKey(state.Next)))
            kept[state.Next].CopyTo(spread[state.Input], state.Start);
        return spread;
    }
}

/// <summary>A state of a recurrent layer that a model takes as an input and gives back.</summary>
/// <param name="Input">The input that it is a part of.</param>
/// <param name="Start">Where in the input it begins.</param>
/// <param name="Next">The value of the model that it is after the step.</param>
internal sealed record KeptState(string Input, int Start, string Next);
