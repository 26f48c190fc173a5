using System.Globalization;

namespace NetGen.Tool.Formats.PyTorch;

/// <summary>What an architecture could be, as far as weights alone say it.</summary>
internal static class Suggestion
{
    /// <summary>A sentence with the text of a chain of linear and recurrent layers, or with what there is.</summary>
    public static string Of(IReadOnlyList<Module> modules)
    {
        List<(Module Module, int Inputs, int Outputs, string Text)?> layers = [.. modules.OrderBy(module => module.Layer).Select(Layer)];
        return layers.All(layer => layer is not null) && Chain([.. layers.Select(layer => layer!.Value).GroupBy(layer => layer.Module.Name).Select(Stack)]) is { } text
            ? $"By their shapes the tensors are those of '{text}', without the activations between the layers, which no file of weights has."
            : $"The file has {string.Join("; ", modules)}.";
    }

    /// <summary>The one order in which each layer takes what the one before gives; null where there is none, or where there are several.</summary>
    private static string? Chain(List<(Module Module, int Inputs, int Outputs, string Text)> layers)
    {
        if (layers.Select(layer => layer.Module.Stem).Distinct().Count() == 1)
            layers.Sort((left, right) => Module.Compare(left.Module, right.Module));
        else if (layers.Select(layer => layer.Inputs).Distinct().Count() == layers.Count)
            layers = [.. Following(layers)];
        return layers.Zip(layers.Skip(1)).All(pair => pair.First.Outputs == pair.Second.Inputs) ? $"{layers[0].Inputs}-{string.Join('-', layers.Select(layer => layer.Text))}" : null;
    }

    private static IEnumerable<(Module Module, int Inputs, int Outputs, string Text)> Following(List<(Module Module, int Inputs, int Outputs, string Text)> layers)
    {
        var left = layers.ToDictionary(layer => layer.Inputs);
        int next = left.Keys.Except(layers.Select(layer => layer.Outputs)).FirstOrDefault(-1);
        while (left.Remove(next, out (Module Module, int Inputs, int Outputs, string Text) layer))
        {
            yield return layer;
            next = layer.Outputs;
        }
        foreach ((Module Module, int Inputs, int Outputs, string Text) other in left.Values)
            yield return other;
    }

    /// <summary>What a recurrent module stacks, as one.</summary>
    private static (Module Module, int Inputs, int Outputs, string Text) Stack(IEnumerable<(Module Module, int Inputs, int Outputs, string Text)> layers) =>
        (layers.First().Module, layers.First().Inputs, layers.Last().Outputs, string.Join('-', layers.Select(layer => layer.Text)));

    private static (Module, int, int, string)? Layer(Module module)
    {
        if (module.Tensors.TryGetValue("weight", out SourceTensor? weight) && weight.Shape.Length == 2)
            return (module, weight.Shape[1], weight.Shape[0], Text(weight.Shape[0]));
        if (!module.Tensors.TryGetValue("weight_ih", out SourceTensor? inputs) || !module.Tensors.TryGetValue("weight_hh", out SourceTensor? states) || inputs.Shape.Length != 2 || states.Shape.Length != 2)
            return null;
        int units = states.Shape[1];
        string? word = (inputs.Shape[0] / units) switch { 1 => "rnn", 3 => "gru", 4 => "lstm", _ => null };
        return word is null ? null : (module, inputs.Shape[1], units, Text(units) + word);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
