using System.Globalization;
using System.Text.RegularExpressions;

namespace NetGen.Tool.Formats.PyTorch;

/// <summary>The tensors that belong to one module of a model, or to one of the layers that a recurrent module stacks.</summary>
/// <param name="Name">In front of the tensors' own names.</param>
/// <param name="Layer">Which of the stacked layers; 0 of a module that has none.</param>
/// <param name="Tensors">By their own names, as NetGen has them too: <c>weight</c>, <c>bias_ih</c>.</param>
internal sealed partial record Module(string Name, int Layer, IReadOnlyDictionary<string, SourceTensor> Tensors)
{
    /// <summary>The name without its numbers, by which modules that stand in a row are alike.</summary>
    public string Stem => Digits().Replace(Name, "");

    /// <summary>The numbers in the name, by which modules of one stem are ordered.</summary>
    private IReadOnlyList<int> Numbers =>
        [.. Digits().Matches(Name).Select(match => int.TryParse(match.Value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : int.MaxValue), Layer];

    /// <summary>What tells modules apart that cannot stand for one another: which tensors they have, and the shapes of those that every such module has.</summary>
    public string Signature => Parts.SignatureOf(Tensors.ToDictionary(tensor => tensor.Key, tensor => tensor.Value.Shape));

    /// <summary>The modules of a state dict, in the order of its tensors.</summary>
    public static IReadOnlyList<Module> Of(StateDict state, Source source)
    {
        List<((string Module, int Layer) Key, string Leaf, SourceTensor Tensor)> named = [];
        foreach (SourceTensor tensor in state.Tensors)
        {
            int dot = tensor.Name.LastIndexOf('.');
            (string module, string leaf) = (dot < 0 ? "" : tensor.Name[..dot], tensor.Name[(dot + 1)..]);
            Match recurrent = Recurrent().Match(leaf);
            if (recurrent.Groups["reverse"].Success)
                throw source.Unsupported($"'{tensor.Name}' is of a recurrent layer that goes both ways. Expected one that goes forward: train the model with bidirectional=False.");
            if (recurrent.Groups["name"].Value == "weight_hr")
                throw source.Unsupported($"'{tensor.Name}' is of an LSTM with a projection. Expected one without: train the model with proj_size=0.");
            if (leaf is "weight_g" or "weight_v" or "original0" or "original1")
                throw source.Unsupported($"'{tensor.Name}' is a weight in parts. Expected whole ones: call torch.nn.utils.remove_weight_norm, or torch.nn.utils.parametrize.remove_parametrizations, before you save the model.");
            int layer = recurrent.Success && recurrent.Groups["layer"].Success ? int.Parse(recurrent.Groups["layer"].Value, CultureInfo.InvariantCulture) : 0;
            named.Add(((module, layer), recurrent.Success ? recurrent.Groups["name"].Value : leaf, tensor));
        }

        return [.. named.GroupBy(tensor => tensor.Key).Select(group => new Module(
            group.Key.Module, group.Key.Layer,
            group.OrderBy(tensor => tensor.Leaf.StartsWith("weight", StringComparison.Ordinal) ? 0 : 1).ThenBy(tensor => tensor.Leaf, StringComparer.Ordinal).ToDictionary(tensor => tensor.Leaf, tensor => tensor.Tensor)))];
    }

    /// <summary>Orders modules of one stem by their numbers, as 2 before 10 and <c>fc</c> before <c>fc2</c>.</summary>
    public static int Compare(Module left, Module right)
    {
        (IReadOnlyList<int> first, IReadOnlyList<int> second) = (left.Numbers, right.Numbers);
        int counts = first.Count.CompareTo(second.Count);
        return counts != 0 ? counts : first.Zip(second, (one, other) => one.CompareTo(other)).FirstOrDefault(order => order != 0);
    }

    public override string ToString() => string.Join(", ", Tensors.Values);

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Digits();

    [GeneratedRegex("^(?<name>(?:weight|bias)_(?:ih|hh|hr))(?:_l(?<layer>[0-9]{1,4})(?<reverse>_reverse)?)?$")]
    private static partial Regex Recurrent();
}
