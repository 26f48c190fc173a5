using NetGen.Compiler.Model;
using NetGen.Compiler.Operations;
using NetGen.Compiler.Spec;
using NetGen.Compiler.Tests.Model;

namespace NetGen.Compiler.Tests.Emission;

/// <summary>Small networks that together take every way through the compiler: every kind, form and option, alone and where they meet.</summary>
internal static class Subjects
{
    /// <summary>By the part of the compiler that they are about, each under the line that declares it: an architecture text, then keys of a file with their values.</summary>
    public static readonly IReadOnlyDictionary<string, IEnumerable<(string Name, Func<IReadOnlyList<EmittedFile>> Emit)>> All = new Dictionary<string, IEnumerable<(string, Func<IReadOnlyList<EmittedFile>>)>>
    {
        ["Activations"] = OfTexts([.. Registry.Activations.Select(activation => $"6-9:{activation.Name.ToLowerInvariant()}-4")]),
        ["Widths"] = OfTexts(Widths),
        ["Losses"] = OfTexts(Losses),
        ["Options"] = OfTexts(Options),
        ["Pictures"] = OfTexts(Pictures),
        ["Normalised"] = OfTexts(Normalised),
        ["Sequences"] = OfTexts(Sequences),
        ["Graphs"] = Graphs.Select(graph => (graph.Name, Emit(() => Valid(graph.Json, Declared.Host)))),
        ["Hosts"] = Hosts.Select(host => (host.Name, Emit(() => Valid(Json(host.Host is null ? "3-4-2 name=\"Net\" namespace=\"Demo\"" : "3-4-2"), host.Host)))),
        ["Broken"] = Broken.Select(line => (line, Emit(() => InError(Json(line))))),
    };

    private static IEnumerable<(string, Func<IReadOnlyList<EmittedFile>>)> OfTexts(string[] lines) => lines.Select(line => (line, Emit(() => Valid(Json(line), Declared.Host))));

    private static Func<IReadOnlyList<EmittedFile>> Emit(Func<IReadOnlyList<EmittedFile>> emit) => emit;

    private static IReadOnlyList<EmittedFile> Valid(string json, HostDeclaration? host)
    {
        Analysis analysis = Analyze(json, host);
        Assert.True(analysis.Findings.Count == 0, $"{json}: {string.Join('\n', analysis.Findings)}");
        return NetworkCompiler.Emit(analysis.Model!);
    }

    /// <summary>The stand-in of a network in error, with which the code that uses it compiles.</summary>
    private static IReadOnlyList<EmittedFile> InError(string json) => NetworkCompiler.Emit(Analyze(json, Declared.Host).Broken!);

    private static Analysis Analyze(string json, HostDeclaration? host)
    {
        SpecFile file = SpecFile.Read("net.netgen.json", "net.netgen.json", json);
        var project = ProjectContext.Empty with { Specs = new([file]), Weights = new([new("data/net.safetensors")]) };
        return NetworkCompiler.Analyze(new NetworkDeclaration { Spec = file.Path }, host ?? file.Host(project), project);
    }

    /// <summary>A line as a file.</summary>
    private static string Json(string line)
    {
        string[] words = line.Split(' ');
        return $$"""{ "architecture": "{{words[0]}}"{{string.Concat(words.Skip(1).Select(word => $", \"{word.Replace("=", "\": ", StringComparison.Ordinal)}"))}} }""";
    }

    /// <summary>Sizes on, below and above those of vectors and tiles; every form, in both precisions, and without training.</summary>
    private static string[] Widths =>
    [
        "1-1", "1-1 precision=\"double\"", "1-1:sigmoid", "3-2:step", "2-5:relu-1:sigmoid training=false", "3-5:relu-4:softmax precision=\"double\"",
        "7-8:tanh-9", "9-15:sigmoid-16:softmax", "17-16:relu-15:sigmoid precision=\"double\"", "20-31:tanh-33:softmax", "33-20:relu-3:tanh", "33-20:relu-17:mish precision=\"double\"",
        "20-70:gelu-40:mish-20:logsoftmax", "20-70:gelu-40:mish-20:logsoftmax precision=\"double\" training=false", "129-1:sigmoid", "1-129:tanh-1", "100-3:softmax training=false", "8-16:relu-24:elu-48",
        "70-130:relu-130:gelu-6:tanh-3:softmax", "40-40:relu-40:relu-40:relu-40:relu-5:softmax", "3-260:tanh-66:softmax", "5-4-4-4-4-4-2", "300-2", "2-300:relu-2 precision=\"double\"", "32-32:softmax-32:softmax-3",
        "3000-4 training=false", "4-20000-2 training=false",
    ];

