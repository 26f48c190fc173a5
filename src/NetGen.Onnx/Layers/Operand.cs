using NetGen.Onnx.Format;

namespace NetGen.Onnx.Layers;

/// <summary>An input of a node: a constant, a signal, or neither where it is left out.</summary>
internal readonly record struct Operand(Tensor? Constant, Signal? Signal);
