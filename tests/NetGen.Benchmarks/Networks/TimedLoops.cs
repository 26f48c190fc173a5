using System.Runtime.CompilerServices;

namespace NetGen.Benchmarks.Networks;

/// <summary>Series of steps of a C# network, each on other samples of the pool than the step before.</summary>
/// <remarks>The hand-written C runs the same loops over the same samples.</remarks>
internal sealed class TimedLoops<TCalls>(Workload workload, TCalls calls)
    where TCalls : struct, INetworkCalls
{
    private readonly Memory<float> _outputs = AlignedMemory.Allocate<float>(Workload.Pool * workload.OutputSize);

    public Candidate Candidate(Cell cell, string name) => new(
        name,
        cell,
        () => calls.SetParameters(workload.Parameters.Span),
        cell switch
        {
            { Trains: false, Batch: 1 } => Forward,
            { Trains: false } => steps => ForwardBatch(steps, cell.Batch),
            { Batch: 1 } => Train,
            _ => steps => TrainBatch(steps, cell.Batch),
        },
        () => cell.Trains ? GetParameters() : _outputs[..(cell.Batch * workload.OutputSize)].ToArray());

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Forward(long steps)
    {
        ReadOnlySpan<float> inputs = workload.Inputs.Span;
        Span<float> output = _outputs.Span[..workload.OutputSize];
        int size = workload.InputSize;
        for (long step = 0; step < steps; step++)
            calls.Forward(inputs.Slice((int)(step & 31) * size, size), output);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ForwardBatch(long steps, int batch)
    {
        ReadOnlySpan<float> inputs = workload.Inputs.Span;
        Span<float> outputs = _outputs.Span[..(batch * workload.OutputSize)];
        int size = batch * workload.InputSize, batches = Workload.Pool / batch;
        for (long step = 0; step < steps; step++)
            calls.ForwardBatch(inputs.Slice((int)(step % batches) * size, size), outputs);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Train(long steps)
    {
        ReadOnlySpan<float> inputs = workload.Inputs.Span;
        ReadOnlySpan<int> labels = workload.Labels.Span;
        int size = workload.InputSize;
        for (long step = 0; step < steps; step++)
        {
            int sample = (int)(step & (Workload.Pool - 1));
            calls.Train(inputs.Slice(sample * size, size), labels[sample], Cell.LearningRate);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void TrainBatch(long steps, int batch)
    {
        ReadOnlySpan<float> inputs = workload.Inputs.Span;
        ReadOnlySpan<int> labels = workload.Labels.Span;
        int size = workload.InputSize, batches = Workload.Pool / batch;
        for (long step = 0; step < steps; step++)
        {
            int first = (int)(step % batches) * batch;
            calls.TrainBatch(inputs.Slice(first * size, batch * size), labels.Slice(first, batch), Cell.LearningRate);
        }
    }

    private float[] GetParameters()
    {
        var parameters = new float[workload.ParameterCount];
        calls.GetParameters(parameters);
        return parameters;
    }
}
