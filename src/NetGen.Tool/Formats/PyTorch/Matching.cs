using NetGen.Compiler.Layers;

namespace NetGen.Tool.Formats.PyTorch;

/// <summary>
/// Finds for every layer of an architecture the module whose tensors it has: by their names within the module and their shapes, and
/// among modules that are alike in both by the numbers in their names. What that leaves open is refused.
/// </summary>
internal sealed class Matching(Source source, IReadOnlyList<Module> modules, Blueprint blueprint)
{
    /// <summary>The tensors of the network's file, and a line for people about each layer.</summary>
    public (IReadOnlyDictionary<string, SourceTensor> Tensors, IReadOnlyList<string> Report) Run()
    {
        var pairs = Pairs().OrderBy(pair => pair.Layer).ToList();
        RequireOrder(pairs);
        Dictionary<string, SourceTensor> tensors = [];
        List<string> report = [];
        foreach ((int number, Module module) in pairs)
            report.Add($"{LayerSpec.NameOf(number)}, {blueprint.Layers[number].Text}: {Take(number, module, tensors)}");
        return (tensors, report);
    }

    private static Dictionary<string, int[]> Shapes(Layer layer) =>
        layer.Tensors.Concat(layer.Buffers).ToDictionary(tensor => tensor.Name, tensor => tensor.Shape.Dimensions.ToArray());

    private IEnumerable<(int Layer, Module Module)> Pairs()
    {
        ILookup<string, int> layers = Enumerable.Range(0, blueprint.Layers.Count).Where(number => blueprint.Layers[number].Tensors.Count > 0).ToLookup(number => Parts.SignatureOf(Shapes(blueprint.Layers[number])));
        ILookup<string, Module> found = modules.ToLookup(module => module.Signature);
        RequireAll(layers, found);
        foreach (IGrouping<string, Module> alike in found)
        {
            if (alike.Count() > 1 && alike.Select(module => module.Stem).Distinct().Count() > 1)
            {
                throw source.Unmet(
                    $"{Names(layers[alike.Key])} have tensors of the same shapes, {alike.Key}, and any of these could be theirs: {string.Join("; ", alike)}. "
                    + "Give the modules names that differ in a number alone, in the order of the layers, such as fc1 and fc2, or put them into one torch.nn.Sequential.");
            }

            foreach ((int layer, Module module) in layers[alike.Key].Zip(alike.Order(Comparer<Module>.Create(Module.Compare))))
                yield return (layer, module);
        }
    }

    private static string Names(IEnumerable<int> layers) => string.Join(", ", layers.Select(LayerSpec.NameOf));

    /// <summary>Every tensor belongs to a layer, and every layer has its tensors.</summary>
    private void RequireAll(ILookup<string, int> layers, ILookup<string, Module> found)
    {
        string[] missing = [.. layers.Where(alike => alike.Count() > found[alike.Key].Count()).Select(alike => $"{Names(alike)} ({blueprint.Layers[alike.First()].Text}) with {alike.Key}{Only(found[alike.Key].Count())}")];
        string[] unused = [.. found.Where(alike => alike.Count() > layers[alike.Key].Count()).Select(alike => string.Join("; ", alike) + Only(layers[alike.Key].Count()))];
        if (missing.Length + unused.Length == 0)
            return;
        List<string> sentences = [];
        if (missing.Length > 0)
            sentences.Add($"{blueprint.Architecture} needs weights that are missing: {string.Join("; ", missing)}.");
        if (unused.Length > 0)
            sentences.Add($"The file has tensors that no layer of {blueprint.Architecture} uses: {string.Join("; ", unused)}.");
        sentences.Add("Correct --architecture, or save the part of the model that it stands for, as in model.actor.state_dict().");
        throw source.Unmet(string.Join(' ', sentences));

        static string Only(int number) => number == 0 ? "" : $", of which {number} can be matched";
    }

    /// <summary>Modules that are numbered stand in the order of their numbers.</summary>
    private void RequireOrder(List<(int Layer, Module Module)> pairs)
    {
        foreach (IGrouping<string, (int Layer, Module Module)> row in pairs.GroupBy(pair => pair.Module.Stem))
        {
            foreach (((int _, Module before), (int _, Module after)) in row.Zip(row.Skip(1)))
            {
                if (Module.Compare(before, after) > 0)
                    throw source.Unmet($"{blueprint.Architecture} has {before} before {after}, by their shapes, and their names have another order. Write the layers of --architecture in the order of the model, or rename its modules.");
            }
        }
    }

    /// <summary>Adds the tensors of one layer, and says where they come from.</summary>
    private string Take(int number, Module module, Dictionary<string, SourceTensor> tensors)
    {
        Dictionary<string, int[]> shapes = Shapes(blueprint.Layers[number]);
        bool isNorm = Parts.IsNorm(shapes.Keys);
        List<string> sources = [];
        if (module.Tensors.FirstOrDefault(tensor => !shapes.ContainsKey(tensor.Key)).Value is { } extra)
            throw source.Unmet($"{LayerSpec.NameOf(number)} ({blueprint.Layers[number].Text}) has no use for '{extra}'.");
        foreach ((string name, int[] shape) in shapes)
        {
            string target = $"{LayerSpec.NameOf(number)}.{name}";
            if (module.Tensors.TryGetValue(name, out SourceTensor? tensor))
            {
                if (!tensor.Is(shape))
                    throw source.Unmet($"'{tensor.Name}': expected {target} of [{string.Join(", ", shape)}], found {tensor.ShapeText}.");
                tensors.Add(target, tensor);
                sources.Add(tensor.Name);
            }
            else
            {
                double value = Parts.Missing(name, isNorm) ?? throw source.Unmet($"{target} of [{string.Join(", ", shape)}] is missing: {module} has none.");
                tensors.Add(target, SourceTensor.Filled(target, shape, value));
                sources.Add($"{name} of {value}s, as the model has none");
            }
        }
        return string.Join(", ", sources);
    }
}
