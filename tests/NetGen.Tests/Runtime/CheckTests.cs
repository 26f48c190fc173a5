using System.Runtime.InteropServices;
using NetGen.Runtime;

namespace NetGen.Tests.Runtime;

public sealed class CheckTests
{
    private static readonly float[] None = [];

    [Fact]
    public void RightArguments_Pass()
    {
        Check.Sample<float>(new float[4], 4, new float[3], 3);
        Assert.Equal(2, Check.Samples<float>(new float[8], 4, new float[6], 3));
        Assert.Equal(0, Check.Samples<float>(None, 4, None, 3));
        Check.Example<float>(new float[4], 4, new float[3], 3);
        Check.Example<float>(new float[4], 4, label: 2, classes: 3);
        Assert.Equal(2, Check.Examples<float>(new float[8], 4, new float[6], 3));
        Assert.Equal(2, Check.Examples<float>(new float[8], 4, [0, 2], classes: 3));
        Check.Gradient<float>(new float[17], 17, new float[8], new float[6]);
        Check.Gradient<float>(new float[17], 17, new float[8], new int[2]);
        Check.Input<double>(new double[4], 4);
        Assert.Equal(2, Check.Inputs<float>(new float[8], 4, new int[2]));
        Assert.Equal(0, Check.Inputs<float>(None, 4, []));
        Check.Parameters<float>(new float[17], 17, "parameters");
    }

    [Theory]
    [InlineData(3, 3, "Expected 4 values, got 3. (Parameter 'input')")]
    [InlineData(8, 3, "Expected 4 values, got 8. (Parameter 'input')")]
    [InlineData(4, 0, "Expected 3 values, got 0. (Parameter 'output')")]
    [InlineData(5, 5, "Expected 4 values, got 5. (Parameter 'input')")]
    public void Sample_NamesTheWrongLength(int input, int output, string message) =>
        Refuses(() => Check.Sample<float>(new float[input], 4, new float[output], 3), message);

    [Theory]
    [InlineData(6, 3, "Expected a multiple of 4 values (4 per sample), got 6. (Parameter 'inputs')")]
    [InlineData(8, 5, "Expected 6 values (2 samples of 3), got 5. (Parameter 'outputs')")]
    [InlineData(4, 6, "Expected 3 values (1 sample of 3), got 6. (Parameter 'outputs')")]
    [InlineData(0, 3, "Expected 0 values (0 samples of 3), got 3. (Parameter 'outputs')")]
    public void Samples_NamesTheWrongLength(int inputs, int outputs, string message) =>
        Refuses(() => Check.Samples<float>(new float[inputs], 4, new float[outputs], 3), message);

    /// <summary>65536 · 65536 is 0 in 32 bits.</summary>
    [Fact]
    public void Products_BeyondAnInt_AreNotCutOff()
    {
        const string Values = "Expected 4294967296 values (65536 samples of 65536), got 0.";
        var inputs = new float[1 << 16];
        Refuses(() => Check.Samples<float>(inputs, 1, None, 1 << 16), Values + " (Parameter 'outputs')");
        Refuses(() => Check.Examples<float>(inputs, 1, None, 1 << 16), Values + " (Parameter 'targets')");
    }

    /// <summary>So many doubles that their bytes are 0 in 32 bits; nothing reads them.</summary>
    [Fact]
    public void Overlap_BeyondAnIntOfBytes_IsSeen()
    {
        const int Length = 1 << 29;
        var memory = new double[8];
        Refuses(
            () => Check.Sample(MemoryMarshal.CreateReadOnlySpan(ref memory[0], Length), Length, memory.AsSpan(4), 4),
            "Expected memory apart from 'input', got memory that overlaps it. (Parameter 'output')");
        Refuses(
            () => Check.Sample(memory.AsSpan(4), 4, MemoryMarshal.CreateSpan(ref memory[0], Length), Length),
            "Expected memory apart from 'input', got memory that overlaps it. (Parameter 'output')");
    }

    [Theory]
    [InlineData(3, 3, "Expected 4 values, got 3. (Parameter 'input')")]
    [InlineData(4, 1, "Expected 3 values, got 1. (Parameter 'target')")]
    public void Example_NamesTheWrongLength(int input, int target, string message) =>
        Refuses(() => Check.Example<float>(new float[input], 4, new float[target], 3), message);

    [Theory]
    [InlineData(0, 3, "Expected at least 1 sample, got 0. (Parameter 'inputs')")]
    [InlineData(6, 3, "Expected a multiple of 4 values (4 per sample), got 6. (Parameter 'inputs')")]
    [InlineData(8, 3, "Expected 6 values (2 samples of 3), got 3. (Parameter 'targets')")]
    public void Examples_NamesTheWrongLength(int inputs, int targets, string message) =>
        Refuses(() => Check.Examples<float>(new float[inputs], 4, new float[targets], 3), message);

