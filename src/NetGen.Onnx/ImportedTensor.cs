namespace NetGen.Onnx;

/// <summary>A tensor as the weights file of an imported network has it.</summary>
/// <param name="Name">As PyTorch names it, such as <c>layers.0.weight</c>.</param>
/// <param name="Shape">Its sizes.</param>
/// <param name="Values">Row-major; of a network in single precision they are rounded once, on their way into the file.</param>
internal sealed record ImportedTensor(string Name, int[] Shape, double[] Values);
