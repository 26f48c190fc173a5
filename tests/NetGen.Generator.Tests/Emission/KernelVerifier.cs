using NetGen.Compiler.Kernels;
using NetGen.Compiler.Operations;
using NetGen.Compiler.Plan;

namespace NetGen.Generator.Tests.Emission;

/// <summary>
/// What must hold of kernels before they are printed: every variable is declared once and before it is used, every element that
/// is read or written lies in its region, and a region is written before it is read, and nothing else over it since. Positions are affine in loop variables that
/// run independently, so that the smallest and largest position of each is exact and all iterations are covered by two numbers.
/// </summary>
/// <param name="width">The lanes of a vector whose width only the machine knows.</param>
/// <param name="lanes">Virtual lanes.</param>
/// <param name="counts">What the kernels are called with.</param>
/// <param name="lengths">Elements of each region, and of each memory that kernels use as a whole.</param>
/// <param name="written">Regions that have content when the first kernel starts.</param>
/// <param name="places">Where regions begin of which several may lie in one place.</param>
internal sealed class KernelVerifier(
    int width, int lanes, IReadOnlyDictionary<string, int> counts, IReadOnlyDictionary<string, int> lengths, IEnumerable<string> written, IReadOnlyDictionary<string, int> places)
{
    private readonly HashSet<string> _written = [.. written];

    /// <summary>By region, those that have some of its memory, and by region what was written over it last.</summary>
    private readonly Dictionary<string, string[]> _others = places.Keys.ToDictionary(
        region => region, region => places.Keys.Where(other => other != region && places[other] < places[region] + lengths[region] && places[region] < places[other] + lengths[other]).ToArray());

    private readonly Dictionary<string, string> _over = [];
    private readonly List<string> _findings = [];

    /// <summary>The regions that the statement uses, with all that is in it.</summary>
    private readonly HashSet<string> _used = [];
    private Dictionary<string, Range> _positions = [];
    private Dictionary<string, Place> _pointers = [];
    private HashSet<string> _vectors = [];
    private Kernel _kernel = null!;

    /// <summary>What does not hold, a line each; empty where all does.</summary>
    public IReadOnlyList<string> Findings => _findings;

    /// <summary>Marks a region as written by something that is no kernel.</summary>
    public void Fill(string region)
    {
        _written.Add(region);
        foreach (string other in _others.GetValueOrDefault(region, []))
        {
            if (_written.Remove(other))
                _over[other] = region;
        }
    }

    /// <summary>Verifies that a region has what was written into it, for something that is no kernel.</summary>
    public void Take(string region)
    {
        if (!_written.Contains(region))
            Find(_over.TryGetValue(region, out string? other) ? $"{region} is read after {other} was written over it" : $"{region} is read before it is written");
    }

    /// <summary>Verifies one kernel, given what those before it have written.</summary>
    public void Verify(Kernel kernel)
    {
        _kernel = kernel;
        _positions = kernel.Counts.Select(name => (name, count: counts[name])).Append((name: "width", count: width)).ToDictionary(pair => pair.name, pair => new Range(pair.count, pair.count));
        _pointers = kernel.Memory.ToDictionary(name => name, name => new Place(name, new Range(0, 0)));
        _vectors = [];
        foreach (Statement statement in (IEnumerable<Statement>)[.. kernel.Regions, .. kernel.Body])
        {
            _used.Clear();
            Verify(statement);
            foreach (string region in _used)
                foreach (string other in _others.GetValueOrDefault(region, []).Where(other => _used.Contains(other) && string.CompareOrdinal(region, other) < 0))
                    Find($"{region} and {other} have the same memory at the same time");
        }
    }

    private void Verify(IReadOnlyList<Statement> statements)
    {
        var (positions, pointers, vectors) = (_positions, _pointers, _vectors);
        (_positions, _pointers, _vectors) = (new(positions), new(pointers), [.. vectors]);
        foreach (Statement statement in statements)
            Verify(statement);
        (_positions, _pointers, _vectors) = (positions, pointers, vectors);
    }

    private void Verify(Statement statement)
    {
        switch (statement)
        {
            case Heading:
                break;
            case Let let:
                Read(let.Value, let.Flavour);
                Declare(let.Name, !_vectors.Add(let.Name));
                break;
            case Set set:
                Read(set.Value, set.Flavour);
                if (!_vectors.Contains(set.Name))
                    Find($"{set.Name} is set and not declared");
                break;
            case Store store:
                Read(store.Value, store.Flavour);
                Write(store.To, Math.Min(Lanes(store.Flavour), store.Count ?? int.MaxValue));
                break;
            case StoreFirst store:
                Read(store.Value, store.Flavour);
                Write(store.To, 1);
                break;
            case LetPointer pointer when lengths.ContainsKey(pointer.Name):
                Declare(pointer.Name, !_pointers.TryAdd(pointer.Name, new Place(pointer.Name, new Range(0, 0))));
                break;
            case LetPointer pointer:
                Declare(pointer.Name, !_pointers.TryAdd(pointer.Name, At(pointer.To)));
                break;
            case LetFirst first:
                Declare(first.Name, !_positions.TryAdd(first.Name, new Range(0, Math.Max(0, counts[first.Count] - first.Rows))));
                break;
            case LetStart start:
                Declare(start.Name, !_positions.TryAdd(start.Name, new Range(0, start.Last)));
                break;
            case LetPosition position:
                Read(position.Rows + position.Ring.PositionAt, 1);
                Declare(position.Name, !_positions.TryAdd(position.Name, new Range(0, position.Ring.Rows - 1)));
                break;
            case LetRow row:
                if (Of(row.Row) is var reached && (reached.First < 0 || reached.Last >= 2 * row.Ring.Rows))
                    Find($"{row.Row} reaches from {reached.First} to {reached.Last} of a ring of {row.Ring.Rows}");
                Declare(row.Name, !_positions.TryAdd(row.Name, new Range(0, row.Ring.Rows - 1)));
                break;
            case TurnRing turn:
                Write(turn.Rows, turn.Ring.Length);
                if (!_positions.ContainsKey(turn.Position) || Of(turn.Steps).Last > Tuning.StepsAtOnce)
                    Find($"a ring turns from {turn.Position} by {turn.Steps}");
                break;
            case AddSums sums:
                Read(sums.Rows, sums.Count * lanes);
                Read(sums.Into, sums.Count);
                Write(sums.Into, sums.Count);
                if (sums.Scale is not null && !_kernel.Scalars.Contains(sums.Scale))
                    Find($"{sums.Scale} is no parameter");
                break;
            case Copy copy:
                Read(copy.From, copy.Count);
                Write(copy.To, copy.Count);
                break;
            case For loop:
                Loop(loop.Variable, Iterations(loop), loop.Body);
                break;
            case ForDown loop:
                Loop(loop.Variable, new Range(0, Of(loop.From).Last - 1), loop.Body);
                break;
            default:
                Find($"{statement.GetType().Name} is unknown");
                break;
        }
    }

    private void Loop(string variable, Range range, IReadOnlyList<Statement> body)
    {
        if (range.Last < range.First)
            return;
        Declare(variable, !_positions.TryAdd(variable, range));
        Verify(body);
        _positions.Remove(variable);
    }

    /// <summary>The variable's first and last value. A loop over a stretch from another variable runs as long for each of its values.</summary>
    private Range Iterations(For loop)
    {
        Range from = Of(loop.From), step = Of(loop.Step), stretch = Of(loop.To + loop.From * -1);
        if (step.First <= 0 || stretch.First != stretch.Last)
            Find($"{loop.Variable} runs from {loop.From} to {loop.To} by {loop.Step}");
        return new Range(from.First, from.Last + (stretch.Last - 1) / step.Last * step.Last);
    }

    private void Read(Value value, Flavour flavour)
    {
        switch (value)
        {
            case Variable variable when !_vectors.Contains(variable.Name):
                Find($"{variable.Name} is used and not declared");
                break;
            case Load load:
                Read(load.From, Lanes(flavour));
                break;
            case Numbers numbers when Of(numbers.First).First < 0 || Of(numbers.First).Last + Lanes(flavour) > numbers.All.Count:
                Find($"number {numbers.First} of {numbers.All.Count}");
                break;
            case Broadcast broadcast:
                Read(broadcast.From, 1);
                break;
            case AcrossRow across:
                Read(across.Row, across.Length);
                break;
            case Splat splat when !_kernel.Scalars.Contains(splat.Scalar):
                Find($"{splat.Scalar} is no parameter");
                break;
            case CountOf count when !_kernel.Counts.Contains(count.Count):
                Find($"{count.Count} is no parameter");
                break;
            case LaneNumber number:
                Of(number.First);
                break;
            case Lane lane when lane.Number < 0 || lane.Number >= Lanes(lane.Flavour):
                Find($"lane {lane.Number} of {lane.Flavour.Name}");
                break;
            case Spread spread when spread.Flavour != flavour || spread.First < 0 || spread.First >= Lanes(flavour):
                Find($"lanes from {spread.First} of {spread.Flavour.Name}");
                break;
            case SumOfHalves halves when Lanes(halves.Flavour) != 2 * Lanes(flavour):
                Find($"halves of {halves.Flavour.Name}");
                break;
        }

        foreach (Value part in Formulas.Parts(value))
            Read(part, value switch { Lane lane => lane.Flavour, SumOfHalves halves => halves.Flavour, _ => flavour });
    }

    private void Read(Pointer pointer, int count) => Take(Within(pointer, count).Region);

    private void Write(Pointer pointer, int count) => Fill(Within(pointer, count).Region);

    private Place Within(Pointer pointer, int count)
    {
        Place place = At(pointer);
        _used.Add(place.Region);
        if (place.Offset.First < 0 || !lengths.TryGetValue(place.Region, out int length) || place.Offset.Last + count > length)
            Find($"{pointer.Name}[{pointer.Offset}] reaches from {place.Offset.First} to {place.Offset.Last + count} of {place.Region}, which has {lengths.GetValueOrDefault(place.Region)}");
        return place;
    }

    private Place At(Pointer pointer)
    {
        Range offset = Of(pointer.Offset);
        if (!_pointers.TryGetValue(pointer.Name, out Place? start))
        {
            Find($"{pointer.Name} is used and not declared");
            return new Place(pointer.Name, offset);
        }

        return new Place(start.Region, new Range(start.Offset.First + offset.First, start.Offset.Last + offset.Last));
    }

    private Range Of(Compiler.Kernels.Index index)
    {
        int first = index.Constant, last = index.Constant;
        foreach ((string variable, int factor) in index.Terms)
        {
            if (!_positions.TryGetValue(variable, out Range range))
                Find($"{variable} is used and not declared");
            first += factor * (factor < 0 ? range.Last : range.First);
            last += factor * (factor < 0 ? range.First : range.Last);
        }

        return new Range(first, last);
    }

    private int Lanes(Flavour flavour) => flavour.Width ?? width;

    private void Declare(string name, bool isTaken)
    {
        if (isTaken)
            Find($"{name} is declared twice");
    }

    private void Find(string finding) => _findings.Add($"{_kernel.Name}: {finding}");

    /// <summary>The least and the greatest of some numbers.</summary>
    private readonly record struct Range(int First, int Last);

    /// <summary>Where in which region.</summary>
    private sealed record Place(string Region, Range Offset);
}
