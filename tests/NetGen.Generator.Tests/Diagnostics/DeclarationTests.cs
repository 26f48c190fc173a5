using NetGen.Generator.Tests.Testing;

namespace NetGen.Generator.Tests.Diagnostics;

public class DeclarationTests
{
    [Fact]
    public void NG1001_ClassThatIsNotPartial() => Expected.Message(
        "Moons is not partial; write 'partial class Moons', so that NetGen can add to it",
        "NG1001",
        """[NetGen.Network("2-3-2")] public class [|Moons|] { public int Use() => Predict([1f, 2f]); }""",
        compilerIds: "CS0260");

    [Fact]
    public void NG1002_OuterTypeThatIsNotPartial() => Expected.Message(
        "Outer contains the network Moons but is not partial; write 'partial class Outer<T>'",
        "NG1002",
        """public partial struct A { public class [|Outer|]<T> { [NetGen.Network("2-3-2")] public partial class Moons { public int Use() => Predict([1f, 2f]); } } }""",
        compilerIds: "CS0260");

    [Fact]
    public void NG1003_StaticClass() => Expected.Message(
        "Moons is static, but a network has instances; leave out 'static'",
        "NG1003",
        """[NetGen.Network("2-3-2")] public static partial class [|Moons|];""");

    [Fact]
    public void NG1004_Struct() => Expected.Message(
        "Moons is a struct, but a network owns its parameters; write 'partial class Moons'",
        "NG1004",
        """[NetGen.Network("2-3-2")] public partial struct [|Moons|] { public int Use() => Predict([1f, 2f]); }""",
        compilerIds: "CS0592");

    [Fact]
    public void NG1005_Record() => Expected.Message(
        "Moons is a record, whose copies would share their parameters; write 'partial class Moons'",
        "NG1005",
        """[NetGen.Network("2-3-2")] public partial record [|Moons|] { public int Use() => Predict([1f, 2f]); }""");

    [Fact]
    public void NG1005_PositionalRecord() => Expected.Diagnostics(
        "NG1005",
        """[NetGen.Network("2-3-2")] public partial record [|Moons|](int Phase) { public int Use() => Predict([1f, 2f]); }""");

    [Fact]
    public void NG1006_FileLocalClass() => Expected.Message(
        "Moons is file-local, so generated files cannot add to it; leave out 'file'",
        "NG1006",
        """[NetGen.Network("2-3-2")] file partial class [|Moons|];""");

    [Fact]
    public void NG1006_ClassInFileLocalClass() => Expected.Diagnostics(
        "NG1006",
        """file partial class Outer { [NetGen.Network("2-3-2")] public partial class [|Moons|]; }""");

    [Fact]
    public void NG1007_PrimaryConstructor() => Expected.Message(
        "Moons has a primary constructor, which the generated constructors would have to call; declare its parameters as properties",
        "NG1007",
        """[NetGen.Network("2-3-2")] public partial class [|Moons|](int phase) { public int Phase => phase + Predict([1f, 2f]); }""");

    [Theory]
    [InlineData("public int [|Forward|];", "Forward")]
    [InlineData("public class [|Backward|];", "Backward")]
    [InlineData("public void [|Forward|](System.ReadOnlySpan<float> a, System.Span<float> b) { }", "Forward(System.ReadOnlySpan<float>, System.Span<float>)")]
    [InlineData("public [|Moons|]() { }", "Moons()")]
    [InlineData("private void [|CopyFrom|](Moons other) { }", "CopyFrom(Moons)")]
    [InlineData("public int [|_parameters|];", "_parameters")]
    public void NG1008_MemberOfAGeneratedName(string member, string name) => Expected.Message(
        $"Moons declares {name}, which NetGen generates; rename yours",
        "NG1008",
        $$"""[NetGen.Network("2-3-2")] public partial class Moons { {{member}} public int Use() => Predict([1f, 2f]); }""");

    [Fact]
    public void NG1008_MemberInAnotherPart() => Expected.Diagnostics(
        "NG1008",
        """public partial class Moons { public int [|InputSize|]; }""",
        new TestProject("""[NetGen.Network("2-3-2")] public partial class Moons;"""));

    [Fact]
    public void NG1009_GenericClass() => Expected.Message(
        "Moons is generic; leave out its type parameters, or put them on a type around it",
        "NG1009",
        """
        [NetGen.Network("2-3-2")]
        public partial class [|Moons|]<T>
            where T : struct
        {
            public static int Use(Moons<int> moons) => moons.Clone().Predict([1f, 2f]) + new Moons<T>(1).Predict([1f, 2f]) + Moons<T>.InputSize;
        }
        """);