    [Theory]
    [InlineData(0, 0, "Expected at least 1 sample, got 0. (Parameter 'inputs')")]
    [InlineData(6, 1, "Expected a multiple of 4 values (4 per sample), got 6. (Parameter 'inputs')")]
    [InlineData(8, 4, "'inputs' holds 2 samples: expected 2 labels, got 4; targets are floats: [0f, 1f]. (Parameter 'labels')")]
    [InlineData(4, 2, "'inputs' holds 1 sample: expected 1 label, got 2; targets are floats: [0f, 1f]. (Parameter 'labels')")]
    public void LabelledExamples_NameTheWrongLength(int inputs, int labels, string message) =>
        Refuses(() => Check.Examples<float>(new float[inputs], 4, new int[labels], classes: 3), message);

    [Fact]
    public void LabelledExamples_SayHowTargetsAreWritten_InDouble() =>
        Refuses(
            () => Check.Examples<double>(new double[8], 4, new int[4], classes: 3),
            "'inputs' holds 2 samples: expected 2 labels, got 4; targets are doubles: [0d, 1d]. (Parameter 'labels')");

    [Theory, InlineData(-1), InlineData(3), InlineData(int.MinValue), InlineData(int.MaxValue)]
    public void Label_MustBeAClass(int label)
    {
        ArgumentOutOfRangeException one = Assert.Throws<ArgumentOutOfRangeException>(() => Check.Example<float>(new float[4], 4, label, classes: 3));
        Assert.Equal("label", one.ParamName);
        Assert.Equal(label, one.ActualValue);
        Assert.StartsWith($"Expected a class from 0 to 2, got {label}.", one.Message);

        ArgumentOutOfRangeException many = Assert.Throws<ArgumentOutOfRangeException>(
            () => Check.Examples<float>(new float[12], 4, [0, 1, label], classes: 3));
        Assert.Equal("labels", many.ParamName);
        Assert.StartsWith($"Expected classes from 0 to 2, got {label} at index 2.", many.Message);
    }

    [Fact]
    public void LabelledExample_NamesTheWrongLength() =>
        Refuses(() => Check.Example<float>(new float[3], 4, label: 5, classes: 3), "Expected 4 values, got 3. (Parameter 'input')");

    [Theory, InlineData(0), InlineData(1), InlineData(3), InlineData(-1), InlineData(-2)]
    public void Overlap_IsRefused(int distance)
    {
        float[] memory = new float[20];
        const string Sample = "Expected memory apart from 'input', got memory that overlaps it. (Parameter 'output')";
        const string Samples = "Expected memory apart from 'inputs', got memory that overlaps it. (Parameter 'outputs')";
        Refuses(() => Check.Sample<float>(memory.AsSpan(8, 4), 4, memory.AsSpan(8 + distance, 3), 3), Sample);
        Refuses(() => Check.Samples<float>(memory.AsSpan(8, 4), 4, memory.AsSpan(8 + distance, 3), 3), Samples);
        Refuses(() => Check.Inputs<float>(memory.AsSpan(8, 6), 2, MemoryMarshal.Cast<float, int>(memory.AsSpan(8 + distance, 3))), Samples);
    }

    [Theory, InlineData(4), InlineData(-3), InlineData(5), InlineData(-8)]
    public void Neighbours_Pass(int distance)
    {
        float[] memory = new float[20];
        Check.Sample<float>(memory.AsSpan(8, 4), 4, memory.AsSpan(8 + distance, 3), 3);
        Assert.Equal(1, Check.Samples<float>(memory.AsSpan(8, 4), 4, memory.AsSpan(8 + distance, 3), 3));
    }

    [Fact]
    public void Gradient_MustFit_AndLieApart()
    {
        float[] memory = new float[20];
        Refuses(() => Check.Gradient<float>(new float[5], 4, memory, memory), "Expected 4 values, got 5. (Parameter 'gradient')");
        Refuses(
            () => Check.Gradient<float>(memory.AsSpan(3, 4), 4, memory.AsSpan(0, 4), new float[2]),
            "Expected memory apart from 'inputs', got memory that overlaps it. (Parameter 'gradient')");
        Refuses(
            () => Check.Gradient<float>(memory.AsSpan(3, 4), 4, new float[4], memory.AsSpan(6, 2)),
            "Expected memory apart from 'targets', got memory that overlaps it. (Parameter 'gradient')");
        Refuses(
            () => Check.Gradient<float>(memory.AsSpan(3, 4), 4, new float[4], MemoryMarshal.Cast<float, int>(memory.AsSpan(6, 2))),
            "Expected memory apart from 'labels', got memory that overlaps it. (Parameter 'gradient')");
        Check.Gradient<float>(memory.AsSpan(4, 4), 4, memory.AsSpan(0, 4), memory.AsSpan(8, 2));
    }

    [Fact]
    public void OtherLengths_AreNamed()
    {
        Refuses(() => Check.Input<float>(new float[3], 4), "Expected 4 values, got 3. (Parameter 'input')");
        Refuses(() => Check.Input<float>(new float[3], 1), "Expected 1 value, got 3. (Parameter 'input')");
        Refuses(() => Check.Inputs<float>(new float[8], 4, new int[3]), "Expected 2 values (2 samples of 1), got 3. (Parameter 'outputs')");
        Refuses(() => Check.Parameters<float>(new float[3], 17, "source"), "Expected 17 values, got 3. (Parameter 'source')");
    }

    private static void Refuses(Action action, string message) =>
        Assert.Equal(message, Assert.Throws<ArgumentException>(action).Message);
}
