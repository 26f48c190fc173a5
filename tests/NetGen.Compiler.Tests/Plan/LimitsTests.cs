using NetGen.Compiler.Emit;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Layers;
using NetGen.Compiler.Operations;
using NetGen.Compiler.Plan;
using NetGen.Compiler.Programs;
using NetGen.Compiler.Spec;
using NetGen.Compiler.Tests.Model;

namespace NetGen.Compiler.Tests.Plan;

/// <summary>The largest networks that are allowed: what they need stays within what the documentation states, and no size overflows.</summary>
public sealed class LimitsTests
{
    private const long Mebibyte = 1 << 20;

    private static readonly string[] WidestAndDeepest = [.. new[] { "-1-65536", "-65536-1" }.Select(pair => "1" + Repeated(pair, Limits.Layers / 2))];

    [Theory]
    [InlineData("784-512-512-10:softmax", "single", 128)]
    [InlineData("784-4096-4096-10:softmax", "double", 128)]
    [InlineData("64-65536:gelu-10:softmax", "single", 32)]
    [InlineData("64-65536:gelu-10:softmax", "double", 16)]
    [InlineData("1-65536-1-65536-1-65536-1-65536-1", "double", 4)]
    public void Block_HasAsManyRowsAsItsMemoryAllows(string architecture, string precision, int rows) =>
        Assert.Equal(rows, Plan(architecture, precision).BlockRows);

    [Fact]
    public void Block_HasAtLeastOneRow() => Assert.Equal(1, Plan("1" + Repeated("-65536:gelu-1", 12), "double").BlockRows);

    /// <summary>As wide and as deep as can be, in double precision, with every end: the widest layer last, and the narrowest.</summary>
    [Fact]
    public void Scratch_OfTheWidestAndDeepest_IsWhatIsStated()
    {
        foreach (Activation output in Registry.Activations)
            foreach (Loss loss in Registry.Losses.Where(loss => loss.Accepts(output)))
                foreach (string architecture in WidestAndDeepest)
                    AssertWithinBudget(Planner.Plan(Declared.Model(new NetworkDeclaration { Architecture = architecture, Hidden = output.Name, Output = output.Name, Loss = loss.Name, Precision = "double" })));
    }

    /// <summary>Widths on either side of where a block loses a row, where its budget is nearly full.</summary>
    [Fact]
    public void Scratch_OfEveryWidth_IsWhatIsStated()
    {
        for (int width = 1024; width <= Limits.Units; width += 1009)
            foreach (string precision in new[] { "single", "double" })
                foreach (string architecture in new[] { $"64-{width}:gelu-10:softmax", $"64-{width}:softmax-{width}:softmax", $"1-{width}:mish-1-{width}:mish-1", $"{width}-1-{width}:mish-1" })
                    if ((long)width * width < Limits.Parameters / 2 || !architecture.Contains("softmax-" + width))
                        AssertWithinBudget(Plan(architecture, precision));
    }

    /// <summary>Close to the most parameters: bytes exceed what an int holds, and elements do not.</summary>
    [Theory]
    [InlineData("1-4081-65536")]
    [InlineData("1-4094-65536")]
    [InlineData("1-65536-4093")]
    [InlineData("16370-16370-16")]
    [InlineData("deep")]
    public void Sizes_OfTheMostParameters_DoNotOverflow(string architecture)
    {
        NetworkPlan plan = Plan(architecture == "deep" ? "62" + Repeated("-65536-62", 32) : architecture, "double");
        Assert.InRange(plan.Model.ParameterCount, 0.95 * Limits.Parameters, Limits.Parameters);
        long end = 0;
        foreach (ProductPlan layer in plan.Layers.Cast<ProductPlan>())
        {
            Assert.True(layer.WeightOffset >= end && layer.BiasOffset == layer.WeightOffset + ((long)layer.Inputs * layer.PaddedOutputs));
            end = layer.BiasOffset + layer.PaddedOutputs;
        }

        Assert.True(plan.TrainableLength >= end);
        end = plan.TrainableLength;
        foreach (ProductPlan layer in plan.Layers.Skip(1).Cast<ProductPlan>())
        {
            Assert.True(layer.Transposed!.Offset >= end);
            end = layer.Transposed.Offset + ((long)layer.Transposed.PaddedInputs * layer.Outputs);
        }

        Assert.True(plan.BlockLength >= end);
        Assert.False(plan.SampleReadsTransposed);
        Assert.True(Workspace.ForBatch(plan).Length >= plan.TrainableLength);
        Assert.All(Remarks.Of(plan, new NetworkProgram(plan)), line => Assert.DoesNotContain(" -", line, StringComparison.Ordinal));
    }

    private static string Repeated(string layers, int times) => string.Concat(Enumerable.Repeat(layers, times));

    private static NetworkPlan Plan(string architecture, string precision) =>
        Planner.Plan(Declared.Model(new NetworkDeclaration { Architecture = architecture, Precision = precision }));

    private static void AssertWithinBudget(NetworkPlan plan)
    {
        Workspace training = Workspace.ForBatch(plan);
        long block = training.Scratch.Where(region => region.Region != Region.Gradient).Sum(region => (long)region.Length) * plan.ElementSize;
        Assert.True(block <= (plan.BlockRows > 1 ? 32 : 256) * Mebibyte, $"{plan.Model.Architecture}, {plan.Model.Loss}: {plan.BlockRows} rows take {block:N0} bytes");
        Assert.InRange((long)training.Length, (block / plan.ElementSize) + plan.TrainableLength, int.MaxValue);

        // Predict and PredictBatch keep outputs behind the scratch of the forward pass.
        long forward = Workspace.ForBatch(plan).ForwardLength + ((long)plan.BlockRows * plan.Output.Outputs);
        Assert.True(forward * plan.ElementSize <= (plan.BlockRows > 1 ? 32 : 256) * Mebibyte, $"{plan.Model.Architecture}: {forward * plan.ElementSize:N0} bytes forward");
        foreach (bool trains in new[] { false, true })
            Assert.InRange((Workspace.ForSample(plan, trains).Length + (long)plan.Output.PaddedOutputs) * plan.ElementSize, 1, 256 * Mebibyte);
    }
}
