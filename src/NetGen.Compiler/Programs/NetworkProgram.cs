using NetGen.Compiler.Kernels;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Programs;

/// <summary>In: a plan. Out: the programs of which several parts of the emitted code speak, each built once.</summary>
internal sealed class NetworkProgram(NetworkPlan plan)
{
    private PlacedKernels? _batch;
    private StreamProgram? _stream;

    /// <summary>A block of samples, or in training of steps of a stream.</summary>
    public PlacedKernels Batch => _batch ??= BatchProgram.Of(plan, Shapes.OfBatch(plan));

    /// <summary>Steps of a stream.</summary>
    public StreamProgram Stream => _stream ??= new StreamProgram(plan.Inference, Shapes.OfSample(plan.Inference.OfStream), Shapes.OfTiles(plan));
}
