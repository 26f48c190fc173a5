namespace NetGen.Benchmarks.Networks;

/// <summary>
/// The calls that are timed. Implemented by structs only: the loops around the calls are then compiled for each of them and
/// call the network directly, as a user's loop does.
/// </summary>
internal interface INetworkCalls
{
    void Forward(ReadOnlySpan<float> input, Span<float> output);

    void ForwardBatch(ReadOnlySpan<float> inputs, Span<float> outputs);

    void Train(ReadOnlySpan<float> input, int label, float learningRate);

    void TrainBatch(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels, float learningRate);

    void GetParameters(Span<float> parameters);

    void SetParameters(ReadOnlySpan<float> parameters);
}
