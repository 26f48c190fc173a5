using System.Globalization;
using NetGen.Compiler.Layers;
using NetGen.Compiler.Model;
using NetGen.Compiler.Plan;
using NetGen.Compiler.Programs;

namespace NetGen.Compiler.Emit;

/// <summary>What hovering over the user's class shows: the network as it was understood, and what it costs.</summary>
internal static class Remarks
{
    public static IEnumerable<string> Of(NetworkPlan plan, NetworkProgram program)
    {
        NetworkModel model = plan.Model;
        yield return "<remarks>";
        yield return $"<para>The network <c>{model.Architecture}</c> in {(model.Precision == Precision.Single ? "single" : "double")} precision, {(model.Training ? $"trained on {model.Loss}" : "for prediction only")}.</para>";
        yield return "<list type=\"table\">";
        yield return "<listheader><term>Layer</term><description>inputs → outputs, activation, parameters, initial weights</description></listheader>";
        for (int index = 0; index < model.Nodes.Count; index++)
            yield return $"<item><term>{LayerSpec.NameOf(index)}</term><description>{Of(model.Nodes[index].Layer)}</description></item>";
        yield return "</list>";
        long multiplyAdds = model.Layers.Sum(layer => layer.MultiplyAdds);
        yield return $"<para>{Text(model.ParameterCount)} parameters, {Text(multiplyAdds)} multiply-adds a sample.</para>";
        yield return $"<para>{Memory(plan, program)}.</para>";
        yield return $"<para>One sample: units across lanes{(plan.TrainsOneSample && plan.HasTransposed ? "; trained " + (plan.SampleReadsTransposed ? "with a transposed copy of the weights" : "along the rows of the weights") : "")}.</para>";
        yield return $"<para>Batches: {Batch(plan)}{(plan.NeedsWholeBatch ? "; trained as a whole" : model.Training ? $"; a step of up to {plan.BlockRows} samples is made as its gradient is summed" : "")}.</para>";
        yield return $"<para>Sums over a layer's inputs: in {string.Join(", ", plan.Layers.OfType<ProductPlan>().Select(layer => layer.Splits))} parts.</para>";
        yield return "</remarks>";
    }

    private static string Memory(NetworkPlan plan, NetworkProgram program)
    {
        bool isStreaming = plan.Model.IsStreaming;
        string forward = isStreaming ? $"A state: {Bytes(program.Stream.State.Length)} bytes" : $"Scratch a thread: {Bytes(program.Batch.Workspace.ForwardLength)} bytes";
        if (!plan.Model.Training)
            return forward;
        string training = $"{Bytes(program.Batch.Workspace.Length)} bytes in training{(plan.NeedsWholeBatch ? $" for every {plan.BlockRows} samples of a batch" : "")}";
        return isStreaming ? $"{forward}. Scratch a thread: {training}" : $"{forward} forward, {training}";

        string Bytes(long length) => Text(length * plan.ElementSize);
    }

    private static string Of(Layer layer) => layer.ParameterCount > 0
        ? $"{layer.Input} → {layer.Output}, {layer.Activation}, {Text(layer.ParameterCount)}, {layer.Initializer}"
        : $"{layer.Input} → {layer.Output}, {layer.Kind}";

    private static string Batch(NetworkPlan plan) =>
        plan.Batch == Form.Lanes ? "samples across lanes"
        : plan.OutputsAcrossSamples ? "register tiles with units across lanes, outputs with samples across lanes"
        : "register tiles with units across lanes";

    private static string Text(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