    /// <summary>Each in a form of its own with some outputs.</summary>
    private static string[] Losses =>
    [
        "4-7:tanh-3 loss=\"halfMeanSquaredError\"", "4-7:tanh-3 loss=\"sumSquaredError\"", "4-7:tanh-3 loss=\"meanAbsoluteError\"", "4-7:tanh-3:sigmoid loss=\"huber\"", "4-7:tanh-3 loss=\"logCosh\" precision=\"double\"",
        "4-7:tanh-3:softmax loss=\"kullbackLeibler\"", "4-7:tanh-3:logsoftmax loss=\"crossEntropy\"", "4-7:tanh-3:softplus loss=\"poisson\"", "4-7:tanh-3:tanh loss=\"hinge\"", "4-5:relu-1 loss=\"hinge\"", "4-7:tanh-3:sigmoid",
        "4-7:tanh-3:softmax loss=\"meanSquaredError\"", "40-40:tanh-20 loss=\"huber\"", "40-40:tanh-20:sigmoid", "4-5:relu-1:hardsigmoid",
    ];

    /// <summary>What is declared beside the layers.</summary>
    private static string[] Options =>
    [
        "5-6-3 hidden=\"tanh\" output=\"softmax\"", "5-6:selu-3 initializer=\"heNormal\"", "5-6:relu-3 initializer=\"heUniform\"", "5-6:relu-3 initializer=\"glorotNormal\"", "5-6:relu-3 initializer=\"glorotUniform\"",
        "5-6:relu-3 initializer=\"leCunNormal\"", "5-6:relu-3 initializer=\"leCunUniform\"", "5-6:relu-3 initializer=\"normal\" initializerScale=0.25 initialBias=-0.5", "5-6:relu-3 initializer=\"uniform\"",
        "5-6:relu-3 initializer=\"zeros\"", "5-6:relu-3 initializer=\"ones\" initialBias=1e-3", "5-6:relu-3 initializer=\"constant\" initializerScale=0.1",
        "4-5:tanh-3:softmax classes=[\"setosa\",\"versicolor\",\"virginica\"] trace=true", "4-1:sigmoid classes=[\"no\",\"yes\"]", "4-40:gelu-1:tanh trace=true precision=\"double\"", "3-4-2 weights=\"net.safetensors\"",
    ];

