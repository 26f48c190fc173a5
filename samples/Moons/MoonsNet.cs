/// <summary>The network that moons.netgen.json declares. This part of the class is only here for what the program adds to it.</summary>
internal sealed partial class MoonsNet
{
    /// <summary>How many of the points it tells right.</summary>
    public int Correct(MoonsData data)
    {
        var predicted = new int[data.Labels.Length];
        PredictBatch(data.Inputs, predicted);
        return predicted.Zip(data.Labels).Count(pair => pair.First == pair.Second);
    }
}
