namespace NetGen.Benchmarks.Data;

/// <summary>Samples with their classes, one after the other.</summary>
internal sealed record Samples(float[] Inputs, int[] Labels);

/// <summary>Samples to train on, and others to test with.</summary>
internal sealed record Split(Samples Train, Samples Test)
{
    /// <summary>50 irises, as in the sample, and the other 100.</summary>
    public static Split Iris(int seed)
    {
        var data = IrisData.Split(seed);
        return new(new(data.TrainInputs, data.TrainLabels), new(data.TestInputs, data.TestLabels));
    }

    /// <summary>200 points of two half circles, and 200 others.</summary>
    public static Split Moons(int seed)
    {
        var random = new Random(seed);
        return new(Data.Moons.Draw(200, random), Data.Moons.Draw(200, random));
    }

    /// <summary>1,437 handwritten digits, and the other 360.</summary>
    public static Split Digits(int seed) => Data.Digits.Split(seed);
}
