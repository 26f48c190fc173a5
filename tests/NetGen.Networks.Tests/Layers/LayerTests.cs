using NetGen.Networks.Tests.Architectures;
using NetGen.Networks.Tests.Subjects;

namespace NetGen.Networks.Tests.Layers;

/// <summary>Networks of every kind of layer, in every shape that makes kernels differ, against the oracle.</summary>
public sealed class LayerTests
{
    /// <summary>LeNet-5, and every option at every edge of lanes, tiles and panels.</summary>
    private static readonly string[] Texts =
    [
        "1x28x28-6c5p2:relu-mp2-16c5:relu-mp2-120:relu-84:relu-10:softmax",
        "3x9x11-5c3x5s2p1:gelu-7c2d2:tanh-gap-4",
        "2x20-3c3same:selu-mp3s2-5c4causald2:mish-ap2-6",
        "17x4x4-33c3same:silu-20c1:tanh-3:softmax",
        "1x8x8-mp2-3",
        "4x8-ap2s1-gap-2",
        "1x5x5-2c2s2p1:elu-2c2:sigmoid-4",
        "2x5x7-64c3p2d2:softplus-ap3x2s1-3",
        "8x8x8-mp3s2-16c3same:relu-ap2-9:logsoftmax",
        "40x6-80c3:tanh-16c3s2:softsign-3",
        "1x3x3-1c3-1",
        "5x6x6-130c3:relu-3",
        "1x5x5-3c3:tanh",
        "2x7-5c3",
        "3x4x4-mp2",
        "4x7x6-4c3p1g4:tanh-8c3:gelu-mp2-3",
        "1x9x9-16c3p1:relu-16c3s2p1g16:silu-24c1:relu-24c3g24:elu-gap-3",
        "3x7x7-3c3x2s2p1g3:sigmoid-6c2g3:softplus-2",
        "2x20-6c3causald2g2:selu-6c5sameg6:mish-3c3g3-2",
        "33x4x4-33c3sameg33:tanh-66c2g3:relu-3",
        "64x3x3-64c3p1g4:relu-128c3p1g4:tanh-3:softmax",
        "5x6x6-130c3g5:relu-130c3p1g130:tanh-65c1g65:relu-3",
        "10x12-10c9p4g10:tanh-20c4g5-3:softmax",
        "12x5x5-12c3d2g12:tanh",
        "6x4x4-9c2g3",
        "2x10x12-4c3p1:relu-mp2-20c3p1:leakyrelu-ap2-5",
        "1x9x10-7c3p1:relu-33c3:relu6-mp3x2-3",
        "3x24-8c4s2p1:hardswish-16c3p1:relu-mp4-2",
        "2x7x7-16c3p1:relu-mp2s3-40c2:hardtanh-mp1-3",
        "2x6x6-16c3p1:relu-mp3s4-3",
        "1x14x12-16c3p1:relu-mp2-16c3p1g16:relu-40c1:relu-gap-4:softmax",
        "2x23-20c4same:relu-33c3same:relu-gap-3",
        "1x6x8-4c3p1:relu-8c3x2same:leakyrelu-5:softmax",
        "2x9x9-16c1:relu-16c3p2d2:relu-gap-2",
        "1x7x5-130c3s2p1:relu-5c3p1:relu-2",
        "3x13x13-7c1:relu6-gap",
        "5-3-ln-7-ln:gelu-20-ln:relu-3:softmax",
        "2-1-ln:tanh-ln-2",
        "3x5x5-6c3-ln:relu-mp2-ln:silu-3",
        "2x9-5c3:tanh-ln:elu-7c2-ln-2",
        "17x3x3-ln:tanh-33c2-ln:relu-3",
        "4-40-ln:softmax-3",
        "6-70-ln",
        "1x4x4-ln",
        "5-do50-7:gelu-do20-20:relu-do10-3:softmax",
        "40-64:relu-do35-30:sigmoid-do99-3",
        "17x3x3-do30-33c2:tanh-do50-2",
        "3x5x5-6c3-bn:relu-do20-3:softmax",
        "4-5:relu-do20",
        "50x6-32gru-3:softmax",
        "7x3-16lstm-8gru-2",
        "9x17-65gru-33rnn-4lstm-3:tanh",
        "3x2-130rnn-48gru-1",
        "4x3-17lstm",
        "1x2-3gru-2",
        "5x1-1rnn-1",
    ];

