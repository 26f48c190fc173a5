using NetGen.Compiler.Kernels;
using NetGen.Compiler.Model;
using NetGen.Compiler.Operations;
using NetGen.Compiler.Plan;
using Index = NetGen.Compiler.Kernels.Index;

namespace NetGen.Compiler.Emit;

/// <summary>In: kernels. Out: C# methods that say the same, statement by statement; nothing is decided here.</summary>
/// <param name="positions">Names of the kernel's positions; null for statements outside of one.</param>
internal sealed class KernelPrinter(CodeWriter code, Precision precision, Positions? positions = null)
{
    /// <summary>Fully optimised code from the first call: no slow tier to start in, and none to wait for.</summary>
    private const string Optimized = "[MethodImpl(MethodImplOptions.AggressiveOptimization)]";

    /// <summary>Part of what calls it.</summary>
    private const string Inlined = "[MethodImpl(MethodImplOptions.AggressiveInlining)]";

    private readonly string _number = Number.Type(precision);

    /// <summary>A kernel as a method.</summary>
    /// <param name="declaration">What it is declared as, or null where only a <see cref="Run"/> calls it.</param>
    /// <param name="isShared">Whether another class calls it, too.</param>
    public void Print(Kernel kernel, string? declaration = null, bool isShared = false)
    {
        code.Line($"// {kernel.Summary}");
        code.Line(Optimized);
        code.Block(declaration ?? $"{(isShared ? "internal" : "private")} static void {kernel.Name}({Parameters(kernel)})", () => PrintBody(kernel));
    }

    /// <summary>A function that stands for phases of several kernels.</summary>
    public void PrintFunction(Kernel function)
    {
        code.Line($"// {function.Summary}");
        code.Line(Inlined);
        code.Block($"internal static {(function.Result is Vector given ? Type(given.Flavour) : "void")} {function.Name}({Parameters(function)})", () =>
        {
            PrintBody(function);
            if (function.Result is Vector result)
                code.Line($"return {result.Name};");
        });
    }

    private void PrintBody(Kernel kernel)
    {
        if (UsesWidth(kernel.Body))
            code.Line("nuint width = V.Width;");
        var inside = new Positions(kernel);
        Print(inside.Widths);
        new KernelPrinter(code, precision, inside).Print([.. kernel.Regions, .. kernel.Body]);
    }

    /// <summary>The type of the vectors that a flavour's operations work on.</summary>
    private string Type(Flavour flavour) => flavour.Width is null ? $"Vector<{_number}>" : $"{flavour.Name.Replace("V", "Vector")}<{_number}>";

    private string Parameters(Kernel kernel) => string.Join(", ",
    [
        .. kernel.Vectors.Select(vector => $"{Type(vector.Flavour)} {vector.Name}"),
        .. kernel.Memory.Select(name => $"ref {_number} {name}"),
        .. kernel.Counts.Select(name => $"nuint {name}"),
        .. kernel.Scalars.Select(name => $"{_number} {name}"),
    ]);

    public void Print(IReadOnlyList<Statement> statements)
    {
        for (int index = 0; index < statements.Count; index++)
        {
            if (statements[index] is Heading && index > 0)
                code.Line();
            Print(statements[index]);
        }
    }

