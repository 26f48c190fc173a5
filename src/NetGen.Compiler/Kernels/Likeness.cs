using System.Globalization;
using System.Text;
using NetGen.Compiler.Operations;

namespace NetGen.Compiler.Kernels;

/// <summary>What a kernel does, whatever things are called in it. Kernels of the same text are one method on different memory.</summary>
internal sealed class Likeness
{
    private readonly StringBuilder _text = new();
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _memory = [];

    public Likeness(Kernel kernel)
    {
        foreach (Vector vector in kernel.Vectors)
            Declare(vector.Name, vector.Flavour.Name);
        Visit(kernel.Body);
        if (kernel.Result is Vector result)
            Name(result.Name);
    }

    /// <summary>Equal for kernels that differ in nothing but names, and in where their memory is.</summary>
    public string Text => _text.ToString();

    /// <summary>The memory that the kernel works in, in the order of first use.</summary>
    public IReadOnlyList<string> Memory => _memory;

    private void Visit(IEnumerable<Statement> statements)
    {
        _text.Append('{');
        foreach (Statement statement in statements)
            Visit(statement);
        _text.Append('}');
    }

    private void Visit(Statement statement)
    {
        Add(statement.GetType().Name);
        switch (statement)
        {
            case Heading heading:
                Add(heading.Summary);
                break;
            case Let let:
                Visit(let.Value);
                Declare(let.Name, let.Flavour.Name);
                break;
            case Set set:
                Visit(set.Value);
                Name(set.Name);
                Add(set.Flavour.Name);
                break;
            case Store store:
                Visit(store.Value);
                Visit(store.To);
                Add(store.Flavour.Name, store.Count);
                break;
            case StoreFirst store:
                Visit(store.Value);
                Visit(store.To);
                Add(store.Flavour.Name);
                break;
            case LetPointer pointer:
                Visit(pointer.To);
                Declare(pointer.Name);
                break;
            case LetFirst first:
                Name(first.Wanted);
                Declare(first.Name, first.Count, first.Rows);
                break;
            case LetStart start:
                Name(start.Wanted);
                Declare(start.Name, start.Last);
                break;
            case LetPosition position:
                Visit(position.Rows);
                Declare(position.Name, position.Ring);
                break;
            case LetRow row:
                Visit(row.Row);
                Declare(row.Name, row.Ring);
                break;
            case TurnRing turn:
                Visit(turn.Rows);
                Name(turn.Position);
                Visit(turn.Steps);
                Add(turn.Ring);
                break;
            case AddSums sums:
                Visit(sums.Rows);
                Visit(sums.Into);
                Add(sums.Count, sums.Scale);
                break;
            case Copy copy:
                Visit(copy.From);
                Visit(copy.To);
                Add(copy.Count);
                break;
            case For loop:
                Declare(loop.Variable);
                Visit(loop.From);
                Visit(loop.To);
                Visit(loop.Step);
                Visit(loop.Body);
                break;
            case ForDown loop:
                Declare(loop.Variable, loop.From);
                Visit(loop.Body);
                break;
            default:
                throw new InvalidOperationException($"{statement.GetType().Name} is like none.");
        }
    }

    private void Visit(Value value)
    {
        Add(value.GetType().Name);
        switch (value)
        {
            case Variable variable:
                Name(variable.Name);
                break;
            case Constant constant:
                Add(BitConverter.DoubleToInt64Bits(constant.Number));
                break;
            case Load load:
                Visit(load.From);
                break;
            case Numbers numbers:
                Add([.. numbers.All.Select(number => (object)BitConverter.DoubleToInt64Bits(number))]);
                Visit(numbers.First);
                break;
            case Broadcast broadcast:
                Visit(broadcast.From);
                break;
            case AcrossRow across:
                Visit(across.Row);
                Add(across.Reduction, across.Length);
                break;
            case LaneNumber number:
                Visit(number.First);
                break;
            case Lane lane:
                Add(lane.Flavour.Name, lane.Number);
                break;
            case Spread spread:
                Add(spread.Flavour.Name, spread.First);
                break;
            case SumOfHalves halves:
                Add(halves.Flavour.Name);
                break;
            case Splat splat:
                Add(splat.Scalar);
                break;
            case CountOf count:
                Add(count.Count);
                break;
            case AcrossLanes across:
                Add(across.Reduction);
                break;
            case Binary binary:
                Add(binary.Operator);
                break;
            case Call call:
                Add(call.Function);
                break;
            case CallOfTwo call:
                Add(call.Function);
                break;
            case Select select:
                Add(select.Condition.Relation);
                break;
        }

        foreach (Value part in Formulas.Parts(value))
            Visit(part);
    }

    private void Visit(Pointer pointer)
    {
        if (!_numbers.ContainsKey(pointer.Name))
        {
            _memory.Add(pointer.Name);
            Declare(pointer.Name);
        }

        Name(pointer.Name);
        Visit(pointer.Offset);
    }

    private void Visit(Index index)
    {
        foreach (Term term in index.Terms)
        {
            Name(term.Variable);
            Add(term.Factor);
        }

        Add(index.Constant);
    }

    private void Declare(string name, params object?[] details)
    {
        if (!_numbers.ContainsKey(name))
            _numbers.Add(name, _numbers.Count);
        Name(name);
        Add(details);
    }

    /// <summary>The number of what the kernel itself has named; what it is called with has the same name everywhere.</summary>
    private void Name(string name) => Add(_numbers.TryGetValue(name, out int number) ? number : name);

    private void Add(params object?[] details)
    {
        foreach (object? detail in details)
            _text.Append(' ').AppendFormat(CultureInfo.InvariantCulture, "{0}", detail);
    }
}
