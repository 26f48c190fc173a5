using NetGen.Compiler.Model;
using NetGen.Compiler.Spec;

namespace NetGen.Compiler.Tests.Model;

public class ModelBuilderTests
{
    [Fact]
    public void Build_FillsInDefaults()
    {
        var model = Declared.Model("4-6-3");
        Assert.Equal(["ReLU", "Identity"], model.Layers.Select(layer => layer.Activation.Name));
        Assert.Equal(["HeNormal", "GlorotNormal"], model.Layers.Select(layer => layer.Initializer.Name));
        Assert.Equal("MeanSquaredError", model.Loss.Name);
        Assert.Equal((Precision.Single, 1.0, 0.0), (model.Precision, model.InitializerScale, model.InitialBias));
        Assert.Equal((4, 3, 51), (model.InputSize, model.OutputSize, model.ParameterCount));
        Assert.Null(model.Weights);
    }

    /// <summary>Whoever else takes what a layer right before a normalisation gives.</summary>
    [Theory]
    [InlineData("batchNorm")]
    [InlineData("layerNorm")]
    public void Build_GivesALayerBeforeANormalisationIdentity(string norm)
    {
        var model = Declared.Graph($$"""
            {
              "input": 4,
              "layers": [
                { "kind": "dense", "units": 6, "name": "sums" }, { "kind": "{{norm}}" }, { "add": "sums" },
                { "kind": "dense", "units": 6, "activation": "tanh", "name": "named" }, { "kind": "{{norm}}" }, { "add": "named" },
                { "kind": "dense", "units": 2 }
              ]
            }
            """);
        Assert.Equal(["Identity", "ReLU", "Identity", "Tanh", "ReLU", "Identity", "Identity"], model.Layers.Select(layer => layer.Activation.Name));
    }

    [Fact]
    public void Build_TakesWhatIsDeclared()
    {
        var model = Declared.Model(new NetworkDeclaration
        {
            Architecture = "4-6-5:TANH-3",
            Hidden = "sigmoid",
            Output = "Softmax",
            Initializer = "Normal",
            InitializerScale = 0.1,
            InitialBias = 0.5,
            Precision = "double",
        });
        Assert.Equal(["Sigmoid", "Tanh", "Softmax"], model.Layers.Select(layer => layer.Activation.Name));
        Assert.All(model.Layers, layer => Assert.Equal("Normal", layer.Initializer.Name));
        Assert.Equal((Precision.Double, 0.1, 0.5), (model.Precision, model.InitializerScale, model.InitialBias));
    }

    [Theory]
    [InlineData("2-3", "MeanSquaredError")]
    [InlineData("2-3:tanh", "MeanSquaredError")]
    [InlineData("2-3:sigmoid", "BinaryCrossEntropy")]
    [InlineData("2-3:softmax", "CrossEntropy")]
    public void Build_ChoosesTheLossByTheOutput(string architecture, string loss) => Assert.Equal(loss, Declared.Model(architecture).Loss.Name);

    [Fact]
    public void Build_LetsTheTextWinOverProperties()
    {
        var model = Declared.Model(new NetworkDeclaration { Architecture = "2-3:tanh-1:identity", Hidden = "Step", Output = "Sigmoid" });
        Assert.Equal(["Tanh", "Identity"], model.Layers.Select(layer => layer.Activation.Name));
    }

    [Fact]
    public void Build_GivesEqualModelsForEqualMeanings() => Assert.Equal(
        Declared.Model("4-6:relu-3:softmax"),
        Declared.Model(new NetworkDeclaration { Architecture = "04-6-3", Output = "softmax", Loss = "crossentropy", Precision = "SINGLE" }));

    [Theory]
    [InlineData("2-3-2", "2-3:relu-2")]
    [InlineData("4-6:TANH-3:Softmax", "4-6:tanh-3:softmax")]
    public void Architecture_IsCanonicalAndReadsBack(string written, string canonical)
    {
        var model = Declared.Model(written);
        Assert.Equal(canonical, model.Architecture);
        Assert.Equal(model, Declared.Model(model.Architecture));
    }

    [Theory]
    [InlineData("2-2", true)]
    [InlineData("2-1", false)]
    [InlineData("2-1:sigmoid", true)]
    [InlineData("2-1:tanh", true)]
    [InlineData("2-1:relu", false)]
    public void Outline_PredictsWhereAnOutputIsAClass(string architecture, bool predicts) =>
        Assert.Equal(predicts, Outline.Of(Declared.Model(architecture)).Predicts);

    [Fact]
    public void Build_OfABrokenNetworkKeepsTheSizesItKnows()
    {
        var broken = Declared.Analyze(new NetworkDeclaration { Architecture = "4-6:softmx-3" }).Broken!;
        Assert.Equal((4, 3, 51), (broken.InputSize, broken.OutputSize, broken.ParameterCount));
        broken = Declared.Analyze(new NetworkDeclaration { Architecture = "x-" }).Broken!;
        Assert.Equal((1, 1, 2), (broken.InputSize, broken.OutputSize, broken.ParameterCount));
    }

    [Theory]
    [InlineData("moons.safetensors", "data/moons.safetensors")]
    [InlineData("iris.safetensors", "iris.safetensors")]
    [InlineData("./iris.safetensors", "iris.safetensors")]
    [InlineData("data\\iris.safetensors", "data/iris.safetensors")]
    public void Weights_AreTheExactPathElseTheOnlyFileOfThatName(string declared, string resource)
    {
        var project = ProjectContext.Empty with { Weights = new([new("data/iris.safetensors"), new("data/moons.safetensors"), new("iris.safetensors")]) };
        var model = Declared.Model(new NetworkDeclaration { Architecture = "2-3", Weights = declared }, project);
        Assert.Equal(new WeightsModel(declared, resource), model.Weights);
    }

    [Fact]
    public void Weights_ThatAreMissingLeaveAModelWhileBuilding()
    {
        var analysis = Declared.Analyze(new NetworkDeclaration { Architecture = "2-3", Weights = "a.safetensors" });
        Assert.Equal("NG3001", Assert.Single(analysis.Findings).Id);
        Assert.Equal(new WeightsModel("a.safetensors", null), analysis.Model!.Weights);
    }
}