    [Fact]
    public void NG1010_AbstractClass() => Expected.Message(
        "Moons is abstract, but NetGen creates instances of it; leave out 'abstract'",
        "NG1010",
        """[NetGen.Network("2-3-2")] public abstract partial class [|Moons|] { public int Use() => Predict([1f, 2f]); }""");

    [Theory]
    [InlineData("NetGen.Network")]
    [InlineData("NetGen.Network(null!)")]
    [InlineData("NetGen.Network(Hidden = NetGen.Activation.Tanh)")]
    public void NG1011_NoArchitecture(string attribute) => Expected.Message(
        "Moons has no architecture; write one, such as \"4-6:relu-3:softmax\"",
        "NG1011",
        $$"""[[|{{attribute}}|]] public partial class Moons { public int Use() => Predict([1f, 2f]); }""");

    [Fact]
    public void NG1012_ValueOutsideItsEnum() => Expected.Message(
        "Hidden = '99' is unknown; write one of Identity, Step, Sigmoid, Tanh, ReLU, LeakyReLU, ELU, SELU, Softplus, Softsign, GELU, SiLU, Mish, HardSigmoid, HardTanh, HardSwish, ReLU6, Softmax, LogSoftmax",
        "NG1012",
        """[NetGen.Network("2-3-2", Hidden = [|(NetGen.Activation)99|])] public partial class Moons;""");

    [Theory]
    [InlineData("Hidden = [|(NetGen.Activation)(-1)|]")]
    [InlineData("Output = [|(NetGen.Activation)99|]")]
    [InlineData("Loss = [|(NetGen.Loss)99|]")]
    [InlineData("Initializer = [|(NetGen.Initializer)99|]")]
    [InlineData("Precision = [|(NetGen.Precision)99|]")]
    public void NG1012_EveryEnum(string property) =>
        Expected.Diagnostics("NG1012", $$"""[NetGen.Network("2-3-2", {{property}})] public partial class Moons;""");

    [Theory]
    [InlineData("2-3:softmax", "[|NetGen.Loss.BinaryCrossEntropy|]", "BinaryCrossEntropy is not defined for Softmax outputs; end the architecture with '-3:sigmoid', or choose the loss CrossEntropy")]
    [InlineData("2-3:sigmoid", "[|NetGen.Loss.CrossEntropy|]", "CrossEntropy is not defined for Sigmoid outputs; end the architecture with '-3:softmax' or '-3:logsoftmax', or choose the loss BinaryCrossEntropy")]
    [InlineData("2-3", "[|NetGen.Loss.CrossEntropy|]", "CrossEntropy is not defined for Identity outputs; end the architecture with '-3:softmax' or '-3:logsoftmax', or choose the loss MeanSquaredError")]
    public void NG1013_LossThatDoesNotFitTheOutput(string architecture, string loss, string message) =>
        Expected.Message(message, "NG1013", $$"""[NetGen.Network("{{architecture}}", Loss = {{loss}})] public partial class Moons;""");

    [Theory]
    [InlineData("InitializerScale = [|-0.5|], Initializer = NetGen.Initializer.Normal", "InitializerScale is -0.5; write 0 or more")]
    [InlineData("InitializerScale = [|double.NaN|], Initializer = NetGen.Initializer.Constant", "InitializerScale is NaN; write a finite number")]
    [InlineData("InitialBias = [|double.PositiveInfinity|]", "InitialBias is Infinity; write a finite number")]
    [InlineData("InitialBias = [|1e300|]", "InitialBias is 1E+300; write a number within the range of float, or choose the precision Double")]
    public void NG1014_NumberOutOfRange(string properties, string message) =>
        Expected.Message(message, "NG1014", $$"""[NetGen.Network("2-3-2", {{properties}})] public partial class Moons;""");

    [Theory]
    [InlineData("InitializerScale = [|0.5|]", "HeNormal")]
    [InlineData("InitializerScale = [|0.5|], Initializer = NetGen.Initializer.Zeros", "Zeros")]
    public void NG1015_ScaleThatNothingUses(string properties, string initializer) => Expected.Message(
        $"InitializerScale is for Normal, Uniform and Constant, but the initializer is {initializer}; leave it out or choose one of those",
        "NG1015",
        $$"""[NetGen.Network("2-3-2", {{properties}})] public partial class Moons;""");