    /// <summary>Batch normalisation in every place: behind layers that it is folded into and layers that it is not, first and last, over features, signals and pictures.</summary>
    private static readonly string[] Normalised =
    [
        "1x12x12-6c5-bn:relu-mp2-16c3-bn:relu-mp2-20-bn:relu-5:softmax",
        "4-8-bn:relu-3",
        "3-40-bn:selu-40-bn:tanh-20:softmax",
        "4-8:tanh-bn:gelu-3:softmax",
        "4-8-bn:softmax-3",
        "5-bn-bn-bn:tanh-2",
        "3-5-bn:sigmoid",
        "1-1-bn-1",
        "300-130-bn:relu-70-bn:leakyrelu-10:softmax",
        "2x5x5-bn:tanh-17c2-bn:silu-gap-bn-3",
        "2x5x5-3c3p1-bn",
        "2x6x6-8c3p1-bn:relu-8c3p1-bn:relu-gap-3",
        "3x12-5c3causal-bn:relu-ap2-7c2-bn:mish-10:softmax",
        "6x7x7-12c3g3-bn:relu-24c2g12-bn:tanh-5-bn:tanh-3:softmax",
        "8x9-8c3p1g8-bn:gelu-3",
        "12x3-20gru-bn:tanh-3",
        "1x6x6-33c3s2p1-bn:relu-65c1-bn:softplus-gap-10:softmax",
    ];

    /// <summary>Graphs: joins of layers and of inputs, of rows and of pictures, and what becomes of what several take.</summary>
    private static readonly string[] Graphs =
    [
        """{ "input": 4, "layers": [{ "kind": "dense", "units": 6, "activation": "tanh", "name": "a" }, { "kind": "dense", "units": 6 }, { "add": "a", "activation": "relu" }, { "kind": "dense", "units": 3 }] }""",
        """{ "input": 9, "layers": [{ "kind": "dense", "units": 20, "activation": "sigmoid", "name": "gate" }, { "kind": "dense", "units": 20, "from": "input", "activation": "tanh" }, { "multiply": "gate" }] }""",
        """{ "input": "3x4x4", "layers": [{ "kind": "slice", "start": 1, "count": 2, "name": "s" }, { "multiply": ["s", "s"], "name": "m" }, { "kind": "conv", "channels": 2, "kernel": 3, "padding": 1, "activation": "sigmoid" }, { "multiply": "m" }] }""",
        """{ "input": "3x4x4", "layers": [{ "kind": "conv", "channels": 6, "kernel": 1, "activation": "mish", "name": "w" }, { "kind": "slice", "start": 2, "count": 4, "activation": "softplus" }, { "concat": "w", "activation": "tanh" }, { "kind": "averagePooling", "size": 2 }, { "kind": "dense", "units": 40, "activation": "softmax", "name": "q" }, { "kind": "slice", "count": 20, "name": "l" }, { "kind": "slice", "start": 20, "from": "q" }, { "multiply": "l", "activation": "softmax" }] }""",
        """{ "input": 5, "layers": [{ "kind": "dense", "units": 33, "activation": "gelu", "name": "a" }, { "add": ["a", "a"], "activation": "softmax" }, { "concat": ["a", "input"], "activation": "logsoftmax", "name": "b" }, { "kind": "dense", "units": 2, "name": "c" }, { "kind": "dense", "units": 130, "from": "b", "activation": "selu" }, { "kind": "slice", "count": 5, "name": "e" }], "outputs": ["c", "e"] }""",
        """{ "input": "3x2x2x2", "layers": [{ "kind": "slice", "start": 1, "count": 2, "name": "s" }, { "concat": ["s", "input"], "activation": "tanh" }, { "kind": "dense", "units": 3 }] }""",
        """{ "input": "2x7", "layers": [{ "kind": "conv", "channels": 17, "kernel": 3, "padding": "causal", "activation": "elu", "name": "a" }, { "kind": "conv", "channels": 17, "kernel": 2, "padding": "causal", "dilation": 2, "activation": "tanh" }, { "add": "a", "name": "b" }, { "kind": "conv", "channels": 17, "kernel": 1, "activation": "sigmoid" }, { "multiply": ["a", "b"], "activation": "hardswish" }, { "concat": "input" }] }""",
    ];

