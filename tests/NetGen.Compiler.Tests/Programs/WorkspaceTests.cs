using NetGen.Compiler.Kernels;
using NetGen.Compiler.Plan;
using NetGen.Compiler.Programs;
using NetGen.Compiler.Spec;
using NetGen.Compiler.Tests.Model;

namespace NetGen.Compiler.Tests.Programs;

/// <summary>Where regions of scratch lie, which follows from when kernels use them.</summary>
public sealed class WorkspaceTests
{
    /// <summary>Going forward, a layer needs what the one before gave; going back, a gradient lies where the outputs lay that nothing needs any more.</summary>
    [Theory]
    [InlineData("64-64-64-64-64", false, "A0=A2 A1")]
    [InlineData("64-64-64-64-64", true, "A0 A1=DZ0 A2=DZ1 DZ2")]
    [InlineData("64-64:gelu-64:gelu-64:gelu-64", true, "A0 Z0 A1=DZ0 Z1 A2=DZ1 Z2 DZ2")]
    [InlineData("64-32-64-32-64", false, "A0=A2 A1")]
    [InlineData("64-64-do20-64-64", true, "A0 A2=DZ1 A1=DZ0 DZ2")]
    public void Regions_ShareMemory_WhereNothingNeedsBoth(string architecture, bool training, string expected)
    {
        NetworkPlan plan = Of(architecture, training);
        Workspace workspace = new NetworkProgram(plan).Batch.Workspace;

        Assert.Equal(expected, string.Join(" ", Quantities(plan, workspace).GroupBy(region => workspace[region].Offset.Constant).Select(place => string.Join("=", place.Select(region => region.Name)))));
    }

    /// <summary>What the library uses between kernels, and the front of scratch that the forward pass works in.</summary>
    [Theory]
    [InlineData("64-64-64-64-64")]
    [InlineData("4-16-16-3:softmax")]
    [InlineData("64-64-64-10:softmax")]
    [InlineData("16-32-bn:relu-32-10")]
    [InlineData("1x12x12-4c3:relu-mp2-do10-20:gelu-5")]
    public void Memory_OfTheLibrary_IsNobodyElses(string architecture)
    {
        NetworkPlan plan = Of(architecture, training: true);
        Workspace workspace = new NetworkProgram(plan).Batch.Workspace, declared = Workspace.ForBatch(plan);
        Dictionary<string, (int First, int End)> places = workspace.Scratch.ToDictionary(
            region => region.Region.Name, region => (workspace[region.Region].Offset.Constant, workspace[region.Region].Offset.Constant + region.Length));
        string first = plan.Batch == Form.Rows ? Region.FewInputs.Name : Region.TurnedInputs.Name, z = Region.PreActivations(plan.Output).Name;

        foreach (string own in new[] { first, z, OutputLanes.PreActivations(plan).Name, Region.Gradients(plan.Output).Name, Region.Targets.Name, Region.Losses.Name, Region.Gradient.Name })
            Assert.DoesNotContain(places, other => other.Key != own && other.Value.First < places[own].End && places[own].First < other.Value.End);
        Assert.Equal(0, places[first].First);
        Assert.True(places[z].End <= workspace.ForwardLength && workspace.ForwardLength <= places[Region.Targets.Name].First);
        Assert.Equal(workspace.Length, places[Region.Gradient.Name].First + RowShape.WholeVectors(plan.TrainableLength, plan.Lanes));
        Assert.True(workspace.Length <= declared.Length && workspace.ForwardLength <= declared.ForwardLength, $"{workspace.Length} of {declared.Length}, {workspace.ForwardLength} of {declared.ForwardLength} forward");
    }

    /// <summary>A chain of layers needs the outputs of two at a time, whether its kernels are one method or several.</summary>
    [Theory]
    [InlineData("1-16c3d1causal:tanh-16c3d2causal:tanh-16c3d4causal:tanh-16c3d8causal:tanh-1")]
    [InlineData("1-4c3causal:tanh-4c3causal:tanh-4c3causal:tanh-4c3causal:tanh-1")]
    public void State_HasTwoLayersAtATime(string architecture)
    {
        NetworkPlan plan = Of(architecture, training: false);
        Workspace state = new NetworkProgram(plan).Stream.State;
        Assert.Equal(2, Quantities(plan, state).Where(region => region.Name[0] == 'A').Select(region => state[region].Offset.Constant).Distinct().Count());
    }

    private static IEnumerable<Region> Quantities(NetworkPlan plan, Workspace workspace)
    {
        Region[] own = [Region.PreActivations(plan.Output), Region.Gradients(plan.Output)];
        HashSet<Region> of = [.. plan.Layers.SelectMany(layer => new[] { Region.Activations(layer), Region.PreActivations(layer), Region.Gradients(layer) })];
        return workspace.Scratch.Select(region => region.Region).Where(region => of.Contains(region) && !own.Contains(region));
    }

    private static NetworkPlan Of(string architecture, bool training) =>
        Planner.Plan(Declared.Model(new NetworkDeclaration { Architecture = architecture, Training = training }));
}
