using NetGen.Compiler.Findings;
using NetGen.Compiler.Layers;
using NetGen.Compiler.Spec;

namespace NetGen.Compiler.Model;

/// <summary>What layers take, from the names that they are given. A name that is wrong is a finding.</summary>
internal sealed class References
{
    /// <summary>What layers call an input that is the only one.</summary>
    private const string OnlyInput = "input";

    private readonly GraphSpec _graph;
    private readonly FindingList _findings;

    /// <summary>Whether it is all known who takes what.</summary>
    private bool _isWhole = true;

    /// <summary>By name, the number of a layer or what stands for an input.</summary>
    private readonly Dictionary<string, int> _named = [];

    /// <summary>Layers and inputs that something takes.</summary>
    private readonly HashSet<int> _taken = [];

    public References(GraphSpec graph, FindingList findings)
    {
        _graph = graph;
        _findings = findings;
        for (int number = 0; number < graph.Inputs.Count; number++)
        {
            if (graph.Inputs[number].Name is { } name)
                Call(name, Node.Input(number));
            else
                _named.Add(OnlyInput, Node.Input(number));
        }

        for (int number = 0; number < graph.Layers.Count; number++)
        {
            if (graph.Layers[number].Label is { } name)
                Call(name, number);
        }
    }

    /// <summary>What a layer takes, in order; null with a finding where that is not known.</summary>
    public EquatableArray<int>? Of(int number)
    {
        LayerSpec written = _graph.Layers[number];
        int? first = written.From is { } from ? Find(from, number) : number == 0 ? Node.Input(0) : number - 1;
        var all = new[] { first }.Concat(written.Others.Select(other => Find(other, number))).ToList();
        _taken.UnionWith(all.OfType<int>());
        if (all.Contains(null))
            _isWhole = false;
        return all.Contains(null) ? null : new(all.OfType<int>());
    }

    /// <summary>The layers that give the network's outputs: the last one, unless others are named.</summary>
    public IReadOnlyList<int> Outputs()
    {
        if (_graph.Outputs.Count == 0)
            return _graph.Layers.Count > 0 ? [_graph.Layers.Count - 1] : [];
        var found = _graph.Outputs.Select(name => (Name: name, Number: Find(name, _graph.Layers.Count, "\"outputs\""))).ToList();
        _isWhole &= found.All(output => output.Number is not null);
        foreach ((Written<string>? name, int? number) in found.Where((output, index) => output.Number is not null && found.Take(index).Any(before => before.Number == output.Number)))
            _findings.Add(FindingTable.NameRepeated, name.Place, name.Value, "an output", "this one");
        return [.. found.Select(output => output.Number).OfType<int>().Distinct()];
    }

    /// <summary>Every layer and every input that nothing takes is a finding.</summary>
    public void CheckTaken(IReadOnlyList<int> outputs)
    {
        if (!_isWhole)
            return;
        for (int number = 0; number < _graph.Inputs.Count; number++)
        {
            if (!_taken.Contains(Node.Input(number)) && _graph.Inputs[number].Name is { } name)
                _findings.Add(FindingTable.Unread, name.Place, $"the input '{name.Value}'");
        }

        foreach (LayerSpec layer in _graph.Layers.Where((_, number) => !_taken.Contains(number) && !outputs.Contains(number)))
            _findings.Add(FindingTable.Unread, layer.Place, layer.Name);
    }

    private string Describe(int number) => Node.InputOf(number) is not null ? "an input" : _graph.Layers[number].Name;

    private void Call(Written<string> name, int number)
    {
        if (_named.TryGetValue(name.Value, out int other))
            _findings.Add(FindingTable.NameRepeated, name.Place, name.Value, Describe(other), Describe(number));
        else
            _named.Add(name.Value, number);
    }

    private int? Find(Written<string> name, int number, string? taker = null)
    {
        if (_named.TryGetValue(name.Value, out int found) && found < number && (taker is null || found >= 0))
            return found;
        var known = _named.Where(other => other.Value < number && (taker is null || other.Value >= 0)).Select(other => other.Key).ToList();
        bool comesLater = found >= number && _named.ContainsKey(name.Value);
        Correction? correction = comesLater ? null : Suggestion.Correct(name.Value, known);
        string advice = comesLater ? "it comes later" : known.Count == 0 ? "give one a \"name\"" : Suggestion.Advise(correction, known);
        _findings.Add(FindingTable.UnknownReference, name.Place, correction, taker ?? _graph.Layers[number].Name, name.Value, taker is null ? "input or layer before it" : "layer", advice);
        return null;
    }
}
