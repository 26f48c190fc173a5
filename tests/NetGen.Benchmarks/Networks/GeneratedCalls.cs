using NetGen.Corpus;

namespace NetGen.Benchmarks.Networks;

// The same six lines for each network: nothing may stand between a timed loop and the network's own class.

internal readonly struct W1Calls(W1 network) : INetworkCalls
{
    public void Forward(ReadOnlySpan<float> input, Span<float> output) => network.Forward(input, output);

    public void ForwardBatch(ReadOnlySpan<float> inputs, Span<float> outputs) => network.ForwardBatch(inputs, outputs);

    public void Train(ReadOnlySpan<float> input, int label, float learningRate) => network.Train(input, label, learningRate);

    public void TrainBatch(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels, float learningRate) => network.TrainBatch(inputs, labels, learningRate);

    public void GetParameters(Span<float> parameters) => network.GetParameters(parameters);

    public void SetParameters(ReadOnlySpan<float> parameters) => network.SetParameters(parameters);
}

internal readonly struct W2Calls(W2 network) : INetworkCalls
{
    public void Forward(ReadOnlySpan<float> input, Span<float> output) => network.Forward(input, output);

    public void ForwardBatch(ReadOnlySpan<float> inputs, Span<float> outputs) => network.ForwardBatch(inputs, outputs);

    public void Train(ReadOnlySpan<float> input, int label, float learningRate) => network.Train(input, label, learningRate);

    public void TrainBatch(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels, float learningRate) => network.TrainBatch(inputs, labels, learningRate);

    public void GetParameters(Span<float> parameters) => network.GetParameters(parameters);

    public void SetParameters(ReadOnlySpan<float> parameters) => network.SetParameters(parameters);
}

internal readonly struct W3Calls(W3 network) : INetworkCalls
{
    public void Forward(ReadOnlySpan<float> input, Span<float> output) => network.Forward(input, output);

    public void ForwardBatch(ReadOnlySpan<float> inputs, Span<float> outputs) => network.ForwardBatch(inputs, outputs);

    public void Train(ReadOnlySpan<float> input, int label, float learningRate) => network.Train(input, label, learningRate);

    public void TrainBatch(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels, float learningRate) => network.TrainBatch(inputs, labels, learningRate);

    public void GetParameters(Span<float> parameters) => network.GetParameters(parameters);

    public void SetParameters(ReadOnlySpan<float> parameters) => network.SetParameters(parameters);
}

internal readonly struct W4Calls(W4 network) : INetworkCalls
{
    public void Forward(ReadOnlySpan<float> input, Span<float> output) => network.Forward(input, output);

    public void ForwardBatch(ReadOnlySpan<float> inputs, Span<float> outputs) => network.ForwardBatch(inputs, outputs);

    public void Train(ReadOnlySpan<float> input, int label, float learningRate) => network.Train(input, label, learningRate);

    public void TrainBatch(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels, float learningRate) => network.TrainBatch(inputs, labels, learningRate);

    public void GetParameters(Span<float> parameters) => network.GetParameters(parameters);

    public void SetParameters(ReadOnlySpan<float> parameters) => network.SetParameters(parameters);
}

internal readonly struct W5Calls(W5 network) : INetworkCalls
{
    public void Forward(ReadOnlySpan<float> input, Span<float> output) => network.Forward(input, output);

    public void ForwardBatch(ReadOnlySpan<float> inputs, Span<float> outputs) => network.ForwardBatch(inputs, outputs);

    public void Train(ReadOnlySpan<float> input, int label, float learningRate) => network.Train(input, label, learningRate);

    public void TrainBatch(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels, float learningRate) => network.TrainBatch(inputs, labels, learningRate);

    public void GetParameters(Span<float> parameters) => network.GetParameters(parameters);

    public void SetParameters(ReadOnlySpan<float> parameters) => network.SetParameters(parameters);
}

internal readonly struct W6Calls(W6 network) : INetworkCalls
{
    public void Forward(ReadOnlySpan<float> input, Span<float> output) => network.Forward(input, output);

    public void ForwardBatch(ReadOnlySpan<float> inputs, Span<float> outputs) => network.ForwardBatch(inputs, outputs);

    public void Train(ReadOnlySpan<float> input, int label, float learningRate) => network.Train(input, label, learningRate);

    public void TrainBatch(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels, float learningRate) => network.TrainBatch(inputs, labels, learningRate);

    public void GetParameters(Span<float> parameters) => network.GetParameters(parameters);

    public void SetParameters(ReadOnlySpan<float> parameters) => network.SetParameters(parameters);
}

internal readonly struct LeNetCalls(LeNet network) : INetworkCalls
{
    public void Forward(ReadOnlySpan<float> input, Span<float> output) => network.Forward(input, output);

    public void ForwardBatch(ReadOnlySpan<float> inputs, Span<float> outputs) => network.ForwardBatch(inputs, outputs);

    public void Train(ReadOnlySpan<float> input, int label, float learningRate) => network.Train(input, label, learningRate);

    public void TrainBatch(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels, float learningRate) => network.TrainBatch(inputs, labels, learningRate);

    public void GetParameters(Span<float> parameters) => network.GetParameters(parameters);

    public void SetParameters(ReadOnlySpan<float> parameters) => network.SetParameters(parameters);
}

internal readonly struct DepthwiseNetCalls(DepthwiseNet network) : INetworkCalls
{
    public void Forward(ReadOnlySpan<float> input, Span<float> output) => network.Forward(input, output);

    public void ForwardBatch(ReadOnlySpan<float> inputs, Span<float> outputs) => network.ForwardBatch(inputs, outputs);

    public void Train(ReadOnlySpan<float> input, int label, float learningRate) => network.Train(input, label, learningRate);

    public void TrainBatch(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels, float learningRate) => network.TrainBatch(inputs, labels, learningRate);

    public void GetParameters(Span<float> parameters) => network.GetParameters(parameters);

    public void SetParameters(ReadOnlySpan<float> parameters) => network.SetParameters(parameters);
}

internal readonly struct SignalNetCalls(SignalNet network) : INetworkCalls
{
    public void Forward(ReadOnlySpan<float> input, Span<float> output) => network.Forward(input, output);

    public void ForwardBatch(ReadOnlySpan<float> inputs, Span<float> outputs) => network.ForwardBatch(inputs, outputs);

    public void Train(ReadOnlySpan<float> input, int label, float learningRate) => network.Train(input, label, learningRate);

    public void TrainBatch(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels, float learningRate) => network.TrainBatch(inputs, labels, learningRate);

    public void GetParameters(Span<float> parameters) => network.GetParameters(parameters);

    public void SetParameters(ReadOnlySpan<float> parameters) => network.SetParameters(parameters);
}
