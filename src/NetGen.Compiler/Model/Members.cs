namespace NetGen.Compiler.Model;

/// <summary>The public contract on a network's class: every member, in the order in which it is emitted.</summary>
internal static class Members
{
    /// <summary>Private members of the generated class, which the user's must leave free too.</summary>
    public static readonly IReadOnlyList<string> Private = ["_draws", "_info", "_late", "_layout", "_parameters", "_pretrained", "_samples", "ReadPretrained", "RefreshTransposed"];

    private static readonly EquatableArray<string> Inherited = new(["<inheritdoc/>"]);

    private static readonly HashSet<string> Reserved = new(Everything().Select(member => member.Name).Concat(Private));

    /// <summary>The members of one network. The type is <paramref name="outline"/>'s host, in a network in error with type parameters of its own.</summary>
    public static IEnumerable<Member> Of(Outline outline)
    {
        string self = outline.Host.Name;
        string number = outline.Number;
        string read = $"global::System.ReadOnlySpan<{number}>";
        string write = $"global::System.Span<{number}>";
        const string Labels = "global::System.ReadOnlySpan<int>";
        const string Stream = "global::System.IO.Stream";

        yield return Constant("InputSize", "The number of values in one input.");
        yield return Constant("OutputSize", "The number of values in one output.");
        yield return Constant("ParameterCount", "The number of weights and biases.");
        yield return new("public static", "global::NetGen.NetworkInfo", "Info", null, Inherited);
        yield return Constructor(self, [], "A network with the parameters that seed 0 draws.");
        yield return Constructor(self, [new("int", "seed")], "A network with freshly drawn parameters; the same seed draws the same, on every machine.");
        if (outline.HasPretrained)
            yield return Property(self, "Pretrained", outline.HasTraining ? "trained" : "changed");
        if (outline.IsStreaming)
        {
            const string State = "global::NetGen.State";
            yield return Method(State, "NewState");
            yield return Method("void", "Step", new(State, "state"), new(read, "input"), new(write, "output"));
            yield return Method("void", "Run", new(State, "state"), new(read, "inputs"), new(write, "outputs"));
            if (outline.HasTraining)
            {
                yield return Method(number, "TrainSequence", new(read, "inputs"), new(read, "targets"), new(number, "learningRate"));
                yield return Method(number, "TrainSequence", new(State, "state"), new(read, "inputs"), new(read, "targets"), new(number, "learningRate"));
                yield return Method(number, "BackwardSequence", new(read, "inputs"), new(read, "targets"), new(write, "gradient"));
                yield return Method(number, "BackwardSequence", new(State, "state"), new(read, "inputs"), new(read, "targets"), new(write, "gradient"));
            }
        }
        else
        {
            yield return Method("void", "Forward", new(read, "input"), new(write, "output"));
            if (outline.HasParts)
                yield return Parts(outline, read, write);
            yield return Method("void", "ForwardBatch", new(read, "inputs"), new(write, "outputs"));
        }

        if (outline.Predicts)
        {
            yield return Predicting(Method("int", "Predict", new Parameter(read, "input")));
            yield return Predicting(Method("void", "PredictBatch", new(read, "inputs"), new("global::System.Span<int>", "outputs")));

            // Without training they implement nothing.
            Member Predicting(Member member) => outline.HasTraining
                ? member
                : member with { Documentation = new([$"<inheritdoc cref=\"global::NetGen.IPredictor{{TSelf, T}}.{member.Name}\"/>"]) };
        }

        if (outline.HasClasses)
        {
            yield return new("public static", "global::System.ReadOnlySpan<string>", "Classes", null, Summary("The names of the classes, by number."));
            yield return new("public", "string", "PredictClass", new EquatableArray<Parameter>([new(read, "input")]), new EquatableArray<string>(
            [
                "<summary>The name of one sample's class.</summary>",
                "<param name=\"input\">One sample.</param>",
                "<exception cref=\"global::System.ArgumentException\">The length is wrong.</exception>",
            ]));
        }

        if (outline is { HasTraining: true, IsStreaming: false })
        {
            yield return Method(number, "Train", new(read, "input"), new(read, "target"), new(number, "learningRate"));
            yield return Method(number, "TrainBatch", new(read, "inputs"), new(read, "targets"), new(number, "learningRate"));
            yield return Method(number, "Evaluate", new(read, "inputs"), new(read, "targets"));
            yield return Method(number, "Backward", new(read, "inputs"), new(read, "targets"), new(write, "gradient"));
        }

        if (outline is { HasTraining: true, TakesLabels: true, IsStreaming: false })
        {
            yield return Method(number, "Train", new(read, "input"), new("int", "label"), new(number, "learningRate"));
            yield return Method(number, "TrainBatch", new(read, "inputs"), new(Labels, "labels"), new(number, "learningRate"));
            yield return Method(number, "Evaluate", new(read, "inputs"), new(Labels, "labels"));
            yield return Method(number, "Backward", new(read, "inputs"), new(Labels, "labels"), new(write, "gradient"));
        }

        if (outline.HasTrace)
        {
            string trace = $"global::NetGen.NetworkTrace<{number}>";
            yield return Traced("The values of every layer for one sample.", new Parameter(read, "input"));
            yield return Traced("The values of every layer for one sample, its loss, and the gradient of the loss by all of them.", new(read, "input"), new(read, "target"));
            if (outline.TakesLabels)
                yield return Traced("The values of every layer for one sample of that class, its loss, and the gradient of the loss by all of them.", new(read, "input"), new("int", "label"));

            Member Traced(string summary, params Parameter[] parameters) => new("public", trace, "Trace", new EquatableArray<Parameter>(parameters), Summary(summary));
        }

        yield return Method("void", "GetParameters", new Parameter(write, "parameters"));
        yield return Method("void", "SetParameters", new Parameter(read, "parameters"));
        yield return Method(self, "Clone");
        yield return Method("void", "CopyFrom", new Parameter(self, "other"));
        yield return Method("void", "Save", new Parameter("string", "path"));
        yield return Method("void", "Save", new Parameter(Stream, "stream"));
        yield return Static(self, "Load", new Parameter("string", "path"));
        yield return Static(self, "Load", new Parameter(Stream, "stream"));
        yield return new("public override", "string", "ToString", EquatableArray<Parameter>.Empty, Summary("The architecture."));
    }

