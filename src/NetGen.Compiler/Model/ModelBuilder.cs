using NetGen.Compiler.Findings;
using NetGen.Compiler.Layers;
using NetGen.Compiler.Operations;
using NetGen.Compiler.Spec;

namespace NetGen.Compiler.Model;

/// <summary>
/// Gives a spec its meaning: in goes what was written, out comes a model with every default filled in, or findings. Whatever
/// can be wrong with a network is wrong by the end of this; the stages after it are total.
/// </summary>
internal sealed class ModelBuilder
{
    private readonly NetworkSpec _spec;
    private readonly FindingList _findings;
    private readonly Names _names;

    private ModelBuilder(NetworkSpec spec, FindingList findings)
    {
        _spec = spec;
        _findings = findings;
        _names = new Names(findings);
    }

    private NetworkDeclaration Declaration => _spec.Declaration;

    private bool HasOneOutput => _spec.Graph.Outputs.Count < 2;

    public static Analysis Build(NetworkSpec spec, HostDeclaration host, ProjectContext project, FindingList findings) =>
        new ModelBuilder(spec, findings).Build(host, project);

    private Analysis Build(HostDeclaration host, ProjectContext project)
    {
        if (Declaration is { Architecture: null, Graph: null, IsRejected: false })
            _findings.Add(FindingTable.NoArchitecture, Place.Whole(Part.Declaration), host.Name);

        Precision precision = _names.Precision(Declaration) ?? Precision.Single;
        EquatableArray<Node> nodes = Nodes(precision);
        IReadOnlyList<Layer> layers = [.. nodes.Select(node => node.Layer)];
        Loss? loss = Loss(layers);
        CheckClasses(host, layers, loss);
        if (Declaration is { Trace: true, Training: false })
            _findings.Add(FindingTable.TraceWithoutTraining, Place.Whole(Part.Training), host.Name);
        CheckTrace(host, layers);
        WeightsModel? weights = WeightsRules.Resolve(Declaration, project, _findings);
        Outline outline = Outline(HostRules.Type(host), layers, loss, precision);
        HostRules.Check(host, outline, _findings);
        if (project.OldLanguage is { } version)
            _findings.Add(FindingTable.LanguageTooOld, Place.Whole(Part.Declaration), version);

        if (_findings.HasErrors || Declaration.IsRejected)
            return Broken();

        var model = new NetworkModel(
            outline.Host,
            Inputs(),
            Outputs(nodes),
            nodes,
            loss!,
            Declaration.InitializerScale ?? 1,
            Declaration.InitialBias ?? 0,
            precision,
            weights,
            Declaration.Classes ?? EquatableArray<string>.Empty,
            Declaration.Trace ?? false,
            outline.HasTraining);
        WeightsRules.Fit(model, project, _findings);
        return _findings.HasErrors ? Broken() : new Analysis(model, null, _findings.ToArray());

        Analysis Broken() => new(null, BrokenNetwork.Of(outline, host, project), _findings.ToArray());
    }

