namespace NetGen.Onnx;

/// <summary>An input or an output of a model. Immutable.</summary>
/// <param name="Name">Its name in the model.</param>
/// <param name="Shape">The sizes of its axes, the first of which usually counts samples; null for a size that is left open, and for a shape that is.</param>
public sealed record OnnxValue(string Name, IReadOnlyList<long?>? Shape)
{
    /// <summary>Name and shape, such as <c>obs [?, 21]</c>.</summary>
    public override string ToString() => Shape is null ? Name : $"{Name} [{string.Join(", ", Shape.Select(size => size?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "?"))}]";
}
