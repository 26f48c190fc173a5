namespace NetGen.Insight.Tests;

/// <summary>Names for the classes of an output.</summary>
public sealed class ClassesTests
{
    private static readonly float[] Flower = [5.1f, 3.5f, 1.4f, 0.2f];

    [Fact]
    public void Classes_AreThoseOfTheDeclaration()
    {
        Assert.Equal(["setosa", "versicolor", "virginica"], Species.Classes.ToArray());
        Assert.Equal(["\"no\"", "ja\u00df\n\\"], Answer.Classes.ToArray());
    }

    [Fact]
    public void PredictClass_NamesWhatPredictCounts()
    {
        var net = new Species();
        for (int label = 0; label < 3; label++)
        {
            var parameters = new float[Species.ParameterCount];
            parameters[^(3 - label)] = 1;
            net.SetParameters(parameters);

            Assert.Equal(label, net.Predict(Flower));
            Assert.Equal(Species.Classes[label], net.PredictClass(Flower));
        }

        Assert.Throws<ArgumentException>(() => net.PredictClass([1]));
    }

    [Fact]
    public void OneOutput_HasTwoClasses()
    {
        var net = new Answer();
        net.SetParameters([1, 0]);

        Assert.Equal([Answer.Classes[0], Answer.Classes[1]], [net.PredictClass([-1]), net.PredictClass([1])]);
    }

    [Fact]
    public void File_CarriesTheNames_AndIsRefusedForOthers()
    {
        var named = new MemoryStream();
        new Species(seed: 1).Save(named);
        named.Position = 0;
        Assert.Equal(new Species(seed: 1).PredictClass(Flower), Species.Load(named).PredictClass(Flower));

        named.Position = 0;
        var refusal = Assert.Throws<InvalidDataException>(() => Varieties.Load(named));
        Assert.Equal("""The stream: metadata 'classes': expected ["a","b","c"], found ["setosa","versicolor","virginica"].""", refusal.Message);

        named.Position = 0;
        Assert.NotNull(Flowers.Load(named));
        var unnamed = new MemoryStream();
        new Flowers(seed: 2).Save(unnamed);
        unnamed.Position = 0;
        Assert.Equal(new Flowers(seed: 2).Predict(Flower), Species.Load(unnamed).Predict(Flower));
    }
}
