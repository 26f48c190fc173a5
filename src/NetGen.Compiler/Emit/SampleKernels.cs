using NetGen.Compiler.Kernels;
using NetGen.Compiler.Model;
using NetGen.Compiler.Plan;
using NetGen.Compiler.Programs;

namespace NetGen.Compiler.Emit;

/// <summary>
/// The kernels of one sample: a class that Forward, Predict and Train call, and where several kinds of vectors are worth it a
/// class for each, among which it chooses.
/// </summary>
/// <param name="plan">What runs where nothing is trained.</param>
/// <param name="vectors">Kinds of vectors, those of the widest machines first.</param>
/// <param name="batch">Those of a block, some of which do for one sample.</param>
internal sealed class SampleKernels(NetworkPlan plan, IReadOnlyList<Shapes> vectors, NetworkProgram program, BatchKernels batch)
{
    /// <summary>The class that members call.</summary>
    private const string Type = "Sample";

    private readonly string _number = Number.Type(plan.Model.Precision);
    private readonly PlacedKernels? _training = plan.TrainsOneSample ? SampleProgram.Training(plan, vectors) : null;

    /// <summary>By vectors, the kernels of Forward, which ask for scratch themselves where it is no state.</summary>
    private readonly Dictionary<string, PlacedKernels> _forward = vectors.ToDictionary(
        shapes => shapes.Wide.Name, shapes => plan.Model.IsStreaming ? program.Stream.Step : SampleProgram.Forward(plan, shapes));

    private string Forward => $"internal static void Forward(ref {_number} p, ref {_number} x, ref {_number} y{(plan.Model.IsStreaming ? $", ref {_number} s" : "")})";

    private string ForwardCall => plan.Model.IsStreaming ? "Forward(ref p, ref x, ref y, ref s)" : "Forward(ref p, ref x, ref y)";

    private string Step => $"internal static void Step(ref {_number} p, ref {_number} x, ref {_number} s, {_number} rate)";

    public void Print(CodeWriter code)
    {
        var sections = new Sections(vectors.SelectMany(shapes => new[] { _forward[shapes.Wide.Name][shapes], _training?[shapes] ?? [] }).SelectMany(kernels => kernels), Type);
        code.Block("internal static class " + Type, () =>
        {
            if (vectors.Count == 1)
            {
                PrintKernels(code, vectors[0], sections);
            }
            else
            {
                code.Block(Forward, () => Choose(code, ForwardCall));
                if (plan.TrainsOneSample)
                {
                    code.Line();
                    code.Block(Step, () => Choose(code, "Step(ref p, ref x, ref s, rate)"));
                }
            }

            PrintEntries(code);
            var printer = new KernelPrinter(code, plan.Model.Precision);
            foreach (Kernel function in sections.Functions)
            {
                code.Line();
                printer.PrintFunction(function);
            }
        });
        if (plan.StepsAtOnce > 0)
            PrintSteps(code);
        if (vectors.Count == 1)
            return;
        foreach (Shapes shapes in vectors)
        {
            code.Line();
            code.Block("internal static class " + Class(shapes), () => PrintKernels(code, shapes, sections));
        }
    }

    /// <summary>Blocks of steps as long as tiles of several steps are full.</summary>
    private void PrintBlocks(CodeWriter code)
    {
        IReadOnlyList<Shapes> tiles = Shapes.OfTiles(plan);
        code.Line("nuint t = 0;");
        code.Block($"for (nuint rows; steps - t >= {Tuning.MostTileRows}; t += rows)", () =>
        {
            code.Line($"rows = steps - t < {plan.StepsAtOnce} ? steps - t : {plan.StepsAtOnce};");
            Choose(code, tiles, Steps, $"Forward(ref p, ref M.At(ref x, t * {plan.Model.InputSize}), ref M.At(ref y, t * {plan.Model.OutputSize}), ref s, rows)");
        });
    }

    private void PrintSteps(CodeWriter code)
    {
        foreach (Shapes shapes in Shapes.OfTiles(plan))
        {
            code.Line();
            code.Block("internal static class " + Steps(shapes), () =>
            {
                IReadOnlyList<Kernel> kernels = program.Stream.Steps[shapes];
                var sharing = new Sharing(kernels);
                var printer = new KernelPrinter(code, plan.Model.Precision);
                code.Block($"internal static void Forward(ref {_number} p, ref {_number} x, ref {_number} y, ref {_number} s, nuint rows)", () => printer.Print(sharing.Calls(kernels)));
                foreach (Kernel kernel in sharing.Methods)
                {
                    code.Line();
                    printer.Print(kernel);
                }
            });
        }
    }

    /// <summary>The class for some vectors.</summary>
    private static string Class(Shapes shapes) => Type + shapes.Wide.Name;

    /// <summary>The class for blocks of steps of a stream, likewise.</summary>
    private static string Steps(Shapes shapes) => "Steps" + shapes.Wide.Name;

    private void Choose(CodeWriter code, string call) => Choose(code, vectors, Class, call);

    private void Choose(CodeWriter code, IReadOnlyList<Shapes> among, Func<Shapes, string> type, string call)
    {
        string width = $"Vector<{_number}>.Count", otherwise = "";
        foreach (Shapes shapes in among)
        {
            string? condition = shapes.Wide.Width is not int lanes ? null
                : lanes == plan.Lanes ? $"Vector512.IsHardwareAccelerated || {width} > {plan.Lanes / 2}"
                : $"{width} >= {lanes}";
            code.Line(condition is null ? "else" : $"{otherwise}if ({condition})");
            code.Line($"    {type(shapes)}.{call};");
            otherwise = "else ";
        }
    }

