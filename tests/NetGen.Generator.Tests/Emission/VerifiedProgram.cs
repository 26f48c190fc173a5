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
    /// <summary>Regions that are read behind the last kernel.</summary>
    public IReadOnlyList<string> Left { get; init; } = [];

    /// <summary>Elements of scratch.</summary>
    public int Scratch { get; init; } = Workspace.Length;

    /// <summary>The numbers of samples that it is verified for: one, or fewer than a tile or a group has, not a multiple of either, and as many as there can be.</summary>
    public IReadOnlyList<int> Rows { get; init; } = IsBatch ? [.. new[] { 1, 7, 37, 128 }.Select(rows => Math.Min(rows, Plan.BlockRows)).Distinct()] : [1];

    public static IEnumerable<VerifiedProgram> Of(NetworkPlan plan, Shapes shapes)
    {
        StreamProgram? stream = plan.Model.IsStreaming ? new StreamProgram(plan.Inference, [shapes], [shapes]) : null;
        PlacedKernels sample = stream?.Step ?? SampleProgram.Forward(plan.Inference, shapes), batch = BatchProgram.Of(plan, [shapes]);
        string z = Region.PreActivations(plan.Output).Name, losses = Region.Losses.Name, dz = Region.Gradients(plan.Output).Name;
        var turned = new Dictionary<string, string>();
        if (plan.TurnsOutputs)
            turned = new() { ["WriteOutputs"] = Region.TurnedOutputs.Name, ["LossGradient"] = Region.TurnedOutputs.Name, ["Back" + plan.Output.Index] = dz, ["Gradient" + plan.Output.Index] = dz };

        // What layers of a stream remember is zeros before the first step.
        string[] records = [.. plan.Layers.Where(layer => layer.Layer.IsStreamed).Select(layer => Region.Records(layer).Name)];
        yield return new(plan, "Forward", false, sample.Workspace, sample[shapes], ["x", .. records], turned) { Left = records };
        if (stream is not null && plan.StepsAtOnce > 0)
            yield return new(plan, "Run", true, stream.State, stream.Steps[shapes], ["x", .. records], turned) { Rows = [Tuning.MostTileRows, 37, plan.StepsAtOnce], Left = records };
        IReadOnlyList<Kernel> all = batch[shapes];
        Kernel[] Of(params Pass[] passes) => [.. passes.SelectMany(pass => all.Where(kernel => kernel.Pass == pass))];
        yield return new(plan, "ForwardBatch", true, batch.Workspace, Of(Pass.Forward, Pass.WriteOutputs), ["x", "X", .. records], turned) { Left = [z, .. records], Scratch = batch.Workspace.ForwardLength };
        if (!plan.Model.Training)
            yield break;
        if (plan.TrainsOneSample)
        {
            PlacedKernels training = SampleProgram.Training(plan, [shapes]);
            yield return new(plan, "Train", false, training.Workspace, training[shapes], ["x", "T"], new Dictionary<string, string>()) { Left = [losses] };
        }

        yield return new(plan, "Evaluate", true, batch.Workspace, Of(Pass.Forward, Pass.LossGradient), ["x", "X", "T", .. records], turned) { Left = [losses] };

        // Whoever trains may ask for the outputs in the end.
        Kernel[] kernels = Of(plan.NeedsWholeBatch || plan.Drops || plan.TrainsApart ? Pass.TrainForward : Pass.Forward, Pass.LossGradient, Pass.Back, Pass.WriteOutputs);
        yield return new(plan, "Backward", true, batch.Workspace, kernels, ["x", "X", "T", "into", .. records, .. plan.Layers.Select(layer => Region.Mask(layer).Name)], turned) { Left = [z, losses, .. records] };
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
            Workspace.Regions.Where(region => region.To.Name == "p" || Filled.Contains(region.To.Name)).Select(region => region.Name).Concat(Filled),
            Workspace.Scratch.ToDictionary(region => region.Region.Name, region => Workspace[region.Region].Offset.Constant));
        foreach (Kernel kernel in Kernels)
        {
            if (Turned.TryGetValue(kernel.Name, out string? region))
                verifier.Fill(region);
            verifier.Verify(kernel);
        }

        foreach (string region in Left)
            verifier.Take(region);
        return verifier.Findings.Concat(Overlaps(lengths));
    }

    /// <summary>Regions of parameters that reach into the next one or behind the end of their memory, and those of scratch that kernels use that reach behind its end.</summary>
    private IEnumerable<string> Overlaps(IReadOnlyDictionary<string, int> lengths) => Workspace.Regions
        .Where(region => region.To.Name != "s")
        .GroupBy(region => region.To.Name)
        .SelectMany(memory => memory.Where(region => region.To.Offset.Constant + lengths[region.Name]
            > memory.Select(other => other.To.Offset.Constant).Where(start => start > region.To.Offset.Constant).DefaultIfEmpty(lengths[memory.Key]).Min()))
        .Concat(Kernels.SelectMany(kernel => kernel.Regions).Where(region => region.To.Name == "s" && region.To.Offset.Constant + lengths[region.Name] > Scratch))
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
