using System.Buffers.Binary;
using System.Numerics;
using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using NetGen.Networks.Tests.Architectures;
using NetGen.Networks.Tests.Subjects;

namespace NetGen.Networks.Tests.Streams;

/// <summary>Batch normalisation and dropout in a stream that nothing trains: what was trained on windows gives the same step by step.</summary>
public sealed class UntrainedStreamTests
{
    private const string Windows = "2x40-6c3causald2-bn:relu-do20-5c2causald4-bn:tanh-bn-3c1causal";

    private const string Stream = """
        { "training": false, "precision": "single", "input": 2, "layers": [
          { "kind": "conv", "channels": 6, "kernel": 3, "padding": "causal", "dilation": 2 },
          { "kind": "batchNorm", "activation": "relu" },
          { "kind": "dropout", "percentage": 20 },
          { "kind": "conv", "channels": 5, "kernel": 2, "padding": "causal", "dilation": 4 },
          { "kind": "batchNorm", "activation": "tanh" },
          { "kind": "batchNorm" },
          { "kind": "conv", "channels": 3, "kernel": 1, "padding": "causal" } ] }
        """;

    [Fact]
    public void WhatWindowsTrained_RunsStepByStep()
    {
        IReadOnlyList<Type> networks = InProcessCompiler.Classes(
        [
            new Declaration(Windows),
            new Declaration("") { Json = Stream },
            new Declaration(Windows) { IsDouble = true },
            new Declaration("") { Json = Stream.Replace("single", "double", StringComparison.Ordinal) },
        ]);
        MethodInfo check = typeof(UntrainedStreamTests).GetMethod(nameof(Check), BindingFlags.NonPublic | BindingFlags.Static)!;
        check.MakeGenericMethod(networks[0], networks[1], typeof(float)).Invoke(null, [2e-6]);
        check.MakeGenericMethod(networks[2], networks[3], typeof(double)).Invoke(null, [1e-14]);
    }

    private static void Check<TWindows, TStream, T>(double tolerance)
        where TWindows : class, INetwork<TWindows, T>
        where TStream : class, IStreamingInference<TStream, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        const int Count = 8, Steps = 40;
        var random = new Random(1);
        T[] inputs = Draw(Count * TWindows.InputSize), targets = Draw(Count * TWindows.OutputSize), expected = new T[TWindows.OutputSize];
        TWindows windows = TWindows.Create(1);
        for (int step = 0; step < 10; step++)
            windows.TrainBatch(inputs, targets, T.CreateTruncating(0.1));
        using var weights = new MemoryStream();
        windows.Save(weights);
        using var ofNoArchitecture = new MemoryStream(WithoutMetadata(weights.ToArray()));
        TStream stream = TStream.Load(ofNoArchitecture);
        State one = stream.NewState(), other = stream.NewState();

        foreach (T[] window in inputs.Chunk(TWindows.InputSize))
        {
            windows.Forward(window, expected);
            one.Reset();
            other.Reset();
            T[] steps = Turned(window, Steps), outputs = new T[Steps * TStream.OutputSize], single = new T[TStream.OutputSize];
            stream.Run(one, steps, outputs);
            Assert.All(Turned(outputs, TStream.OutputSize), (output, i) => Assert.Equal(double.CreateChecked(expected[i]), double.CreateChecked(output), tolerance));
            for (int step = 0; step < Steps; step++)
            {
                stream.Step(other, steps.AsSpan(step * TStream.InputSize, TStream.InputSize), single);
                Assert.Equal(outputs[(step * TStream.OutputSize)..][..TStream.OutputSize], single);
            }
        }

        T[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => T.CreateTruncating((3 * random.NextDouble()) - 1))];
    }

    /// <summary>The tensors as another library would save them: a file of ours names the architecture that it is of, which is that over windows.</summary>
    private static byte[] WithoutMetadata(byte[] file)
    {
        int length = (int)BinaryPrimitives.ReadInt64LittleEndian(file);
        JsonObject header = JsonNode.Parse(file.AsSpan(8, length))!.AsObject();
        header.Remove("__metadata__");
        byte[] text = Encoding.UTF8.GetBytes(header.ToJsonString());
        return [.. BitConverter.GetBytes((long)text.Length), .. text, .. file.AsSpan(8 + length)];
    }

    /// <summary>Rows and columns the other way round.</summary>
    private static T[] Turned<T>(T[] matrix, int columns) => [.. Enumerable.Range(0, columns).SelectMany(column => matrix.Where((_, i) => i % columns == column))];
}
