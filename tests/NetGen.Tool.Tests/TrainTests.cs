namespace NetGen.Tool.Tests;

/// <summary><c>netgen train</c>, and what it wrote in the hands of the other commands.</summary>
public sealed class TrainTests(Trained trained)
{
    [Fact]
    public void Train_WritesANetworkThatHasLearnt()
    {
        Assert.Equal(0, trained.Run.Code);
        Assert.Contains("epoch 60/60", trained.Run.Error, StringComparison.Ordinal);
        Assert.Equal("4-6:relu-3:softmax", (string?)trained.Run.Json["architecture"]);
        Assert.True((double)trained.Run.Json["accuracy"]! > 0.9);
        Assert.Contains("\"Setosa\"", File.ReadAllText(trained.Spec), StringComparison.Ordinal);
    }

    /// <summary>Nothing but the data and the layers.</summary>
    [Theory]
    [InlineData("iris.csv", "4-6-3", "variety")]
    [InlineData("digits.csv", "64-32-10", "digit")]
    public void Train_WithoutOptions_Learns(string file, string network, string label)
    {
        using var folder = new TemporaryFolder();
        Tool run = Tool.Run("train", Path.Combine(AppContext.BaseDirectory, file), "--network", network, "--label", label, "-o", folder.Path, "--json");
        Assert.True(run.Code == 0, run.Output);
        Assert.InRange((double)run.Json["accuracy"]!, 0.95, 1);
    }

    /// <summary>The same seed: the same bytes, for every number of threads.</summary>
    [Fact]
    public void Train_Again_WritesTheSameWeights()
    {
        using var folder = new TemporaryFolder();
        Tool run = Tool.Run("train", Trained.Irises, "--network", "4-6:relu-3", "--label", "variety", "--epochs", "60", "--rate", "0.02", "--threads", "2", "-o", folder.Path, "--name", "Iris");
        Assert.Equal(0, run.Code);
        Assert.Equal(File.ReadAllBytes(trained.Weights), File.ReadAllBytes(folder.Of("Iris.safetensors")));
    }

