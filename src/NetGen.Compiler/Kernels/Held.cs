using NetGen.Compiler.Operations;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Kernels;

/// <summary>
/// Rows of one sample that stand in registers beside memory. To read back what was just stored takes as long as two
/// multiply-adds, which a chain of dependent steps through a small network feels at every turn.
/// </summary>
/// <param name="keeps">False where each phase is a method, which registers do not outlive: then all is read from memory.</param>
/// <param name="trains">Whether the way back follows.</param>
internal sealed class Held(Shapes shapes, bool keeps, bool trains)
{
    private readonly Dictionary<Region, Dictionary<int, Value>> _rows = [];

    public bool Keeps => keeps;

    public bool Trains => trains;

    /// <summary>On the way forward, rows of which every vector stands in a register.</summary>
    public Dictionary<Region, Value[]> Whole { get; } = [];

    /// <summary>Names a vector of a row, stores it and keeps it; gives it by that name.</summary>
    public Value Store(KernelBuilder kernel, Region region, string stem, UnitVector at, Value value)
    {
        if (keeps && at.First.IsConstant && at.Flavour.Width is not null)
            Keep(region, at.First.Constant, value = kernel.Let(at.Flavour, stem, value));
        kernel.Add(new Store(at.Flavour, region + at.First, value));
        return value;
    }

    /// <summary>A vector of a row, from its register where it is in one.</summary>
    public Value Vector(Region region, Index first) =>
        first.IsConstant && _rows.TryGetValue(region, out Dictionary<int, Value>? row) && row.TryGetValue(first.Constant, out Value? value)
            ? value
            : new Load(region + first);

    /// <summary>An element of a layer's row in every lane: from its register where a short vector holds it.</summary>
    public Value Element(Region region, LayerPlan layer, Index k)
    {
        Flavour flavour = shapes.Of(layer.PaddedOutputs);
        return k.IsConstant && shapes.IsNarrow(layer.PaddedOutputs) && flavour.Width is int width
            && _rows.TryGetValue(region, out Dictionary<int, Value>? row) && row.TryGetValue(k.Constant / width * width, out Value? value)
                ? new Lane(flavour, value, k.Constant % width)
                : new Broadcast(region + k);
    }

    private void Keep(Region region, int first, Value value)
    {
        if (!_rows.TryGetValue(region, out Dictionary<int, Value>? row))
            _rows[region] = row = [];
        row[first] = value;
    }
}
