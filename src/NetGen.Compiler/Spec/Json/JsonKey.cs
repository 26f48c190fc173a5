using NetGen.Compiler.Findings;

namespace NetGen.Compiler.Spec.Json;

/// <summary>A key of a *.netgen.json file.</summary>
/// <param name="Name">As it is written; upper and lower case count.</param>
/// <param name="Part">What of the declaration it is; null for what editors alone read.</param>
/// <param name="Type">What may be written.</param>
/// <param name="Example">A value to write, as JSON.</param>
/// <param name="Description">One sentence for the schema and the reference.</param>
internal sealed record JsonKey(string Name, Part? Part, JsonType Type, string Example, string Description)
{
    public static readonly IReadOnlyList<JsonKey> All =
    [
        Text("$schema", null, "obj/netgen.schema.json", "The schema of these files, for editors."),
        Text("name", Findings.Part.Name, "Moons", "The class that a file standing alone declares; a file that belongs to a class has none."),
        Text("namespace", Findings.Part.Namespace, "Demo", "Its namespace; default: the global one."),
        Text("architecture", Findings.Part.Architecture, "2-3:sigmoid-2", "The number of inputs or their shape, such as 1x28x28, then the layers: units, convolutions such as 6c5p2, pooling such as mp2, each with an activation after ':' if need be."),
        new("input", Findings.Part.Input, JsonType.Size, "\"1x28x28\"", "With \"layers\": the number of inputs or their shape."),
        new("inputs", Findings.Part.Inputs, JsonType.Sizes, "{ \"image\": \"1x28x28\", \"speed\": 2 }", "With \"layers\": several inputs by name, in the order in which a row has them."),
        new("layers", Findings.Part.Layers, JsonType.Layers, "[{ \"kind\": \"dense\", \"units\": 2 }]", "In place of \"architecture\": the layers, each an object, which may have names and take several others."),
        new("outputs", Findings.Part.Outputs, JsonType.Texts, "[\"policy\", \"value\"]", "With \"layers\": the names of the layers that give the outputs, in the order in which a row has them; default: the last."),
        Text("hidden", Findings.Part.Hidden, "relu", "The activation of hidden layers that name none; default: relu."),
        Text("output", Findings.Part.Output, "softmax", "The activation of the last layer if it names none; default: identity."),
        Text("loss", Findings.Part.Loss, "crossEntropy", "What training makes small; default: by the output."),
        Text("initializer", Findings.Part.Initializer, "heNormal", "How weights are first drawn; default: for each layer by its activation."),
        Number("initializerScale", Findings.Part.InitializerScale, "1.0", "The standard deviation of normal, the upper bound of uniform, the value of constant; default: 1."),
        Number("initialBias", Findings.Part.InitialBias, "0.0", "What every bias starts as; default: 0."),
        Text("precision", Findings.Part.Precision, "double", "The number type of parameters, inputs and outputs; default: single."),
        Text("weights", Findings.Part.Weights, "moons.safetensors", "A weights file of the project, which is embedded and gives Pretrained."),
        new("classes", Findings.Part.Classes, JsonType.Texts, "[\"upper\", \"lower\"]", "The names of the classes, in the order of the outputs; they give Classes and PredictClass, and are kept in weights files."),
        new("trace", Findings.Part.Trace, JsonType.Flag, "true", "Whether the class gets Trace, which shows every value and gradient of one sample; default: false."),
        new("training", Findings.Part.Training, JsonType.Flag, "false", "Whether the class can be trained; without training it only predicts, and has no code but for that; default: true."),
    ];

    private static JsonKey Text(string name, Part? part, string example, string description) => new(name, part, JsonType.Text, $"\"{example}\"", description);

    private static JsonKey Number(string name, Part part, string example, string description) => new(name, part, JsonType.Number, example, description);
}
