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

    public static Analysis Build(NetworkSpec spec, HostDeclaration host, ProjectContext project, FindingList findings) =>
        new ModelBuilder(spec, findings).Build(host, project);

    private Analysis Build(HostDeclaration host, ProjectContext project)
    {
        if (Declaration.Architecture is null && !Declaration.IsRejected)
            _findings.Add(FindingTable.NoArchitecture, Place.Whole(Part.Declaration), host.Name);

        var precision = _names.Precision(Declaration) ?? Precision.Single;
        var layers = Layers(precision);
        var loss = Loss(layers);
        CheckClasses(host, layers, loss);
        if (Declaration is { Trace: true, Training: false })
            _findings.Add(FindingTable.TraceWithoutTraining, Place.Whole(Part.Training), host.Name);
        CheckTrace(host, layers);
        var weights = WeightsRules.Resolve(Declaration, project, _findings);
        var outline = Outline(HostRules.Type(host), layers, loss, precision);
        HostRules.Check(host, outline, _findings);
        if (project.OldLanguage is { } version)
            _findings.Add(FindingTable.LanguageTooOld, Place.Whole(Part.Declaration), version);

        if (_findings.HasErrors || Declaration.IsRejected)
            return Broken();

        var model = new NetworkModel(
            outline.Host,
            new([new Port(null, LayerRules.Input(_spec))]),
            new([new Port(null, layers[layers.Count - 1].Output)]),
            Node.Chain(layers),
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
    private EquatableArray<Layer> Layers(Precision precision)
    {
        LayerRules.CheckWritten(_spec, _findings);
        var hidden = _names.Hidden(Declaration) ?? Registry.FindActivation("ReLU")!;
        var output = _names.Output(Declaration) ?? Registry.Identity;
        var initializer = _names.Initializer(Declaration);

        var layers = new List<Layer>();
        Shape? shape = LayerRules.Input(_spec);
        var last = _spec.Layers.Count > 0 ? _spec.Layers[_spec.Layers.Count - 1] : null;
        for (var index = 0; index < _spec.Layers.Count; index++)
        {
            var written = _spec.Layers[index];
            var around = (_spec.Layers.ElementAtOrDefault(index - 1)?.Kind, _spec.Layers.ElementAtOrDefault(index + 1)?.Kind);
            var named = _names.Activation(written);
            var isNormalised = index + 1 < _spec.Layers.Count && _spec.Layers[index + 1].Kind.Normalises;
            var fallback = !written.Kind.Syntax.HasActivation || isNormalised ? Registry.Identity : written == last ? output : hidden;
            var activation = named ?? fallback;
            if (shape is null || LayerRules.Known(written)?.Build(new LayerContext([shape], activation, initializer ?? activation.DefaultInitializer, _findings) { Around = around, IsStream = LayerRules.Input(_spec).Dimensions.Count == 1 }) is not { } layer)
            {
                shape = null;
                continue;
            }

            layers.Add(layer);
            shape = layer.Output;
        }

        LayerRules.CheckParameters(_spec, layers, _findings);
        InitializerRules.Check(Declaration, initializer ?? (layers.Count > 0 ? layers[0].Initializer : hidden.DefaultInitializer), precision, _findings);
        return new EquatableArray<Layer>(layers);
    }

    /// <summary>The declared loss or the output's default; null where the output is unknown.</summary>
    private Loss? Loss(EquatableArray<Layer> layers)
    {
        var declared = _names.Loss(Declaration);
        if (_findings.HasErrors || layers.Count == 0)
            return declared;
        var output = layers[layers.Count - 1].Activation;
        if (declared is not null)
            LossRules.Check(declared, output, _spec, _findings);
        return declared ?? LossRules.Default(output);
    }

    private void CheckClasses(HostDeclaration host, EquatableArray<Layer> layers, Loss? loss)
    {
        if (_findings.HasErrors || layers.Count == 0)
            return;
        var last = layers[layers.Count - 1];
        ClassRules.Check(Declaration, host.Name, last.Outputs, !layers.Any(layer => layer.IsStreamed) && Model.Outline.IsClass(last.Outputs, last.Activation, loss!), _findings);
    }

    private void CheckTrace(HostDeclaration host, EquatableArray<Layer> layers)
    {
        for (var index = 0; Declaration.Trace == true && index < layers.Count; index++)
        {
            if (!layers[index].Kind.HasTrace)
                _findings.Add(FindingTable.TraceOfLayers, Place.Whole(Part.Trace), host.Name, LayerSpec.NameOf(index), layers[index].Kind.Name);
        }
    }

    /// <summary>As large a surface as the declaration could mean, so that no use of a network in error is one more error.</summary>
    private Outline Outline(HostType host, EquatableArray<Layer> layers, Loss? loss, Precision precision)
    {
        var last = layers.Count > 0 ? layers[layers.Count - 1] : null;
        var isKnown = !_findings.HasErrors && last is not null && loss is not null;
        var isStreaming = layers.Any(layer => layer.IsStreamed);
        return new Outline(
            host,
            layers.Count > 0 ? layers[0].Inputs : 1,
            last?.Outputs ?? 1,
            (int)Math.Max(1, Math.Min(layers.Sum(layer => layer.ParameterCount), Limits.Parameters)),
            precision,
            Predicts: !isStreaming && (!isKnown || Model.Outline.IsClass(last!.Outputs, last.Activation, loss!)),
            TakesLabels: loss?.TakesLabels ?? true,
            HasPretrained: Declaration.Weights is not null,
            HasClasses: Declaration.Classes is not null,
            HasTrace: Declaration.Trace ?? false,
            HasTraining: !isStreaming && Declaration is not { Training: false } or { Trace: true },
            IsStreaming: isStreaming);
    }
}