    /// <summary>True for names that a network's class must be asked about: those of generated members, and its constructors'.</summary>
    public static bool IsReserved(string name, string className) => name == className || Reserved.Contains(name);

    /// <summary>The interface that a network implements, with its type arguments.</summary>
    public static string Interface(Outline outline) => outline switch
    {
        { IsStreaming: true } => Interface(outline.HasTraining ? "IStreamingNetwork" : "IStreamingInference", outline),
        { HasTraining: false } => Interface("IInference", outline),
        { Predicts: true, TakesLabels: true } => Interface("IClassifier", outline),
        { Predicts: true } => Interface("IPredictor", outline),
        _ => Interface("INetwork", outline),
    };

    /// <summary>What the interface asks for beyond the public members, each with its body.</summary>
    public static IEnumerable<string> Explicit(Outline outline)
    {
        string network = Interface(outline.IsStreaming ? "IStreamingInference" : "IInference", outline);
        foreach (string size in new[] { "InputSize", "OutputSize", "ParameterCount" })
            yield return $"static int {network}.{size} => {size};";
        yield return $"static {outline.Host.Name} {network}.Create(int seed) => new {outline.Host.Name}(seed);";
    }

    private static string Interface(string name, Outline outline) => $"global::NetGen.{name}<{outline.Host.Name}, {outline.Number}>";

    /// <summary>Forward with a span for each part.</summary>
    private static Member Parts(Outline outline, string read, string write)
    {
        IEnumerable<(string Name, string Type, string Text)> inputs = outline.InputParts.Select(part => (part.Name, Type: read, Text: $"{part.Shape.Size} values{(part.Shape.Dimensions.Count > 1 ? $", of shape {part.Shape}" : "")}."));
        IEnumerable<(string Name, string Type, string Text)> outputs = outline.OutputParts.Select(part => (part.Name, Type: write, Text: $"Receives {part.Shape.Size} values."));
        var parts = inputs.Concat(outputs).ToList();
        return new("public", "void", "Forward", new(parts.Select(part => new Parameter(part.Type, part.Name))), new(
        [
            "<summary>The outputs for one sample, part by part.</summary>",
            .. parts.Select(part => $"<param name=\"{part.Name}\">{part.Text}</param>"),
            "<exception cref=\"global::System.ArgumentException\">A length is wrong.</exception>",
        ]));
    }

    private static IEnumerable<Member> Everything()
    {
        var outline = new Outline(
            new HostType("", EquatableArray<string>.Empty, "", "", ""), 1, 1, 1, Precision.Single, Predicts: true, TakesLabels: true, HasPretrained: true, HasClasses: true, HasTrace: true, HasTraining: true, IsStreaming: false);
        return Of(outline).Concat(Of(outline with { IsStreaming = true }));
    }

    private static Member Constant(string name, string summary) => new("public const", "int", name, null, Summary(summary));

    private static Member Constructor(string self, Parameter[] parameters, string summary) =>
        new("public", null, self.Split('<')[0], new EquatableArray<Parameter>(parameters), Summary(summary));

    private static Member Property(string type, string name, string not) => new("public static", type, name, null, new EquatableArray<string>(
    [
        $"<summary>The one shared network with the embedded weights, read on first use. It is not to be {not}: <see cref=\"Clone\"/> it.</summary>",
        "<exception cref=\"global::System.InvalidOperationException\">No weights are embedded.</exception>",
    ]));

    private static Member Method(string type, string name, params Parameter[] parameters) =>
        new("public", type, name, new EquatableArray<Parameter>(parameters), Inherited);

    private static Member Static(string type, string name, params Parameter[] parameters) =>
        new("public static", type, name, new EquatableArray<Parameter>(parameters), Inherited);

    private static EquatableArray<string> Summary(string text) => new([$"<summary>{text}</summary>"]);
}