    [Fact]
    public void Report_IsOneFile_WithAllThatBelongsToIt()
    {
        string report = File.ReadAllText(trained.Report);
        Assert.Equal(3, report.Split("data:image/svg+xml;base64,").Length - 1);
        Assert.DoesNotContain("http", report, StringComparison.Ordinal);
        Assert.Contains("Iris.Pretrained.PredictClass([", report, StringComparison.Ordinal);
        Assert.Contains("<td>Virginica</td><td>50</td>", report, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Predict_TellsClasses_FromUnscaledInputs(bool fromSpec)
    {
        Tool run = Tool.Run("predict", fromSpec ? trained.Spec : trained.Weights, "5.1,3.5,1.4,0.2", "6.9,3.1,5.8,2.2", "--json");
        Assert.Equal(0, run.Code);
        Assert.Equal(["Setosa", "Virginica"], run.Json["predictions"]!.AsArray().Select(row => (string)row!["class"]!));
        Assert.Equal(1, run.Json["predictions"]![0]!["output"]!.AsArray().Sum(value => (double)value!), 1e-5);
    }

    [Fact]
    public void Predict_OfAFile_HasARowASample()
    {
        Tool run = Tool.Run("predict", trained.Weights, "--data", Trained.Irises, "--ignore", "variety");
        Assert.Equal(0, run.Code);
        string[] lines = run.Output.TrimEnd().Split('\n');
        Assert.Equal(150, lines.Length);
        Assert.StartsWith("Setosa\t", lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_MeasuresAllIrises()
    {
        Tool run = Tool.Run("evaluate", trained.Weights, Trained.Irises, "--label", "variety", "--json");
        Assert.Equal(0, run.Code);
        Assert.Equal(150, (int)run.Json["samples"]!);
        Assert.True((double)run.Json["accuracy"]! > 0.9);
        Assert.Equal(50, run.Json["confusion"]![0]!.AsArray().Sum(count => (int)count!));
    }

    [Fact]
    public void Inspect_ShowsLayersAndWeights()
    {
        Tool run = Tool.Run("inspect", trained.Weights);
        Assert.Equal(0, run.Code);
        Assert.Contains("4-6:relu-3:softmax", run.Output, StringComparison.Ordinal);
        Assert.Contains("51 parameters", run.Output, StringComparison.Ordinal);
        Assert.Contains("layers.1.bias", run.Output, StringComparison.Ordinal);
    }

    /// <summary>Out to ONNX and in again: the same weights, and ONNX Runtime computes the same.</summary>
    [Fact]
    public void Export_MakesAModel_ThatVerifies()
    {
        using var folder = new TemporaryFolder();
        string model = folder.Of("iris.onnx");
        Assert.Equal(0, Tool.Run("export", trained.Weights, "--to", "onnx", "-o", model).Code);
        Tool verify = Tool.Run("verify", model, "--data", Trained.Irises, "--ignore", "variety", "--json");
        Assert.True(verify.Code == 0, verify.Output);
        Assert.Equal(350, (int)verify.Json["samples"]!);
        Assert.True((double)verify.Json["absolute"]! < 1e-5);
    }

    [Fact]
    public void Bench_HasTheLimitAndOnnxRuntimeBesideIt()
    {
        Tool run = Tool.Run("bench", trained.Weights, "--json");
        Assert.Equal(0, run.Code);
        Assert.All(["nanoseconds", "nanosecondsInBatch", "rooflineNanoseconds", "onnxRuntimeNanoseconds"], what => Assert.True((double)run.Json[what]! > 0));
    }

    [Theory]
    [InlineData("diagram")]
    [InlineData("confusion")]
    public void Plot_WritesAPicture(string kind)
    {
        using var folder = new TemporaryFolder();
        Tool run = Tool.Run("plot", trained.Weights, "--kind", kind, "--data", Trained.Irises, "--label", "variety", "-o", folder.Of("picture.svg"));
        Assert.Equal(0, run.Code);
        Assert.Contains("<svg", File.ReadAllText(folder.Of("picture.svg")), StringComparison.Ordinal);
    }

    [Fact]
    public void Train_OnValues_MakesARegression()
    {
        using var folder = new TemporaryFolder();
        Tool run = Tool.Run("train", Trained.Irises, "--network", "3-8:tanh-1", "--targets", "petal.width", "--ignore", "variety", "--epochs", "60", "--rate", "0.01", "--name", "Width", "-o", folder.Path, "--json");
        Assert.True(run.Code == 0, run.Output);
        Assert.True((double)run.Json["r2"]! > 0.8);
        Assert.Contains("Width.Pretrained.Forward([", File.ReadAllText(folder.Of("report.html")), StringComparison.Ordinal);
    }

    [Fact]
    public void Train_EndedBeforeItsFirstEpoch_WritesNothing()
    {
        using var folder = new TemporaryFolder();
        using var output = new StringWriter();
        using var error = new StringWriter();
        int code = Cli.Run(["train", Trained.Irises, "--network", "4-3", "--label", "variety", "-o", folder.Path], new Terminal(output, error) { Interruption = new(canceled: true) });
        Assert.Equal(1, code);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Theory]
    [InlineData("--network 5-3 --label variety", 1, "takes 5 inputs, and the data has 4 columns of inputs")]
    [InlineData("--network 4-3:rleu --label variety", 1, "--network: NG2")]
    [InlineData("--network 4-3 --label kind", 1, "there is no column 'kind'; there are 'sepal.length'")]
    [InlineData("--network 4-3", 2, "Say either --label COLUMN for classes or --targets")]
    [InlineData("--network 4-3 --label variety --optimizer adm", 2, "adam")]
    [InlineData("--network 4-3 --label variety --epochs 0", 1, "epochs")]
    [InlineData("--label variety", 2, "--network")]
    public void Train_OfWhatIsWrong_SaysWhatAndWhere(string options, int code, string message)
    {
        using var folder = new TemporaryFolder();
        Tool run = Tool.Run(["train", Trained.Irises, "-o", folder.Path, .. options.Split(' ')]);
        Assert.Equal(code, run.Code);
        Assert.Contains(message, run.Error, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Theory]
    [InlineData("1,2,3", "takes 4 values (4), got 3")]
    [InlineData("1,2,3,x", "expected a finite number, got 'x'")]
    public void Predict_OfWhatIsWrong_SaysWhat(string input, string message)
    {
        Tool run = Tool.Run("predict", trained.Weights, input);
        Assert.Equal(1, run.Code);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }
}
