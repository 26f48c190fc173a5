using NetGen.Compiler.Operations;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Layers;

/// <summary>Windows of a picture, each of which becomes one value a channel: the largest that it sees, or their mean.</summary>
/// <param name="To">The picture of those values.</param>
/// <param name="Lines">How the window moves down a picture.</param>
/// <param name="Places">How it moves along a line.</param>
/// <param name="IsMaximum">Whether the largest counts.</param>
internal sealed record Windows(Picture To, Axis Lines, Axis Places, bool IsMaximum)
{
    /// <summary>Places of the whole window.</summary>
    public int Taps => Lines.Size * Places.Size;

    /// <summary>Whether no two windows share a place.</summary>
    public bool AreApart => (Lines.Stride >= Lines.Size || To.Height == 1) && (Places.Stride >= Places.Size || To.Width == 1);

    /// <summary>Whether they follow each other without a gap.</summary>
    public bool AreDense => (Lines.Stride == Lines.Size || To.Height == 1) && (Places.Stride == Places.Size || To.Width == 1);

    /// <summary>Whether there is but one, which has more places than the sums of a tile: its mean is taken tile by tile.</summary>
    public bool IsTiled => To.Pixels == 1 && Taps > Tuning.FewerSums && !IsMaximum;

    /// <summary>Places that <see cref="First"/> counts.</summary>
    public int Started => IsMaximum ? 1 : 0;

    /// <summary>The value of a window before its first place is counted: a maximum counts it at once.</summary>
    public Value First(Value first) => IsMaximum ? first : 0;

    /// <summary>The value of a window with one place more. A maximum keeps the first argument that is no number: Max alone gives the second where one is none.</summary>
    public Value Next(Value total, Value value) => IsMaximum ? Formula.If(new Condition(Relation.GreaterOrEqual, value, value), Formula.Max(value, total), value) : total + value;

    /// <summary>What a window gives, once all of its places are counted.</summary>
    public Value Last(Value total) => IsMaximum ? total : total / Taps;
}