    [Theory]
    [InlineData("Train")]
    [InlineData("InputSize")]
    [InlineData("Pretrained")]
    public void NG1016_ClassNamedLikeAGeneratedMember(string name) => Expected.Message(
        $"{name} is the name of a member that NetGen generates, and no member can be named like its class; rename the class",
        "NG1016",
        $$"""[NetGen.Network("2-3-2", Weights = "a.safetensors")] public partial class [|{{name}}|] { public int Use() => Predict([1f, 2f]); }""",
        new TestProject { Weights = ["a.safetensors"] });

    [Theory]
    [InlineData("[|\"2-2\"|], Spec = \"moons.netgen.json\"", "Architecture", "architecture")]
    [InlineData("Spec = \"moons.netgen.json\", Hidden = [|NetGen.Activation.Tanh|]", "Hidden", "hidden")]
    [InlineData("Spec = \"moons.netgen.json\", InitialBias = [|0|]", "InitialBias", "initialBias")]
    public void NG1017_PropertyThatRepeatsAKey(string arguments, string property, string key) => Expected.Message(
        $"{property} stands in moons.netgen.json too, as \"{key}\"; leave it out here or there",
        "NG1017",
        $$"""[NetGen.Network({{arguments}})] public partial class Moons { public int Use() => Predict([1f, 2f]); }""",
        new TestProject { Specs = new Dictionary<string, string> { ["moons.netgen.json"] = """{ "architecture": "2-3-2", "hidden": "relu", "initialBias": 0.5 }""" } });

    [Theory]
    [InlineData("moon.netgen.json", "did you mean 'moons.netgen.json'?")]
    [InlineData("other", "a spec is a *.netgen.json file of the project")]
    public void NG1018_NoSuchSpecFile(string name, string advice) => Expected.Message(
        $"No file of the project matches '{name}'; {advice}",
        "NG1018",
        $$"""[NetGen.Network(Spec = [|"{{name}}"|])] public partial class Other { public int Use() => Predict([1f, 2f]); } [NetGen.Network(Spec = "moons.netgen.json")] public partial class Moons;""",
        new TestProject { Specs = new Dictionary<string, string> { ["a/moons.netgen.json"] = """{ "architecture": "2-3-2" }""" } });

    [Theory]
    [InlineData("NetGen.Network(Spec = [|\"moons.netgen.json\"|])", "moons")]
    [InlineData("[|NetGen.Network|]", "Moons")]
    public void NG1019_SeveralSpecFiles(string attribute, string name) => Expected.Message(
        $"The spec of Moons could be any of a/moons.netgen.json, b/{name}.netgen.json; write Spec with the path of the one that is meant",
        "NG1019",
        $$"""[{{attribute}}] public partial class Moons { public int Use() => Predict([1f, 2f]); }""",
        new TestProject
        {
            Specs = new Dictionary<string, string>
            {
                ["a/moons.netgen.json"] = """{ "architecture": "2-3-2" }""",
                [$"b/{name}.netgen.json"] = """{ "architecture": "2-3-2" }""",
            },
        });

    [Fact]
    public void NG1020_BaseClassThatNeedsArguments() => Expected.Message(
        "Moons derives from a class without a parameterless constructor, which the generated constructors would call; give it one, or derive from another class",
        "NG1020",
        """public class Base { protected Base(int a) { } } [NetGen.Network("2-3-2")] public partial class [|Moons|] : Base { public Moons(string name) : base(name.Length) { Predict([1f, 2f]); } }""");

    [Theory]
    [InlineData("public required string Name { get; init; }", "")]
    [InlineData("", " : Base")]
    public void NG1021_RequiredMembers(string member, string parent) => Expected.Message(
        "Moons has required members, which NetGen cannot set where it creates instances; leave out 'required'",
        "NG1021",
        $$"""public class Base { public required int Size; } [NetGen.Network("2-3-2")] public partial class [|Moons|]{{parent}} { {{member}} public int Use() => Predict([1f, 2f]); }""");

    [Fact]
    public void NG1023_ClassesOfAValue() => Expected.Message(
        "Classes are named, but Moons has one output, a value; leave Classes out, or end the architecture with '-2:softmax'",
        "NG1023",
        """[NetGen.Network("2-3-1", Classes = [|["upper", "lower"]|])] public partial class Moons { public string Use() => PredictClass([1f, 2f]) + Classes[0]; }""");

