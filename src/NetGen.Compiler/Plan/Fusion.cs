using NetGen.Compiler.Layers;

namespace NetGen.Compiler.Plan;

/// <summary>
/// In: the layers of a plan. Out: those that run where nothing is trained, by the same indexes. Where kinds make one layer of two,
/// the first computes nothing any more, and its outputs are nowhere; what is left of it stands in the place of the other.
/// </summary>
internal sealed class Fusion
{
    private readonly LayerPlan[] _layers;

    private Fusion(IEnumerable<LayerPlan> layers) => _layers = [.. layers];

    /// <summary>Those that inference runs.</summary>
    public static EquatableArray<LayerPlan> OfInference(IEnumerable<LayerPlan> layers, int lanes) => Of(layers, (fusion, layer) =>
    {
        fusion.JoinBefore(layer);
        fusion.FrameBefore(layer, lanes);
        fusion.PassOn(layer);
    });

    /// <summary>Those that a stream runs through.</summary>
    public static EquatableArray<LayerPlan> OfStream(IEnumerable<LayerPlan> layers) => Of(layers, (fusion, layer) => fusion.AddAtOnce(layer));

    private static EquatableArray<LayerPlan> Of(IEnumerable<LayerPlan> layers, Action<Fusion, LayerPlan> visit)
    {
        var fusion = new Fusion(layers);
        for (int index = 0; index < fusion._layers.Length; index++)
            visit(fusion, fusion._layers[index]);
        return new(fusion._layers);
    }

    /// <summary>A layer, and the one before where nobody else takes what that gives, as one.</summary>
    private void JoinBefore(LayerPlan layer)
    {
        int before = layer.Sources[0];
        if (before < 0 || layer.Layer.Kind.Fuse(_layers[before], layer, IsOutput(layer)) is not LayerPlan fused || Readers(before) > 1)
            return;
        _layers[before] = _layers[before] with { Holder = layer.Index };
        _layers[layer.Index] = fused with { Index = layer.Index, Holder = layer.Index };
    }

    /// <summary>What a layer wants zeros around is written into them, where nobody else takes it.</summary>
    private void FrameBefore(LayerPlan layer, int lanes)
    {
        int before = layer.Sources[0];
        if (before < 0 || Readers(before) > 1 || layer.Layer.Frame is not Frame frame || _layers[before].Layer.Kind.Framed(_layers[before], frame, lanes) is not LayerPlan framed)
            return;
        _layers[before] = framed;
    }

    /// <summary>What a layer gives that gives what it takes, whoever takes it, lies where it is; but outputs have a place of their own.</summary>
    private void PassOn(LayerPlan layer)
    {
        if (layer.Layer.Dropped > 0 && !IsOutput(layer))
            Move(layer.Index, _layers[layer.Sources[0]].Holder);
    }

    /// <summary>A sum of two layers is made by the later of them, where nobody else takes what that gives, and lies in its place.</summary>
    private void AddAtOnce(LayerPlan layer)
    {
        if (!layer.Layer.Kind.Adds || layer.Sources.Count != 2 || IsOutput(layer))
            return;
        int added = layer.Sources.Min(), last = layer.Sources.Max();
        if (added < 0 || added == last || _layers[last].Layer.Kind.WithAdded(_layers[last], added, layer.Layer.Activation) is not LayerPlan sum || Readers(last) > 1)
            return;
        _layers[last] = sum;
        Move(layer.Index, last);
    }

    private bool IsOutput(LayerPlan layer) => layer.Index == _layers.Length - 1;

    /// <summary>Layers that take the outputs of one.</summary>
    private int Readers(int index) => _layers.Count(layer => layer.Sources.Contains(index));

    /// <summary>What lies in one layer's memory lies in another's.</summary>
    private void Move(int from, int to)
    {
        for (int index = 0; index < _layers.Length; index++)
        {
            if (_layers[index].Holder == from)
                _layers[index] = _layers[index] with { Holder = to };
        }
    }
}