    /// <summary>Convolutions and pooling over pictures and signals.</summary>
    private static string[] Pictures =>
    [
        "1x7x7-64c1:relu-gap-3 training=false", "1x8x8-5c3p1:tanh-mp2-12c2:gelu-9:relu-4:softmax", "2x5x7-20c3x2s2p1:elu-ap2x3s1-3 precision=\"double\"", "3x20-7c3causald2:silu-mp3s2-gap-3", "2x5x4-3c3same:sigmoid", "2x6x6-3c2x1-2c1x4d1:relu training=false",
        "3x5x5-20c3p1:relu-20c3s2p1g20:silu-10c1g5:tanh-gap-3:softmax", "6x12-6c8causalg6:gelu-4c3s2g2-2 precision=\"double\"", "3x6x5-40c3p1-40c3g40p1-2 training=false", "4x9-8c4same-8c3g2-mp2 precision=\"double\"",
        "1x12x12-8c5:relu-mp2-16c3:relu-mp2-10:softmax", "1x12x12-8c5:relu-mp2-16c3:relu-mp2-10:softmax training=false", "1x9x9-4c3:relu-ap3-3 training=false", "1x9x9-16c3:gelu-mp3s2-3", "2x7x7-mp2s1-ap3s2-3",
        "3x7x7-gap-2", "2x3x4-5:tanh-3:softmax", "7x40-3 precision=\"double\"", "1x28-3c4d3:tanh-ap2-2", "1x6x6-2c6-2 training=false", "17x4x4-33c3p1:mish-3", "1x20x20-3c3s3-mp6-2",
        "2x8x8-5c1:tanh-mp2s3-3", "3x6x5-3c2g3:relu-3c2g3-2", "1x12x12-16c3:relu-mp4-2 training=false", "3x8x8-8c3p1-8c3p1g2-mp2-3 training=false", "3x8x8-3c3g3-mp2-2 training=false", "2x8x8-4c3:sigmoid-ap2-2 training=false",
        "2x6x6-3c3x1same-2", "2x6x6-4c1s2:relu-3c1x2:tanh-4c2x1-2", "2x5x5-4c2p1:relu-3c1-2", "1x9x9-16c1:relu-4c3d2-2", "2x5x5-3c1:relu-gap", "2x9-3c3s2p1:tanh-4c3:relu-gap precision=\"double\"", "1x7x7-3c3s2-ap2s2-2",
        "2x8x8-5c3:relu-mp2x3s2-2 training=false", "2x8x8-5c3:relu-mp3x2s2-2 training=false", "2x10x8-5c3:relu-mp8x2s2-2 training=false", "2x8x10-5c3:relu-mp2x8s2-2 training=false",
        "1x6x6-1c3:tanh-2", "2x30-5c3:relu-mp12-2 training=false", "4x6x6-8c3g2:relu-2", "2x20-2c7g2-2c8g2-2", "1x10x10-3c4s2:relu-2",
    ];

    /// <summary>Normalisation and dropout.</summary>
    private static string[] Normalised =>
    [
        "3x6x5-10c3p1-ln:relu-gap-12-ln:gelu-4:softmax", "7-21-ln:tanh-5-ln precision=\"double\"", "6-ln-3 training=false", "40-70-ln:relu-3",
        "2x6x5-5c3p1-bn:relu-ap2-bn:silu-7c2:tanh-4:softmax", "3x11-4c3-bn:tanh-bn:silu-ap2-3c2-bn:softplus precision=\"double\"", "4-6-bn:relu-bn-3", "4-6:tanh-bn:relu-3 training=false", "3x5x5-4c3g1-bn:relu-2 training=false", "2x4x4-bn:relu-4c3g2-bn-2",
        "2x6x6-5c3p1:relu-do20-mp2-12:tanh-do50-3:softmax", "7-do10-21:silu-do40-5 precision=\"double\"", "7-do10-3 training=false",
        "4-6:softmax-bn-3", "4-6:softmax-ln-3", "4-6:tanh-bn:gelu-3",
    ];

    /// <summary>Windows, and streams.</summary>
    private static string[] Sequences =>
    [
        "12x3-20gru-8lstm-3:softmax", "5x2-6rnn-4lstm precision=\"double\"", "6x2-5gru training=false", "4x3-6rnn-2", "9x1-17lstm-1",
        "5x2-40rnn-2", "3x2-90rnn-2 precision=\"double\"", "4x2-2gru-1", "1-3gru-1", "1-72rnn-1", "1-20gru-3", "2-8gru-ln-2", "1-40lstm-2 training=false",
        "2-6gru-3", "3-8lstm-4rnn-2:tanh precision=\"double\"", "1-16lstm-1 training=false", "1-5rnn-ln:tanh-2",
        "2-16c3causal:tanh-20c2causald30:silu-8c1causal:gelu-3", "1-8c3causald2:tanh-6lstm-1 precision=\"double\"", "1-4c2causal:relu training=false", "3-33c2causald5-1",
        "1-70c1causal:tanh-3c2causal-1", "1-5c2causal:softmax-2", "2-5:softmax-4gru-3",
    ];