    [Theory]
    [InlineData("2-3-3:softmax", "3 classes, but 2 are named; write a name for each output")]
    [InlineData("2-1:sigmoid", "2 classes, but 1 are named; write two names, that of low outputs first", "[\"lower\"]")]
    [InlineData("2-3-3:softmax", "3 classes, but 0 are named; write a name for each output", "[]")]
    public void NG1024_OtherNumberOfClasses(string architecture, string message, string names = "[\"upper\", \"lower\"]") => Expected.Message(
        "Moons has " + message,
        "NG1024",
        $$"""[NetGen.Network("{{architecture}}", Classes = [|{{names}}|])] public partial class Moons { public string Use() => PredictClass([1f, 2f]) + Classes[0]; }""");

    [Theory]
    [InlineData("[\"a\", \"b\", [|\"a\"|]]")]
    [InlineData("new string[] { \"a\", \"b\", [|\"a\"|] }")]
    [InlineData("new[] { \"a\", \"b\", [|(\"a\")|] }")]
    public void NG1025_ClassNamedTwice(string names) => Expected.Message(
        "'a' is the name of class 0 already; give class 2 another one",
        "NG1025",
        $$"""[NetGen.Network("2-3-3:softmax", Classes = {{names}})] public partial class Moons { public string Use() => PredictClass([1f, 2f]) + Classes[0]; }""");

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\" \"")]
    [InlineData("null!")]
    public void NG1026_ClassWithoutName(string name) => Expected.Message(
        "The name of class 1 is empty; write one",
        "NG1026",
        $$"""[NetGen.Network("2-2", Classes = ["a", [|{{name}}|]])] public partial class Moons { public string Use() => PredictClass([1f, 2f]) + Classes[0]; }""");

    [Theory]
    [InlineData("\"\\ud800\"")]
    [InlineData("\"b\\udc00\"")]
    [InlineData("\"\\ud83c\\udf3c\\udf3c\"")]
    public void NG1026_ClassNamedByHalfACharacter(string name) => Expected.Message(
        "The name of class 1 has half a surrogate pair, which no weights file can hold; write both halves, or neither",
        "NG1026",
        $$"""[NetGen.Network("2-2", Classes = ["\ud83c\udf3c", [|{{name}}|]])] public partial class Moons { public string Use() => PredictClass([1f, 2f]) + Classes[0]; }""");

    [Theory]
    [InlineData("Trace = true, Training = [|false|]")]
    [InlineData("Training = [|1 > 2|], Trace = true")]
    public void NG1027_TraceWithoutTraining(string properties) => Expected.Message(
        "Moons has no training, but Trace shows what training computes; leave out Trace, or leave out Training",
        "NG1027",
        $$"""[NetGen.Network("2-3-2", {{properties}})] public partial class Moons { public string Use() => Trace([1f, 2f], [1f, 2f]).ToString() + Train([1f, 2f], [1f, 2f], 1); }""");

    [Fact]
    public void NG1028_TraceOfOtherThanDenseLayers() => Expected.Message(
        "Moons has Trace, which shows dense layers unit by unit, but layers.0 is of kind MaxPooling; leave out Trace",
        "NG1028",
        """[NetGen.Network("2x4x4-mp2-3:relu-2", Trace = [|true|])] public partial class Moons { public string Use() => Trace([1f, 2f], [1f, 2f]).ToString(); }""");

    [Fact]
    public void AttributeThatTheCompilerRejects_IsLeftToTheCompiler()
    {
        var run = GeneratorRun.Of(new TestProject("""[NetGen.Network(5, Hidden = Nothing)] public partial class Moons { public int Use() => Predict([1f, 2f]); }"""));
        Assert.Empty(run.Diagnostics);
        Assert.Equal(["CS0103", "CS1503"], run.CompilerDiagnostics.Select(diagnostic => diagnostic.Id).Order());
    }

    [Fact]
    public void SeveralMistakes_AreAllReported()
    {
        var run = GeneratorRun.Of(new TestProject("""[NetGen.Network("0-3:softmx-", Weights = "a")] public partial class Moons { public int Forward; }"""));
        Assert.Equal(["NG1008", "NG2002", "NG2003", "NG2004", "NG3001"], run.Diagnostics.Select(diagnostic => diagnostic.Id).Order());
    }
}
