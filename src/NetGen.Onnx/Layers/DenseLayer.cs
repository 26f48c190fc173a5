namespace NetGen.Onnx.Layers;

/// <summary>activation(W x + b): weights [outputs, inputs] and bias [outputs].</summary>
internal sealed record DenseLayer(int Inputs, int Outputs, double[] Weights, double[] Bias, string Activation);