    private static (string Name, HostDeclaration? Host)[] Hosts =>
    [
        ("in the global namespace", Declared.Host with { Namespace = "", HintName = "Net" }),
        ("in generic types", Declared.Host with { Outer = new([new("Outer", "Outer`1", "class Outer<T>", IsPartial: true), new("Inner", "Inner", "struct Inner", IsPartial: true)]), HintName = "Demo.Outer-1.Inner.Net" }),
        ("of a name that is a keyword", Declared.Host with { Name = "@class", HintName = "Demo.class" }),
        ("of a name of ours", Declared.Host with { Name = "Kernels", HintName = "Demo.Kernels" }),
        ("of a file", null),
    ];

    private static string[] Broken =>
    [
        "x-", "4-6:softmx-3", "2x5x5-3c3:rleu-4:softmax precision=\"double\"", "2-3:softmx classes=[\"a\",\"b\",\"c\"]", "2-3:softmx weights=\"net.safetensors\"", "2-4gru-3:rleu", "2-3:rleu trace=true", "2-3:rleu-1 training=false",
        "4-6:relu-1:sigmod loss=\"hinge\"", "2-3 loss=\"crossEntropi\"", "2-2 precision=\"half\"",
    ];

    /// <summary>What only JSON says.</summary>
    private static (string Name, string Json)[] Graphs =>
    [
        ("residual", """
            { "input": "2x6x6", "layers": [
                { "kind": "conv", "channels": 5, "kernel": 3, "padding": "same", "activation": "gelu", "name": "stem" },
                { "kind": "conv", "channels": 5, "kernel": 3, "padding": 1, "activation": "identity" },
                { "add": "stem", "activation": "relu", "name": "block" },
                { "kind": "maxPooling", "size": 2 },
                { "kind": "conv", "channels": 3, "kernel": 1, "activation": "tanh" },
                { "kind": "globalAveragePooling", "name": "seen" },
                { "kind": "dense", "units": 17, "from": "block", "activation": "silu" },
                { "concat": "seen" },
                { "kind": "dense", "units": 4, "activation": "softmax" } ] }
            """),
        ("driver", """
            { "inputs": { "image": "1x5x5", "speed": 3 }, "layers": [
                { "kind": "conv", "channels": 4, "kernel": 3, "activation": "relu" },
                { "kind": "dense", "units": 7, "activation": "tanh" },
                { "concat": "speed", "name": "all" },
                { "kind": "dense", "units": 10, "activation": "sigmoid", "name": "gate" },
                { "kind": "dense", "units": 10, "from": "all", "activation": "tanh" },
                { "multiply": "gate", "name": "gated" },
                { "kind": "dense", "units": 3, "activation": "identity", "name": "steering" },
                { "kind": "slice", "start": 2, "count": 4, "from": "gated", "activation": "softplus" },
                { "kind": "dense", "units": 1, "activation": "sigmoid", "name": "brake" } ],
              "outputs": ["steering", "brake"], "precision": "double" }
            """),
        ("driver without training", """
            { "inputs": { "left": 3, "right": 3 }, "layers": [
                { "multiply": "right", "from": "left", "name": "product" },
                { "add": ["product", "right"], "from": "left" },
                { "kind": "dense", "units": 2, "name": "output" },
                { "kind": "dense", "units": 2, "from": "product", "name": "other" } ],
              "outputs": ["other", "output"], "training": false }
            """),
        ("inputs with the name of the output", """
            { "inputs": { "output": 2, "output_": "1x3" }, "layers": [
                { "kind": "dense", "units": 3, "from": "output_" },
                { "concat": "output" } ] }
            """),
        ("constants", """
            { "input": 5, "layers": [
                { "kind": "scale", "factor": [1, -2, 0.5, 0.1, 2], "offset": 0.25 },
                { "kind": "normalize" },
                { "kind": "clip", "min": -1.5, "max": [1, 1.5, 0.4, 2, 1] },
                { "kind": "dense", "units": 18, "activation": "gelu" },
                { "kind": "activation", "activation": "tanh", "start": 7 },
                { "kind": "dense", "units": 4, "activation": "identity" },
                { "kind": "scale", "factor": 0.5 },
                { "kind": "activation", "activation": "softmax" } ] }
            """),
        ("constants of pictures", """
            { "input": "2x5x4", "layers": [
                { "kind": "conv", "channels": 9, "kernel": 2, "activation": "identity" },
                { "kind": "activation", "activation": "silu", "count": 4 },
                { "kind": "scale", "offset": [0, 1, 2, 3, 4, -1, -2, -3, -4], "activation": "sigmoid" },
                { "kind": "normalize", "min": 0.1, "max": 0.95 },
                { "kind": "conv", "channels": 3, "kernel": 3, "activation": "tanh" },
                { "kind": "clip", "max": 0.75 } ],
              "precision": "double" }
            """),
        ("constants without training", """
            { "input": 3, "layers": [
                { "kind": "normalize", "max": [3, 4, 5] },
                { "kind": "clip", "min": -2 },
                { "kind": "dense", "units": 3 },
                { "kind": "activation", "activation": "softmax", "start": 1, "count": 2 } ],
              "training": false }
            """),
        ("parts of channels", """
            { "input": "6x3x3", "layers": [
                { "kind": "slice", "count": 2, "name": "first" },
                { "kind": "slice", "from": "input", "start": 2, "activation": "tanh", "name": "rest" },
                { "concat": "first", "name": "turned" },
                { "kind": "averagePooling", "size": [3, 1], "stride": 1 },
                { "kind": "dense", "units": 2 } ] }
            """),
        ("branches of a batch normalisation", """
            { "input": 4, "layers": [
                { "kind": "dense", "units": 5, "activation": "identity", "name": "sums" },
                { "kind": "batchNorm", "activation": "relu" },
                { "add": "sums", "name": "both" },
                { "kind": "dropout", "percentage": 25 },
                { "multiply": ["both", "both"] },
                { "kind": "layerNorm", "activation": "identity" },
                { "kind": "dense", "units": 2, "activation": "logSoftmax" } ] }
            """),
        ("inputs that go around the first layer", """
            { "input": 4, "layers": [
                { "kind": "dense", "units": 4, "activation": "tanh" },
                { "add": "input", "activation": "relu", "name": "sum" },
                { "concat": "input", "activation": "softmax" },
                { "kind": "dense", "units": 4, "activation": "identity" },
                { "multiply": "input", "activation": "softmax" } ] }
            """),
        ("inputs that only go through layers without parameters", """
            { "input": 4, "layers": [
                { "add": "input" },
                { "concat": "input" },
                { "kind": "scale", "factor": [1, 2, 3, 4, 5, 6, 7, 8], "activation": "softmax" } ], "training": false }
            """),
        ("bounds on one side", """
            { "input": 5, "layers": [
                { "kind": "dense", "units": 6, "activation": "tanh" },
                { "kind": "clip", "min": -0.5, "activation": "softmax" },
                { "kind": "dense", "units": 6, "activation": "identity" },
                { "kind": "normalize", "min": [0, 0.1, 0.2, 0.3, 0.4, 0.5], "activation": "softmax" },
                { "kind": "clip", "max": [1, 0.9, 0.8, 0.7, 0.6, 0.5], "activation": "identity" } ] }
            """),
        ("constants of a picture that nothing trained gives", """
            { "input": "2x8x8", "layers": [
                { "kind": "scale", "factor": 0.5 },
                { "kind": "conv", "channels": 5, "kernel": 3, "activation": "relu" },
                { "kind": "dense", "units": 2, "activation": "identity" } ] }
            """),
        ("constants of a small picture", """
            { "input": "1x4x4", "layers": [
                { "kind": "conv", "channels": 3, "kernel": 2, "activation": "silu" },
                { "kind": "scale", "factor": 2, "activation": "gelu" },
                { "kind": "normalize", "activation": "mish" },
                { "kind": "dense", "units": 2, "activation": "identity" } ] }
            """),
        ("products of a stream", """
            { "input": 1, "layers": [
                { "kind": "conv", "channels": 5, "kernel": 1, "padding": "causal", "activation": "tanh", "name": "first" },
                { "kind": "conv", "channels": 5, "kernel": 2, "padding": "causal", "activation": "identity" },
                { "multiply": "first", "name": "product" },
                { "kind": "conv", "channels": 5, "kernel": 1, "padding": "causal", "activation": "identity" },
                { "concat": "product" },
                { "kind": "dense", "units": 1 } ] }
            """),
        ("sums of a stream", """
            { "input": 1, "layers": [
                { "kind": "conv", "channels": 5, "kernel": 1, "padding": "causal", "activation": "identity", "name": "first" },
                { "kind": "conv", "channels": 5, "kernel": 2, "padding": "causal", "activation": "relu" },
                { "add": "first", "activation": "tanh" },
                { "kind": "conv", "channels": 5, "kernel": 2, "dilation": 2, "padding": "causal", "activation": "identity" },
                { "add": "first", "activation": "identity" },
                { "add": "first" },
                { "kind": "dense", "units": 1 } ] }
            """),
        ("several outputs of one layer", """
            { "input": 4, "layers": [
                { "kind": "dense", "units": 40, "activation": "tanh", "name": "seen" },
                { "kind": "dense", "units": 3, "activation": "softmax", "name": "policy" },
                { "kind": "dense", "units": 1, "from": "seen", "name": "value" } ],
              "outputs": ["policy", "value", "seen"], "loss": "huber" }
            """),
        ("activations around layers that copy", """
            { "input": 4, "layers": [
                { "kind": "dense", "units": 6, "activation": "softmax", "name": "shares" },
                { "kind": "slice", "start": 1, "count": 3, "activation": "gelu" },
                { "kind": "dense", "units": 5, "activation": "tanh" },
                { "kind": "slice", "count": 4 },
                { "concat": "shares", "activation": "silu", "name": "all" },
                { "kind": "dense", "units": 10, "activation": "softmax" },
                { "add": "all", "activation": "mish" },
                { "kind": "dense", "units": 2, "activation": "identity" } ] }
            """),
        ("given states", """
            { "input": "7x2", "layers": [
                { "kind": "lstm", "units": 5, "initial": "given" },
                { "kind": "gru", "units": 4, "initial": "given" },
                { "kind": "dense", "units": 1 } ] }
            """),
        ("given states of a stream", """
            { "input": 2, "layers": [
                { "kind": "rnn", "units": 5, "initial": "given" },
                { "kind": "lstm", "units": 4, "initial": "given" },
                { "kind": "dense", "units": 1 } ], "precision": "double" }
            """),
        ("wavenet", WaveNet("true")),
        ("wavenet without training", WaveNet("false")),
        ("gated", """
            { "input": 1, "layers": [
                { "kind": "conv", "channels": 16, "kernel": 3, "padding": "causal", "activation": "identity", "name": "z" },
                { "kind": "slice", "count": 8, "activation": "tanh", "name": "value" },
                { "kind": "slice", "from": "z", "start": 8, "count": 8, "activation": "sigmoid" },
                { "multiply": "value" },
                { "concat": "z" },
                { "kind": "dense", "units": 1, "activation": "identity" } ] }
            """),
    ];

    private static string WaveNet(string training) => $$"""
        { "input": 1, "layers": [
            { "kind": "conv", "channels": 6, "kernel": 1, "padding": "causal", "activation": "identity", "name": "x0" },
            { "kind": "conv", "channels": 6, "kernel": 3, "padding": "causal", "activation": "identity", "name": "z0" },
            { "kind": "conv", "channels": 6, "kernel": 1, "padding": "causal", "activation": "identity", "from": "input" },
            { "add": "z0", "activation": "tanh", "name": "a0" },
            { "kind": "conv", "channels": 6, "kernel": 1, "padding": "causal", "activation": "identity" },
            { "add": "x0" },
            { "kind": "conv", "channels": 6, "kernel": 3, "dilation": 2, "padding": "causal", "activation": "tanh", "name": "a1" },
            { "add": "a0" },
            { "kind": "conv", "channels": 1, "kernel": 1, "padding": "causal", "activation": "identity" } ], "training": {{training}} }
        """;
}