    /// <summary>Kinds that compute value by value: over features, signals and pictures, with one number and one for each channel, first and last, and with every sort of activation behind.</summary>
    private static readonly string[] Elementwise =
    [
        """{ "input": 5, "layers": [{ "kind": "dense", "units": 7, "activation": "identity" }, { "kind": "activation", "activation": "gelu" }, { "kind": "dense", "units": 3 }, { "kind": "activation", "activation": "softmax" }] }""",
        """{ "input": 4, "layers": [{ "kind": "activation", "activation": "tanh" }, { "kind": "dense", "units": 20 }, { "kind": "activation", "activation": "softmax", "start": 3, "count": 9 }, { "kind": "dense", "units": 9 }, { "kind": "activation", "activation": "sigmoid", "count": 2 }] }""",
        """{ "input": "3x4x5", "layers": [{ "kind": "conv", "channels": 19, "kernel": 3 }, { "kind": "activation", "activation": "mish", "start": 2 }, { "kind": "activation", "activation": "softsign" }, { "kind": "conv", "channels": 3, "kernel": 2 }, { "kind": "activation", "activation": "tanh", "start": 1, "count": 1 }] }""",
        """{ "input": 6, "layers": [{ "kind": "clip", "min": -0.5, "max": 0.6 }, { "kind": "dense", "units": 17 }, { "kind": "clip", "max": 0.25 }, { "kind": "dense", "units": 5 }, { "kind": "clip", "min": [-1, 0, 0.1, -0.5, -2], "max": 0.5, "activation": "softmax" }] }""",
        """{ "input": "2x9", "layers": [{ "kind": "conv", "channels": 5, "kernel": 3, "activation": "identity", "name": "a" }, { "kind": "clip", "min": [-0.5, -0.4, 0.05, -1, -2] }, { "add": "a" }, { "kind": "clip", "min": 0.1, "activation": "silu" }, { "kind": "dense", "units": 4 }] }""",
        """{ "input": 5, "layers": [{ "kind": "scale", "factor": [2, 0.5, -1, 1, 3], "offset": 0.25 }, { "kind": "dense", "units": 33 }, { "kind": "scale", "offset": -0.1, "activation": "relu" }, { "kind": "dense", "units": 3 }, { "kind": "scale", "factor": -2.5 }] }""",
        """{ "input": "3x3x4", "layers": [{ "kind": "scale", "factor": [0.5, 2, -3], "offset": [1, 0, -1], "activation": "sigmoid" }, { "kind": "conv", "channels": 17, "kernel": 2, "activation": "identity" }, { "kind": "scale", "factor": 0.1, "offset": 2, "activation": "gelu" }, { "kind": "maxPooling", "size": 2 }, { "kind": "scale", "offset": 1 }] }""",
        """{ "input": "4x3", "layers": [{ "kind": "gru", "units": 5 }, { "kind": "scale", "factor": 2 }, { "kind": "clip", "min": -0.75, "max": 0.8 }, { "kind": "dense", "units": 2 }, { "kind": "activation", "activation": "logsoftmax" }] }""",
        """{ "input": 5, "layers": [{ "kind": "normalize", "min": -0.6, "max": [0.5, 1, 0.7, 0.4, 2] }, { "kind": "dense", "units": 18 }, { "kind": "normalize", "activation": "gelu" }, { "kind": "dense", "units": 3 }, { "kind": "normalize", "max": 0.9, "activation": "softmax" }] }""",
        """{ "input": "3x4x4", "layers": [{ "kind": "normalize" }, { "kind": "conv", "channels": 17, "kernel": 3, "activation": "identity" }, { "kind": "normalize", "min": -0.7, "activation": "silu" }, { "kind": "conv", "channels": 2, "kernel": 1, "activation": "tanh" }, { "kind": "normalize" }] }""",
    ];