    /// <summary>The layers with defaults for what is missing or wrong.</summary>
    private EquatableArray<Node> Nodes(Precision precision)
    {
        LayerRules.CheckWritten(_spec, precision, _findings);

        // Who takes what is looked up for each layer among all others: of very many, never.
        if (_spec.Layers.Count > Limits.Layers)
            return EquatableArray<Node>.Empty;
        Activation hidden = _names.Hidden(Declaration) ?? Registry.FindActivation("ReLU")!;
        Activation output = _names.Output(Declaration) ?? Registry.Identity;
        Initializer? initializer = _names.Initializer(Declaration);

        var references = new References(_spec.Graph, _findings);
        IReadOnlyList<int> outputs = references.Outputs();
        var inputs = _spec.Inputs.Select(input => LayerRules.IsKnown(input) ? LayerRules.Input(input) : null).ToList();
        var nodes = new List<Node>();
        var shapes = new List<Shape?>();
        var sources = Enumerable.Range(0, _spec.Layers.Count).Select(references.Of).ToList();
        bool isStream = inputs.Count == 1 && outputs.Count == 1 && inputs[0] is not { Dimensions.Count: > 1 } && _spec.Layers.Any(layer => layer.Kind.Remembers(layer));
        for (int number = 0; number < _spec.Layers.Count; number++)
        {
            LayerSpec written = _spec.Layers[number];
            Activation? named = _names.Activation(written);
            WrittenKind[] readers = [.. _spec.Layers.Where((_, other) => sources[other]?.Contains(number) == true).Select(layer => layer.Kind).Distinct()];
            bool isNormalised = readers.Any(reader => reader.Normalises);
            Activation fallback = !written.Kind.Syntax.HasActivation || isNormalised ? Registry.Identity : outputs.Contains(number) ? output : written.Kind.Syntax.IsInText ? hidden : Registry.Identity;
            Activation activation = named ?? fallback;
            var taken = sources[number]?.Select(source => Node.InputOf(source) is { } input ? inputs.ElementAtOrDefault(input) : shapes[source]).ToList();
            shapes.Add(null);
            if (taken is null || taken.Contains(null) || LayerRules.Known(written)?.Build(new LayerContext([.. taken.OfType<Shape>()], activation, initializer ?? activation.DefaultInitializer, _findings) { Around = (Source(sources[number]), readers.Length == 1 ? readers[0] : null), IsStream = isStream, HasSeveralInputs = inputs.Count > 1 }) is not { } layer)
                continue;
            nodes.Add(new Node(layer, sources[number]!));
            shapes[number] = layer.Output;
        }

        references.CheckTaken(outputs);
        CheckNames();
        if (outputs.Count > 1 && outputs.All(number => shapes[number] is not null))
            nodes.Add(Together(outputs, shapes));
        if (nodes.Any(node => node.Layer.IsStreamed) && Declaration is not { Training: false })
        {
            const string Untrained = "turn training off for weights from elsewhere";
            foreach (LayerSpec written in _spec.Layers.Where(layer => layer.Kind.NeedsWholeBatch))
                _findings.Add(FindingTable.ShapeDoesNotFit, written.Place, written.Name, $"{written.Kind} in a stream", "training on sequences has no batches", $"write 'ln' for it, or {Untrained}");
            foreach (LayerSpec written in _spec.Layers.Where((_, number) => number < nodes.Count && nodes[number].Layer.Dropped > 0))
                _findings.Add(FindingTable.ShapeDoesNotFit, written.Place, written.Name, $"{written.Kind} in a stream", "training on sequences drops nothing", $"leave it out, train on windows, as in '50x6-32gru-do20-3', or {Untrained}");
        }

        LayerRules.CheckParameters(_spec, [.. nodes.Select(node => node.Layer)], _findings);
        InitializerRules.Check(Declaration, initializer ?? (nodes.Count > 0 ? nodes[0].Layer.Initializer : hidden.DefaultInitializer), precision, _findings);
        return new EquatableArray<Node>(nodes);
    }

    /// <summary>The kind that gives the first of a layer's inputs; null where those are the network's.</summary>
    private WrittenKind? Source(EquatableArray<int>? sources) => sources?[0] is int first && Node.InputOf(first) is null ? _spec.Layers[first].Kind : null;

    /// <summary>The names of parts are those of parameters.</summary>
    private void CheckNames()
    {
        foreach (Written<string> name in _spec.Inputs.Select(input => input.Name).OfType<Written<string>>().Where(name => !Identifier.IsValid(name.Value)))
            _findings.Add(FindingTable.NotAnIdentifier, name.Place, name.Value, "an input");
        foreach (Written<string> name in _spec.Graph.Outputs.Where(name => !Identifier.IsValid(name.Value)))
            _findings.Add(FindingTable.NotAnIdentifier, name.Place, name.Value, "an output");
    }

    /// <summary>What gives several outputs as one row.</summary>
    private Node Together(IReadOnlyList<int> outputs, List<Shape?> shapes)
    {
        foreach (int number in outputs.Where(number => shapes[number]!.Dimensions.Count > 1))
            _findings.Add(FindingTable.OutputIsPicture, _spec.Layers[number].Place, _spec.Layers[number].Name, shapes[number]!.ToString());
        long values = outputs.Sum(number => shapes[number]!.Values);
        if (values > Limits.Values)
            _findings.Add(FindingTable.OutputsTooLarge, Place.Whole(Part.Outputs), LayerRules.Grouped(values));
        return new Node(LayerKinds.Concat(Shape.Of((int)Math.Min(values, Limits.Values))), new(outputs));
    }

