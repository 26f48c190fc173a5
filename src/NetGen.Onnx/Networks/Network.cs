using System.Globalization;
using System.Text.Json;
using NetGen.Compiler.Spec;
using NetGen.Onnx.Layers;

namespace NetGen.Onnx.Networks;

/// <summary>The layers that a model becomes, each after those that it takes, and what the network's files say of them.</summary>
internal sealed class Network
{
    private readonly Dictionary<NetworkLayer, int> _numbers = [];

    /// <summary>The layers that lead to some of them.</summary>
    /// <param name="source">The file's name, for messages.</param>
    /// <param name="inputs">The layers that stand for inputs.</param>
    /// <param name="outputs">The layers that give the outputs.</param>
    /// <param name="row">The model's inputs that a row has.</param>
    /// <param name="states">Those that the network keeps itself.</param>
    /// <exception cref="NotSupportedException">It is too large, or no network that NetGen has.</exception>
    public Network(string source, IReadOnlyList<NetworkLayer> inputs, IReadOnlyList<NetworkLayer> outputs, IReadOnlyList<string> row, IReadOnlyList<RecurrentState> states)
    {
        (Inputs, Outputs, Row, States) = (inputs, outputs, row, states);
        Layers = Sorted(outputs);
        long parameters = Layers.Sum(layer => layer.Tensors.Sum(tensor => (long)tensor.Values.Length));
        if (Layers.Count > Lowering.MostLayers || parameters > Lowering.MostParameters)
            throw new NotSupportedException($"{source}: it needs {Layers.Count} layers with {parameters} parameters; at most {Lowering.MostLayers} and {Lowering.MostParameters} can be.");
        for (int input = 0; input < inputs.Count; input++)
            _numbers[inputs[input]] = -1 - input;
        for (int number = 0; number < Layers.Count; number++)
            _numbers[Layers[number]] = number;
        Call();
        if (IsStream && (inputs is not [{ Shape.Length: 1 }] || outputs.Count > 1 || Layers.Any(layer => layer.Shape.Length > 1)))
            throw new NotSupportedException($"{source}: its recurrent layers take their states as inputs of the model, as in a stream; of which a network has one input and one output of features. Name an output that needs no more.");
    }

    public IReadOnlyList<NetworkLayer> Inputs { get; }

    public IReadOnlyList<NetworkLayer> Layers { get; }

    /// <summary>The layers that give the network's outputs, in order.</summary>
    public IReadOnlyList<NetworkLayer> Outputs { get; }

    /// <summary>Whether a sample is one step of a stream, of which recurrent layers keep the state.</summary>
    public bool IsStream => States.Count > 0;

    /// <summary>The model's inputs that a row has, one after the other.</summary>
    public IReadOnlyList<string> Row { get; }

    /// <summary>The model's inputs that the network keeps from step to step.</summary>
    public IReadOnlyList<RecurrentState> States { get; }

    /// <summary>All parameters, by the names that files have for them.</summary>
    public IReadOnlyList<ImportedTensor> Tensors => [.. Layers.SelectMany((layer, number) => layer.Tensors.Select(tensor => tensor with { Name = $"layers.{number}.{tensor.Name}" }))];

    /// <summary>Whether the architecture text can say it: layers one after the other.</summary>
    public bool IsChain => Inputs.Count == 1 && Outputs.Count == 1 && Layers.All(layer => layer.IsInText && TakesTheOneBefore(layer));

    /// <summary>The architecture as NetGen itself writes it.</summary>
    public string Architecture
    {
        get
        {
            string text = string.Join('+', Inputs.Select(input => string.Join('x', input.Shape))) + string.Concat(Layers.Select(layer => "-" + Text(layer)));
            return Outputs.Count == 1 ? text : $"{text}-concat({string.Join(',', Outputs.Select(output => _numbers[output]))})";
        }
    }

    /// <summary>What JSON says of a layer beside kind and activation: its name, where something asks for it, and what it takes.</summary>
    private (string? Name, string? From, IReadOnlyList<string> Others) References(NetworkLayer layer)
    {
        int number = _numbers[layer];
        bool isAsked = (Outputs.Count > 1 && Outputs.Contains(layer)) || Layers.Any(reader => reader.Sources.Where((source, index) => source == layer && (index > 0 || _numbers[reader] != number + 1)).Any());
        bool isNext = layer.Sources[0] == (number == 0 ? Inputs[0] : Layers[number - 1]);
        return (isAsked ? NameOf(layer) : null, isNext ? null : NameOf(layer.Sources[0]), [.. layer.Sources.Skip(1).Select(NameOf)]);
    }