    /// <summary>Graphs whose training computes from whole batches.</summary>
    private static readonly string[] NormalisedGraphs =
    [
        """{ "input": 6, "layers": [{ "kind": "dense", "units": 10, "activation": "identity", "name": "a" }, { "kind": "batchNorm", "activation": "tanh" }, { "kind": "dense", "units": 10 }, { "kind": "batchNorm", "activation": "silu" }, { "add": "a", "activation": "gelu" }, { "kind": "dense", "units": 3 }] }""",
        """{ "input": "2x6x6", "layers": [{ "kind": "conv", "channels": 17, "kernel": 3, "padding": "same", "activation": "softplus", "name": "stem" }, { "kind": "batchNorm", "name": "b", "activation": "identity" }, { "kind": "conv", "channels": 17, "kernel": 3, "padding": "same" }, { "kind": "batchNorm", "activation": "elu" }, { "multiply": ["stem", "b"], "activation": "silu" }, { "kind": "dropout", "percentage": 20, "name": "d" }, { "kind": "globalAveragePooling" }, { "kind": "dense", "units": 3, "activation": "softmax" }] }""",
        """{ "inputs": { "a": "1x5x5", "b": 4 }, "layers": [{ "kind": "conv", "channels": 3, "kernel": 2 }, { "kind": "batchNorm", "activation": "gelu" }, { "kind": "dense", "units": 6, "activation": "identity" }, { "concat": "b", "name": "c" }, { "kind": "batchNorm", "activation": "tanh", "name": "n" }, { "kind": "slice", "start": 2, "count": 5, "from": "c" }, { "kind": "batchNorm", "activation": "gelu", "name": "m" }, { "kind": "dense", "units": 2, "from": "n", "name": "v" }, { "kind": "dense", "units": 3, "from": "m", "name": "w" }], "outputs": ["v", "w"] }""",
        """{ "input": "2x5x4", "layers": [{ "kind": "dropout", "percentage": 25, "name": "d" }, { "kind": "conv", "channels": 9, "kernel": 2, "activation": "tanh" }, { "kind": "dropout", "percentage": 40, "name": "e" }, { "kind": "dense", "units": 3, "activation": "identity", "from": "e", "name": "f" }, { "kind": "dense", "units": 4, "activation": "gelu", "from": "d", "name": "g" }, { "kind": "layerNorm", "from": "d", "name": "h", "activation": "tanh" }, { "kind": "dense", "units": 2 }, { "concat": ["f", "g"] }] }""",
        """{ "input": 5, "layers": [{ "kind": "batchNorm", "name": "n", "activation": "sigmoid" }, { "kind": "dense", "units": 5, "activation": "identity" }, { "multiply": "n" }, { "kind": "normalize", "min": -1 }, { "kind": "batchNorm", "activation": "tanh" }, { "kind": "activation", "activation": "softmax", "start": 1, "count": 3 }, { "kind": "batchNorm", "activation": "mish" }] }""",
    ];

    [Fact]
    public void Graphs_DoWhatTheOracleSays() => Check(OfFiles(Graphs), [1, 3, 17]);

    [Fact]
    public void ElementwiseLayers_DoWhatTheOracleSays() => Check(OfFiles(Elementwise), [1, 3, 17]);

    [Fact]
    public void NormalisedGraphs_DoWhatTheOracleSays() => Check(OfFiles(NormalisedGraphs), [2, 3, 17]);

    [Fact]
    public void NetworksOfEveryKind_DoWhatTheOracleSays() => Check(Texts, [1, 3, 17]);

    [Fact]
    public void NormalisedNetworks_DoWhatTheOracleSays() => Check(Normalised, [2, 3, 17]);

    /// <summary>More samples than a block has, of networks without kinks, which some unit of so many would lie at.</summary>
    [Fact]
    public void NormalisedNetworks_TrainOnSeveralBlocksAsOnOne() => Check(["4-8-bn:gelu-3", "2x5x5-3c3-bn:tanh-bn:silu-4"], [129, 300]);

    /// <summary>Networks in JSON.</summary>
    private static Declaration[] OfFiles(string[] files) => InPrecisions(files, (json, isDouble) =>
        new Declaration("") { Json = isDouble ? json.Replace("{ \"input", "{ \"precision\": \"double\", \"input", StringComparison.Ordinal) : json });

    /// <summary>Single and double precision by turns; with NETGEN_COMBINATIONS=all, each in both.</summary>
    private static Declaration[] InPrecisions(string[] networks, Func<string, bool, Declaration> declare) =>
        [.. networks.SelectMany((network, number) => (CombinationTests.All ? [false, true] : new[] { number % 2 == 1 }).Select(isDouble => declare(network, isDouble)))];

    private static void Check(string[] texts, int[] counts) => Check(InPrecisions(texts, (text, isDouble) => new Declaration(text) { IsDouble = isDouble }), counts);

    private static void Check(Declaration[] declarations, int[] counts)
    {
        var failures = new List<string>();
        foreach (Declaration[] some in declarations.Chunk(20))
        {
            foreach (Subject subject in InProcessCompiler.Compile(some))
            {
                subject.WithRandomParameters(seed: 1);
                var found = new Disagreements(subject);
                foreach (int count in counts)
                    Conformance.CheckAll(subject, Batch.Draw(subject, count, seed: count), found);
                if (found.Any)
                    failures.Add(found.ToString());
            }
        }

        Assert.True(failures.Count == 0, string.Join("\n\n", failures));
    }
}