    private EquatableArray<Port> Inputs() => new(_spec.Inputs.Select(input => new Port(input.Name?.Value, LayerRules.Input(input))));

    private EquatableArray<Port> Outputs(EquatableArray<Node> nodes)
    {
        Node last = nodes[nodes.Count - 1];
        return HasOneOutput
            ? new([new Port(null, last.Layer.Output)])
            : new(_spec.Graph.Outputs.Zip(last.Inputs, (name, number) => new Port(name.Value, nodes[number].Layer.Output)));
    }

    /// <summary>The declared loss or the output's default; null where the output is unknown.</summary>
    private Loss? Loss(IReadOnlyList<Layer> layers)
    {
        Loss? declared = _names.Loss(Declaration);
        if (_findings.HasErrors || layers.Count == 0)
            return declared;
        Activation output = layers[layers.Count - 1].Activation;
        if (declared is not null)
            LossRules.Check(declared, layers[layers.Count - 1], isText: Declaration.Architecture is not null, HasOneOutput, _findings);
        return declared ?? LossRules.Default(output);
    }

    private void CheckClasses(HostDeclaration host, IReadOnlyList<Layer> layers, Loss? loss)
    {
        if (_findings.HasErrors || layers.Count == 0)
            return;
        Layer last = layers[layers.Count - 1];
        bool isClass = Model.Outline.IsClass(last.Outputs, last.Activation, loss!);
        ClassRules.Check(Declaration, host.Name, last.Outputs, HasOneOutput, isStreaming: layers.Any(layer => layer.IsStreamed), isClass, _findings);
    }

    private void CheckTrace(HostDeclaration host, IReadOnlyList<Layer> layers)
    {
        int index = Declaration.Trace == true ? layers.ToList().FindIndex(layer => !layer.Kind.HasTrace) : -1;
        if (index >= 0)
            _findings.Add(FindingTable.TraceOfLayers, Place.Whole(Part.Trace), host.Name, LayerSpec.NameOf(index), layers[index].Kind.Name);
    }

    /// <summary>As large a surface as the declaration could mean, so that no use of a network in error is one more error.</summary>
    private Outline Outline(HostType host, IReadOnlyList<Layer> layers, Loss? loss, Precision precision)
    {
        Layer? last = layers.Count > 0 ? layers[layers.Count - 1] : null;
        bool isKnown = !_findings.HasErrors && last is not null && loss is not null;
        bool isStreaming = layers.Any(layer => layer.IsStreamed);
        var names = _spec.Inputs.Select(input => input.Name).OfType<Written<string>>().Concat(_spec.Graph.Outputs).Select(name => name.Value).ToList();
        bool areNamed = names.All(Identifier.IsValid) && names.Distinct().Count() == names.Count;
        return new Outline(
            host,
            Math.Max(1, _spec.Inputs.Sum(input => LayerRules.Input(input).Size)),
            last?.Outputs ?? 1,
            (int)Math.Max(1, Math.Min(layers.Sum(layer => layer.ParameterCount), Limits.Parameters)),
            precision,
            Predicts: !isStreaming && (!isKnown || HasOneOutput && Model.Outline.IsClass(last!.Outputs, last.Activation, loss!)),
            TakesLabels: (loss?.TakesLabels ?? true) && (!isKnown || HasOneOutput),
            HasPretrained: Declaration.Weights is not null,
            HasClasses: Declaration.Classes is not null,
            HasTrace: Declaration.Trace ?? false,
            HasTraining: Declaration is not { Training: false } or { Trace: true },
            IsStreaming: isStreaming)
        {
            Inputs = areNamed ? Inputs() : EquatableArray<Port>.Empty,
            Outputs = areNamed ? new(_spec.Graph.Outputs.Select(output => new Port(output.Value, Shape.Of(1)))) : EquatableArray<Port>.Empty,
        };
    }
}
