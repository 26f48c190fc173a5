using NetGen.Compiler.Layers;
using NetGen.Compiler.Model;
using NetGen.Compiler.Plan;
using NetGen.Compiler.Programs;

namespace NetGen.Compiler.Emit;

/// <summary>The main file: the class's documentation, constants, constructors, and its parameters going in and out.</summary>
internal static class Shell
{
    private const string Runtime = "global::NetGen.Runtime";

    public static EmittedFile Emit(NetworkPlan plan, NetworkProgram program)
    {
        Outline outline = Outline.Of(plan.Model);
        IEnumerable<string> heading = Remarks.Of(plan, program).Select(line => ("/// " + line).TrimEnd()).Append("[global::System.Diagnostics.DebuggerDisplay(\"{ToString(),nq}\")]");
        return Page.Print(plan.Model.Host, "", heading, " : " + Members.Interface(outline), code => Print(code, plan, outline), types: null);
    }

    private static void Print(CodeWriter code, NetworkPlan plan, Outline outline)
    {
        NetworkModel model = plan.Model;
        string self = model.Host.Name, number = outline.Number;
        var methods = new Methods(code, outline);
        methods.PrintLine("InputSize", $" = {model.InputSize};");
        code.Line();
        methods.PrintLine("OutputSize", $" = {model.OutputSize};");
        code.Line();
        methods.PrintLine("ParameterCount", $" = {model.ParameterCount};");
        code.Line();
        code.Line("private static global::NetGen.NetworkInfo? _info;");
        code.Line();
        methods.PrintLine("Info", " => _info ??= Describe();");
        code.Line();
        Describe(code, plan);
        code.Line();
        code.Line($"private readonly {Runtime}.ParameterBlock<{number}> _parameters;");
        if (plan.HasTransposed)
        {
            code.Line();
            code.Line("/// <summary>Whether the weights have moved and their transposed copies have not.</summary>");
            code.Line("private bool _late;");
        }

        if (plan.Drops)
        {
            code.Line();
            code.Line("/// <summary>The steps that Train and TrainBatch have made, which decide what the next one drops.</summary>");
            code.Line("private long _draws;");
        }

        code.Line();
        methods.PrintConstructors(() =>
        {
            string initializers = string.Join(", ", model.Layers.SelectMany(layer => layer.Tensors.Where(tensor => tensor.IsWeight).Select(_ => "global::NetGen.Initializer." + layer.Initializer.Name)));
            code.Line($"_parameters = new {Runtime}.ParameterBlock<{number}>({plan.BlockLength});");
            code.Line($"{Runtime}.Parameters.Initialize<{number}>(_layout, _parameters.Span, seed, [{initializers}], {Number.Literal(model.InitializerScale, Precision.Double)}, {Number.Literal(model.InitialBias, Precision.Double)});");
        });
        code.Line();
        code.Line($"private {self}({Runtime}.ParameterBlock<{number}> parameters) => _parameters = parameters;");
        code.Line();
        methods.Print("GetParameters", () =>
        {
            code.Line($"{Runtime}.Check.Parameters<{number}>(parameters, {model.ParameterCount}, \"parameters\");");
            code.Line($"_layout.Gather<{number}>(_parameters.Span, parameters);");
        });
        code.Line();
        methods.Print("SetParameters", () =>
        {
            code.Line($"{Runtime}.Check.Parameters(parameters, {model.ParameterCount}, \"parameters\");");
            code.Line("_layout.Scatter(parameters, _parameters.Span);");
        });
        code.Line();
        methods.Print("Clone", () =>
        {
            code.Line($"var parameters = new {Runtime}.ParameterBlock<{number}>({plan.BlockLength});");
            code.Line("parameters.CopyFrom(_parameters);");
            string[] state = [.. plan.HasTransposed ? ["_late = _late"] : Array.Empty<string>(), .. plan.Drops ? ["_draws = _draws"] : Array.Empty<string>()];
            code.Line($"return new {self}(parameters){(state.Length > 0 ? $" {{ {string.Join(", ", state)} }}" : "")};");
        });
        code.Line();
        methods.Print("CopyFrom", () =>
        {
            code.Line("global::System.ArgumentNullException.ThrowIfNull(other);");
            code.Line("_parameters.CopyFrom(other._parameters);");
            if (plan.HasTransposed)
                code.Line("_late = other._late;");
            if (plan.Drops)
                code.Line("_draws = other._draws;");
        });
        code.Line();
        methods.PrintLine("ToString", $" => \"{model.Architecture}\";");
        foreach (string declaration in Members.Explicit(outline))
        {
            code.Line();
            code.Line(declaration);
        }
    }

    private static void Describe(CodeWriter code, NetworkPlan plan)
    {
        NetworkModel model = plan.Model;
        code.Line("private static global::NetGen.NetworkInfo Describe() => global::NetGen.Runtime.NetworkDescription.Of(");
        code.Line($"    \"{model.Host.Name.TrimStart('@')}\", _layout, global::NetGen.Loss.{model.Loss.Name}, global::NetGen.Precision.{model.Precision}, [");
        IReadOnlyList<Layer> layers = model.Layers;
        for (int index = 0; index < layers.Count; index++)
        {
            Layer layer = layers[index];
            string end = index == layers.Count - 1 ? "]);" : ",";
            code.Line($"    new(\"{LayerSpec.NameOf(index)}\", \"{layer.Kind}\", [{Dimensions(layer.Input)}], [{Dimensions(layer.Output)}], global::NetGen.Activation.{layer.Activation.Name}, {layer.MultiplyAdds}){Constants(layer)}{end}");
        }

        string Dimensions(Shape shape) => string.Join(", ", shape.Dimensions);

        string Constants(Layer layer) => layer.Constants.Count == 0 ? "" : $" {{ Constants = new() {{ {string.Join(", ", layer.Constants.Select(one => $"[\"{one.Key}\"] = [{string.Join(", ", one.Numbers.Select(Digits.Shortest))}]"))} }} }}";
    }
}
