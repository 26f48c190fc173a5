using NetGen.Compiler.Kernels;
using NetGen.Compiler.Plan;
using NetGen.Compiler.Programs;

namespace NetGen.Generator.Tests.Emission;

/// <summary>The kernels behind a public member in the order of their calls, with what is brought to their regions between them.</summary>
/// <param name="Filled">Regions that have content before the first kernel.</param>
/// <param name="Turned">By the name of the kernel before which that happens, the regions that a conversion fills.</param>
internal sealed record VerifiedProgram(
    NetworkPlan Plan,
    string Name,
    bool IsBatch,
    Workspace Workspace,
    IReadOnlyList<Kernel> Kernels,
    IReadOnlyList<string> Filled,
    IReadOnlyDictionary<string, string> Turned)
{
    /// <summary>The numbers of samples that it is verified for: one, or fewer than a tile or a group has, not a multiple of either, and as many as there can be.</summary>
    public IReadOnlyList<int> Rows { get; init; } = IsBatch ? [.. new[] { 1, 7, 37, 128 }.Select(rows => Math.Min(rows, Plan.BlockRows)).Distinct()] : [1];

    public static IEnumerable<VerifiedProgram> Of(NetworkPlan plan, Shapes shapes)
    {
        Workspace sample = plan.Model.IsStreaming ? Workspace.ForState(plan.Inference) : Workspace.ForSample(plan, training: false);
        Workspace batch = Workspace.ForBatch(plan);
        string dz = Region.Gradients(plan.Output).Name;
        var turned = new Dictionary<string, string>();
        if (plan.TurnsOutputs)
            turned = new() { ["WriteOutputs"] = Region.TurnedOutputs.Name, ["LossGradient"] = Region.TurnedOutputs.Name, ["Back" + plan.Output.Index] = dz, ["Gradient" + plan.Output.Index] = dz };

        // What layers of a stream remember is zeros before the first step.
        string[] records = [.. plan.Layers.Where(layer => layer.Layer.IsStreamed).Select(layer => Region.Records(layer).Name)];
        yield return new(plan, "Forward", false, sample, SampleProgram.Forward(plan.Inference.OfStream, shapes, sample), ["x", .. records], turned);
        if (plan.StepsAtOnce > 0)
            yield return new(plan, "Run", true, sample, StreamProgram.Kernels(plan.OfSteps, shapes, sample), ["x", .. records], turned) { Rows = [Tuning.MostTileRows, 37, plan.StepsAtOnce] };
        IReadOnlyList<Kernel> all = BatchProgram.Kernels(plan, shapes, batch);
        Kernel[] Of(params Pass[] passes) => [.. passes.SelectMany(pass => all.Where(kernel => kernel.Pass == pass))];
        yield return new(plan, "ForwardBatch", true, batch, Of(Pass.Forward, Pass.WriteOutputs), ["x", "X", .. records], turned);
        if (!plan.Model.Training)
            yield break;
        if (plan.TrainsOneSample)
        {
            Workspace sampleTraining = Workspace.ForSample(plan, training: true);
            yield return new(plan, "Train", false, sampleTraining, SampleProgram.Training(plan, shapes, sampleTraining), ["x", "T"], new Dictionary<string, string>());
        }

        yield return new(plan, "Evaluate", true, batch, Of(Pass.Forward, Pass.LossGradient), ["x", "X", "T", .. records], turned);
        yield return new(plan, "Backward", true, batch, Of(plan.NeedsWholeBatch || plan.Drops || plan.TrainsApart ? Pass.TrainForward : Pass.Forward, Pass.LossGradient, Pass.Back), ["x", "X", "T", "into", .. records, .. plan.Layers.Select(layer => Region.Mask(layer).Name)], turned);
    }

    /// <summary>What does not hold for so many lanes where only the machine knows, and so many samples.</summary>
    public IEnumerable<string> Findings(int width, int rows)
    {
        IReadOnlyDictionary<string, int> lengths = Lengths(rows);
        var verifier = new KernelVerifier(
            width,
            Plan.Lanes,
            new Dictionary<string, int> { [Batch.Rows] = rows, [Batch.Padded] = (rows + Plan.Lanes - 1) / Plan.Lanes * Plan.Lanes },
            lengths,
            Workspace.Regions.Where(region => region.To.Name == "p" || Filled.Contains(region.To.Name)).Select(region => region.Name).Concat(Filled));
        foreach (Kernel kernel in Kernels)
        {
            if (Turned.TryGetValue(kernel.Name, out string? region))
                verifier.Fill(region);
            verifier.Verify(kernel);
        }

        return verifier.Findings.Concat(Overlaps(lengths));
    }

    /// <summary>Regions that reach into the next one of the same memory, or behind its end. One after the other, several may be in one place.</summary>
    private IEnumerable<string> Overlaps(IReadOnlyDictionary<string, int> lengths) => Workspace.Regions
        .GroupBy(region => region.To.Name)
        .SelectMany(memory => memory.Where(region => region.To.Offset.Constant + lengths[region.Name]
            > memory.Select(other => other.To.Offset.Constant).Where(start => start > region.To.Offset.Constant).DefaultIfEmpty(lengths[memory.Key]).Min()))
        .Select(region => $"{region.Name} reaches into the next region");

    private Dictionary<string, int> Lengths(int rows)
    {
        var lengths = new Dictionary<string, int>
        {
            ["p"] = Plan.BlockLength,
            ["x"] = Math.Max(rows, IsBatch ? Plan.TileRows : 1) * Plan.Model.InputSize,
            ["y"] = rows * Plan.Model.OutputSize,
            ["into"] = Plan.TrainableLength,
            ["s"] = Workspace.Length,
        };
        foreach (LayerPlan layer in Plan.Layers)
        {
            foreach (TensorPlan tensor in layer.Tensors)
            {
                lengths[Region.Of(layer, tensor).Name] = tensor.Length;
                if (tensor.Transposed is not null)
                    lengths[Region.CopyOf(layer, tensor).Name] = tensor.CopyLength;
            }
            lengths[Region.IntoOf(layer).Name] = layer.Tensors.Select(tensor => tensor.Offset + tensor.Length - layer.Tensors[0].Offset).DefaultIfEmpty(0).Max();
            foreach (TensorPlan buffer in layer.Buffers)
                lengths[Region.Of(layer, buffer).Name] = buffer.Length;
            foreach ((string symbol, _, int length) in layer.Notes)
                lengths[Region.Note(layer, symbol).Name] = length;
        }

        foreach (LayerPlan layer in Plan.Inference.Computed)
        {
            foreach (TensorPlan tensor in layer.Tensors)
                lengths[Region.Of(layer, tensor).Name] = tensor.Length;
        }

        foreach ((Region region, int length) in Workspace.Scratch)
            lengths[region.Name] = length;
        return lengths;
    }
}