    /// <summary>Layers as JSON has them, a line each.</summary>
    public void WriteGraph(Utf8JsonWriter json)
    {
        if (Inputs.Count == 1)
            WriteSize(json, "input", Inputs[0].Shape);
        else
            json.WriteStartObject("inputs");
        foreach (NetworkLayer input in Inputs.Where(_ => Inputs.Count > 1))
            WriteSize(json, input.Name!, input.Shape);
        if (Inputs.Count > 1)
            json.WriteEndObject();
        json.WriteStartArray("layers");
        foreach (NetworkLayer layer in Layers)
            json.WriteRawValue(Layer(layer));
        json.WriteEndArray();
        if (Outputs.Count > 1)
        {
            json.WriteStartArray("outputs");
            foreach (NetworkLayer output in Outputs)
                json.WriteStringValue(output.Name);
            json.WriteEndArray();
        }
    }

    private static void WriteSize(Utf8JsonWriter json, string key, int[] shape)
    {
        if (shape.Length == 1)
            json.WriteNumber(key, shape[0]);
        else
            json.WriteString(key, string.Join('x', shape));
    }

    private string Layer(NetworkLayer layer)
    {
        (string? name, string? from, IReadOnlyList<string>? others) = References(layer);
        List<string> members = layer.Sources.Count == 1 ? [Member("kind", layer.Kind)] : [Member(layer.Kind, others)];
        members.AddRange(layer.Options.Select(option => Member(option.Key, option.Value)));
        if (layer.HasActivation)
            members.Add(Member("activation", layer.Activation));
        if (from is not null)
            members.Add(Member("from", from));
        if (name is not null)
            members.Add(Member("name", name));
        return $"{{ {string.Join(", ", members)} }}";

        // Names are identifiers, and need no escapes.
        static string Member(string key, object value) => $"\"{key}\": " + value switch
        {
            string text => $"\"{text}\"",
            IReadOnlyList<string> texts => $"[{string.Join(", ", texts.Select(text => $"\"{text}\""))}]",
            double[] and [var number] => number.ToString("R", CultureInfo.InvariantCulture),
            IReadOnlyList<double> numbers => $"[{string.Join(", ", numbers.Select(number => number.ToString("R", CultureInfo.InvariantCulture)))}]",
            IReadOnlyList<int> numbers => $"[{string.Join(", ", numbers.Select(Whole))}]",
            _ => Whole((int)value),
        };
    }

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);

    private string NameOf(NetworkLayer layer) => layer.Name ?? NetworkLayer.Input;

    /// <summary>Gives every layer a name of its own that C# can have; the only input is called so by JSON itself.</summary>
    private void Call()
    {
        HashSet<string> taken = [NetworkLayer.Input];
        foreach (NetworkLayer layer in Inputs.Where(_ => Inputs.Count > 1).Concat(Outputs).Concat(Layers).Distinct())
        {
            string name = Member(layer.Name ?? $"layer{_numbers[layer].ToString(CultureInfo.InvariantCulture)}");
            while (!taken.Add(name))
                name += "_";
            layer.Name = name;
        }
    }

    /// <summary>A name of a model with what C# does not take replaced.</summary>
    private static string Member(string name)
    {
        string letters = string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_'));
        return Identifier.IsValid(letters) ? letters : "_" + letters;
    }

    private static List<NetworkLayer> Sorted(IReadOnlyList<NetworkLayer> outputs)
    {
        var sorted = new List<NetworkLayer>();
        HashSet<NetworkLayer> begun = [], done = [];
        var path = new Stack<NetworkLayer>(outputs.Reverse());
        while (path.TryPeek(out NetworkLayer? layer))
        {
            if (begun.Add(layer))
            {
                foreach (NetworkLayer source in layer.Sources.Reverse().Where(source => !done.Contains(source)))
                    path.Push(source);
                continue;
            }
            path.Pop();
            if (done.Add(layer) && layer.Kind != NetworkLayer.Input)
                sorted.Add(layer);
        }
        return sorted;
    }

    private bool TakesTheOneBefore(NetworkLayer layer)
    {
        int number = _numbers[layer];
        return layer.Sources is [var only] && only == (number == 0 ? Inputs[0] : Layers[number - 1]);
    }

    private string Text(NetworkLayer layer)
    {
        bool isLast = Outputs.Count == 1 && layer == Layers[^1];
        string text = !layer.HasActivation || (isLast && layer.Activation == "identity") ? layer.Text : $"{layer.Text}:{layer.Activation.ToLowerInvariant()}";
        return TakesTheOneBefore(layer) ? text : $"{text}({string.Join(',', layer.Sources.Select(source => _numbers[source]))})";
    }
}