    private void PrintKernels(CodeWriter code, Shapes shapes, Sections sections)
    {
        Workspace workspace = _forward[shapes.Wide.Name].Workspace;
        IReadOnlyList<Kernel> forward = _forward[shapes.Wide.Name][shapes], training = _training?[shapes] ?? [];
        bool direct = forward.Count == 1 && (workspace.Length == 0 || plan.Model.IsStreaming), together = training.Count == 1;
        (IReadOnlyList<Kernel> ofBatch, Func<Kernel, Statement> call) = direct ? ([], _ => throw new InvalidOperationException()) : batch.Share(shapes, forward);
        var sharing = new Sharing([.. forward.Except(ofBatch).Where(_ => !direct), .. training.Where(_ => !together)]);
        var printer = new KernelPrinter(code, plan.Model.Precision);
        if (direct)
            printer.Print(sections.Of(forward[0]), Forward);
        else
            PrintForward(code, workspace, () => PrintCalls(code, printer, forward, ofBatch, call, sharing));
        if (training.Count > 1)
        {
            code.Line();
            code.Block(Step, () => printer.Print(sharing.Calls(training)));
        }

        foreach (Kernel kernel in sharing.Methods)
        {
            code.Line();
            printer.Print(sections.Of(kernel));
        }

        if (!together)
            return;
        code.Line();
        printer.Print(sections.Of(training[0]), Step);
    }

    private static void PrintCalls(CodeWriter code, KernelPrinter printer, IReadOnlyList<Kernel> kernels, IReadOnlyList<Kernel> ofBatch, Func<Kernel, Statement> call, Sharing sharing)
    {
        if (kernels.Any(kernel => kernel.Counts.Contains(Batch.Rows)))
            code.Line($"const nuint {Batch.Rows} = 1;");
        for (int next = 0; next < kernels.Count;)
        {
            Kernel[] own = [.. kernels.Skip(next).TakeWhile(kernel => !ofBatch.Contains(kernel))];
            printer.Print(own.Length > 0 ? sharing.Calls(own) : [call(kernels[next])]);
            next += Math.Max(1, own.Length);
        }
    }

    private void PrintForward(CodeWriter code, Workspace workspace, Action calls)
    {
        if (plan.Model.IsStreaming)
        {
            code.Block(Forward, calls);
            return;
        }

        bool onStack = workspace.Length > 0 && workspace.Length * plan.ElementSize <= Tuning.MostStackBytes;
        code.Block(Forward, () =>
        {
            if (onStack)
            {
                code.Line("Unsafe.SkipInit(out Memory memory);");
                code.Line($"ref {_number} s = ref Scratch.Align(ref Unsafe.As<Memory, {_number}>(ref memory));");
            }
            else if (workspace.Length > 0)
            {
                code.Line($"ref {_number} s = ref Scratch.Get<{_number}>({workspace.Length});");
            }

            calls();
        });
        if (!onStack)
            return;
        code.Line();
        code.Line($"[InlineArray({workspace.Length + plan.Lanes})]");
        code.Line($"private struct Memory {{ private {_number} _first; }}");
    }

    /// <summary>What members call beside Forward: they bring targets and outputs to and from scratch.</summary>
    private void PrintEntries(CodeWriter code)
    {
        NetworkModel model = plan.Model;
        Outline outline = Outline.Of(model);
        if (model.IsStreaming)
        {
            code.Line();
            code.Block($"internal static void Run(ref {_number} p, ref {_number} x, ref {_number} y, ref {_number} s, nuint steps)", () =>
            {
                bool inBlocks = plan.StepsAtOnce > 0;
                if (inBlocks)
                    PrintBlocks(code);
                code.Line($"for ({(inBlocks ? "" : "nuint t = 0")}; t < steps; t++)");
                code.Line($"    Forward(ref p, ref M.At(ref x, t * {model.InputSize}), ref M.At(ref y, t * {model.OutputSize}), ref s);");
            });
        }

        if (outline.Predicts)
        {
            code.Line();
            code.Block($"internal static int Predict(ref {_number} p, ref {_number} x)", () =>
            {
                int behind = _forward.Values.Max(kernels => kernels.Workspace.Length);
                code.Line("// The outputs stand behind the scratch that the kernels ask for themselves.");
                code.Line($"ref {_number} y = ref M.At(ref Scratch.Get<{_number}>({behind + plan.Output.PaddedOutputs}), {behind});");
                code.Line("Forward(ref p, ref x, ref y);");
                code.Line($"return {(model.OutputSize > 1 ? $"Lanes.ArgMax(ref y, {model.OutputSize})" : $"y >= {Number.Literal(model.DecisionThreshold ?? 0, model.Precision)} ? 1 : 0")};");
            });
        }

        if (_training is null)
            return;
        Workspace scratch = _training.Workspace;
        string target = ValuePrinter.Reference(scratch[Region.Targets]);
        Train($"ref {_number} target", $"Lanes.PadRows(ref target, 1, {model.OutputSize}, ref {target}, {plan.Output.PaddedOutputs});");
        if (outline.TakesLabels)
            Train("int label", $"Lanes.OneHotRows(ref label, 1, ref {target}, {plan.Output.PaddedOutputs});");

        void Train(string parameter, string prepare)
        {
            code.Line();
            code.Block($"internal static {_number} Train(ref {_number} p, ref {_number} x, {parameter}, {_number} rate)", () =>
            {
                code.Line($"ref {_number} s = ref Scratch.Get<{_number}>({scratch.Length});");
                code.Line(prepare);
                code.Line("Step(ref p, ref x, ref s, rate);");
                code.Line($"return {ValuePrinter.Reference(scratch[Region.Losses])};");
            });
        }
    }
}
