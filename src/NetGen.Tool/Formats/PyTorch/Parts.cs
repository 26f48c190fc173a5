namespace NetGen.Tool.Formats.PyTorch;

/// <summary>Which tensors modules have, and which of them a module may leave out.</summary>
internal static class Parts
{
    /// <summary>Tensors that a module is saved without where it was made so (<c>bias=False</c>, <c>affine=False</c>), and what they count as then.</summary>
    /// <returns>0 or 1; null for a tensor that every module has.</returns>
    public static double? Missing(string name, bool isNorm) => name switch
    {
        "bias" or "bias_ih" or "bias_hh" => 0,
        "weight" when isNorm => 1,
        _ => null,
    };

    /// <summary>The same for two sets of tensors where one can stand for the other.</summary>
    public static string SignatureOf(IReadOnlyDictionary<string, int[]> shapes)
    {
        bool isNorm = IsNorm(shapes.Keys), hasOwnShapes = shapes.TryGetValue("weight", out int[]? weight) && shapes.TryGetValue("bias", out int[]? bias) && weight.SequenceEqual(bias);
        IEnumerable<string> kept = shapes.Where(shape => Missing(shape.Key, isNorm) is null).Select(shape => $"{shape.Key} [{string.Join(", ", shape.Value)}]").Order(StringComparer.Ordinal);
        return string.Join(", ", hasOwnShapes && !isNorm ? kept.Append("bias of that shape") : kept);
    }

    /// <summary>Whether tensors of these names are those of a batch normalisation.</summary>
    public static bool IsNorm(IEnumerable<string> names) => names.Contains("running_mean");
}
