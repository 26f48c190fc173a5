using NetGen.Compiler.Findings;

namespace NetGen.Compiler.Spec.Json;

/// <summary>A key of a *.netgen.json file.</summary>
/// <param name="Name">As it is written; upper and lower case count.</param>
/// <param name="Part">What of the declaration it is; null for what editors alone read.</param>
/// <param name="IsNumber">True for a number, false for a string.</param>
/// <param name="Example">A value to write.</param>
internal sealed record JsonKey(string Name, Part? Part, bool IsNumber, string Example)
{
    public static readonly IReadOnlyList<JsonKey> All =
    [
        new("$schema", null, IsNumber: false, "\"netgen.schema.json\""),
        new("name", Findings.Part.Name, IsNumber: false, "\"Moons\""),
        new("namespace", Findings.Part.Namespace, IsNumber: false, "\"Demo\""),
        new("architecture", Findings.Part.Architecture, IsNumber: false, "\"2-3:sigmoid-2\""),
        new("hidden", Findings.Part.Hidden, IsNumber: false, "\"relu\""),
        new("output", Findings.Part.Output, IsNumber: false, "\"softmax\""),
        new("loss", Findings.Part.Loss, IsNumber: false, "\"crossEntropy\""),
        new("initializer", Findings.Part.Initializer, IsNumber: false, "\"heNormal\""),
        new("initializerScale", Findings.Part.InitializerScale, IsNumber: true, "1.0"),
        new("initialBias", Findings.Part.InitialBias, IsNumber: true, "0.0"),
        new("precision", Findings.Part.Precision, IsNumber: false, "\"double\""),
        new("weights", Findings.Part.Weights, IsNumber: false, "\"moons.safetensors\""),
    ];
}