    private void Print(Statement statement)
    {
        switch (statement)
        {
            case Heading heading:
                code.Line($"// {heading.Summary}");
                break;
            case Let let:
                code.Line($"var {let.Name} = {Values(let.Flavour).Print(let.Value)};");
                break;
            case Set set:
                code.Line($"{set.Name} = {Values(set.Flavour).Print(set.Value)};");
                break;
            case Store { Count: int count } store when count < store.Flavour.Width:
                code.Line($"{store.Flavour.Name}.StorePart({Values(store.Flavour).Print(store.Value)}, ref {ValuePrinter.Sum(Named(store.To))}, {count});");
                break;
            case Store { Value: MultiplyAdd { Factor: Broadcast factor, Addend: Load sum } scaled } store
                when sum.From == store.To && ValuePrinter.IsOneNumber(store.To) && ValuePrinter.IsOneNumber(factor.From):
                code.Line($"{store.Flavour.Name}.AddScaledTo(ref {ValuePrinter.Sum(Named(store.To))}, {Values(store.Flavour).Print(scaled.Other)}, ref {ValuePrinter.Sum(Named(factor.From))});");
                break;
            case Store store:
                code.Line($"{store.Flavour.Name}.Store({Values(store.Flavour).Print(store.Value)}, ref {ValuePrinter.Arguments(Named(store.To))});");
                break;
            case StoreFirst store:
                code.Line($"{store.Flavour.Name}.StoreFirst({Values(store.Flavour).Print(store.Value)}, ref {ValuePrinter.Sum(Named(store.To))});");
                break;
            case LetPointer pointer:
                code.Line($"ref {_number} {pointer.Name} = ref {ValuePrinter.Reference(Named(pointer.To))};");
                break;
            case LetFirst first:
                code.Line($"nuint {first.Name} = {first.Wanted} + {first.Rows} <= {first.Count} || {first.Count} < {first.Rows} ? {first.Wanted} : {first.Count} - {first.Rows};");
                PrintDeclared();
                break;
            case LetStart start:
                code.Line($"nuint {start.Name} = {start.Wanted} < {start.Last} ? {start.Wanted} : {start.Last};");
                PrintDeclared();
                break;
            case LetPosition position:
                code.Line($"nuint {position.Name} = M.Position(ref {ValuePrinter.Sum(Named(position.Rows + position.Ring.PositionAt))});");
                PrintDeclared();
                break;
            case LetRow row:
                code.Line($"nuint {row.Name} = M.Row({row.Row}, {row.Ring.Rows});");
                PrintDeclared();
                break;
            case TurnRing turn:
                code.Line($"M.Turn(ref {ValuePrinter.Reference(Named(turn.Rows))}, {turn.Position}, {turn.Steps}, {turn.Ring.Rows}, {Tuning.StepsAtOnce}, {turn.Ring.RowLength});");
                break;
            case Copy copy:
                code.Line($"M.Copy(ref {ValuePrinter.Reference(Named(copy.From))}, ref {ValuePrinter.Reference(Named(copy.To))}, {copy.Count});");
                break;
            case AddSums sums:
                code.Line($"Lanes.AddSums(ref {ValuePrinter.Reference(Named(sums.Rows))}, {sums.Count}, {sums.Scale ?? "1"}, ref {ValuePrinter.Reference(Named(sums.Into))});");
                break;
            case Run run:
                string result = run.Result is null ? "" : $"var {run.Result} = ";
                code.Line($"{result}{run.Kernel.Name}({string.Join(", ", [.. run.Vectors, .. run.Memory.Select(pointer => "ref " + ValuePrinter.Reference(Named(pointer))), .. run.Kernel.Counts, .. run.Kernel.Scalars])});");
                break;
            case For loop:
                string step = loop.Step.Equals(1) ? loop.Variable + "++" : $"{loop.Variable} += {loop.Step}";
                code.Block($"for (nuint {loop.Variable} = {loop.From}; {loop.Variable} < {loop.To}; {step})", () =>
                {
                    PrintDeclared();
                    Print(loop.Body);
                });
                break;
            case ForDown loop:
                // Never under 0, which projects that check arithmetic would not stand.
                code.Block($"for (nuint {loop.Variable} = {loop.From}; {loop.Variable} > 0;)", () =>
                {
                    code.Line(loop.Variable + "--;");
                    PrintDeclared();
                    Print(loop.Body);
                });
                break;
            default:
                throw new InvalidOperationException($"{statement.GetType().Name} has no statement.");
        }
    }

    private ValuePrinter Values(Flavour flavour) => new(precision, flavour, positions);

    private Pointer Named(Pointer place) => positions?.Short(place) ?? place;

    /// <summary>Names what is counted in the variable that has just been declared.</summary>
    private void PrintDeclared()
    {
        if (positions is not null)
            Print(positions.Declare());
    }

    private void Print(IEnumerable<(string Name, Index Position)> names)
    {
        foreach ((string name, Index position) in names)
            code.Line($"nuint {name} = {position};");
    }

    private static bool UsesWidth(IEnumerable<Statement> statements) => statements.Any(statement => statement switch
    {
        For loop => loop.Step.DependsOnWidth || UsesWidth(loop.Body),
        ForDown loop => UsesWidth(loop.Body),
        _ => false,
    });
}
