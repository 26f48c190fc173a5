namespace NetGen.Tool.Formats.PyTorch;

/// <summary>The tensors of a PyTorch model by their names, without anything that says how they belong together.</summary>
/// <param name="Tensors">In the order of the file, which need not be the model's.</param>
/// <param name="Architecture">Where the file says it.</param>
/// <param name="IsDouble">Whether any of it is in double precision.</param>
/// <param name="Report">How it was read, in lines for people.</param>
internal sealed record StateDict(IReadOnlyList<SourceTensor> Tensors, string? Architecture, bool IsDouble, IReadOnlyList<string> Report);
