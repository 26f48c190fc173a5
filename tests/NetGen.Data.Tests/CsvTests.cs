using System.Globalization;

namespace NetGen.Data.Tests;

/// <summary>What is read from a file, and what is said about one that cannot be.</summary>
public sealed class CsvTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Words_AreClassesInAlphabeticalOrder()
    {
        Table table = Read("length,species,width\n1.5,setosa,2\n-3e2,virginica,4\n0.25,\"iris, blue\",5\n", label: "species");

        Assert.Equal([1.5f, 2, -300, 4, 0.25f, 5], table.Dataset.Inputs.ToArray());
        Assert.Equal([1, 2, 0], table.Dataset.Labels.ToArray());
        Assert.Equal(["iris, blue", "setosa", "virginica"], table.ClassNames);
        Assert.Equal(["length", "width"], table.ColumnNames);
        Assert.Empty(table.TargetNames);
    }

    [Fact]
    public void WholeNumbers_AreTheClassesThemselves()
    {
        Table table = Read("x,digit\n1,7\n2,0\n3,3\n", label: "digit");

        Assert.Equal([7, 0, 3], table.Dataset.Labels.ToArray());
        Assert.Equal(["0", "1", "2", "3", "4", "5", "6", "7"], table.ClassNames);
    }

    /// <summary>A file that lacks a class, and labels as other programs write them.</summary>
    [Fact]
    public void Classes_HaveTheOrderThatIsGiven()
    {
        Table table = Read("x,y\n1,c\n2,a\n", label: "y", classes: ["c", "b", "a"]);

        Assert.Equal([0, 2], table.Dataset.Labels.ToArray());
        Assert.Equal(["c", "b", "a"], table.ClassNames);
        Assert.Equal([1, 0], Read("x,y\n1,1.0\n2,0.0\n", label: "y").Dataset.Labels.ToArray());
        Assert.Equal([1, 0], Read("x,y\n1,1\n2,-1\n", label: "y").Dataset.Labels.ToArray());
    }

    [Fact]
    public void Targets_AreValuesToReach()
    {
        Table table = Read("id,a,t,b,u\n9,1,2,3,4\n8,5,6,7,8\n", targets: ["u", "t"], ignore: ["id"]);

        Assert.Equal([1, 3, 5, 7], table.Dataset.Inputs.ToArray());
        Assert.Equal([4, 2, 8, 6], table.Dataset.Targets.ToArray());
        Assert.Equal((2, 2, 2), (table.Dataset.Count, table.Dataset.InputSize, table.Dataset.TargetSize));
        Assert.Equal(["u", "t"], table.TargetNames);
        Assert.Empty(table.ClassNames);
    }

    [Fact]
    public void NoHeader_SpacesQuotesAndOtherSeparators_AreRead()
    {
        Table table = Read("\uFEFF 1 ;\"2\";x\r\n\r\n3;4; y\r\n\r\n", label: "2", separator: ';', header: false);

        Assert.Equal([1, 2, 3, 4], table.Dataset.Inputs.ToArray());
        Assert.Equal(["x", "y"], table.ClassNames);
        Assert.Equal(["0", "1"], table.ColumnNames);
    }

    /// <summary>A culture with a decimal comma changes nothing.</summary>
    [Fact]
    public void Numbers_HaveADecimalPointInEveryCulture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = ",", NumberGroupSeparator = "." } };
        try
        {
            Assert.Equal([1.5f], Read("x,y\n1.5,0\n", label: "y").Dataset.Inputs.ToArray());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("x,y\n1,a\n2x,b\n", ", line 3, column 'x': expected a finite number, got '2x'.")]
    [InlineData("x,y\n1,a\n,b\n", ", line 3, column 'x': expected a finite number, got nothing.")]
    [InlineData("x,y\nNaN,a\n", ", line 2, column 'x': expected a finite number, got 'NaN'.")]
    [InlineData("x,y\n1e99,a\n", ", line 2, column 'x': expected a finite number, got '1e99'.")]
    [InlineData("x,y\n\n1,a\n1,a,3\n", ", line 4: expected 2 values, got 3: '1,a,3'.")]
    [InlineData("x,y\n1\n", ", line 2: expected 2 values, got 1: '1'.")]
    [InlineData("x,y\n1,\n", ", line 2, column 'y': expected a class, got nothing.")]
    [InlineData("x,z\n1,2\n", ", line 1: there is no column 'y'; there are 'x', 'z'.")]
    [InlineData("y,y\n1,2\n", ", line 1: there are two columns 'y'.")]
    [InlineData("x;y\n1;2\n", ", line 1: there is no column 'y'; there are 'x;y'. Values are expected between ','; should they be between ';' (separator)?")]
    [InlineData("", " is empty.")]
    [InlineData("\n\n", " is empty.")]
    [InlineData("x,y\n", " has no rows but its header.")]
    public void WrongContent_IsNamed(string text, string message) =>
        Assert.Equal(_path + message, Assert.Throws<FormatException>(() => Read(text, label: "y")).Message);

    [Fact]
    public void LinesAreCounted_AcrossValuesOfSeveralLines() => Assert.Equal(
        $"{_path}, line 4, column 'x': expected a finite number, got 'a'.",
        Assert.Throws<FormatException>(() => Read("x,y\n1,\"b\nc\"\na,d\n", label: "y")).Message);

    [Fact]
    public void FirstRow_WithoutHeader_IsLine1() => Assert.Equal(
        $"{_path}, line 1, column '0': expected a finite number, got 'a'.",
        Assert.Throws<FormatException>(() => Read("a,b\n1,2\n", label: "1", header: false)).Message);

    [Fact]
    public void UnknownClass_IsNamed() => Assert.Equal(
        $"{_path}, line 3, column 'y': expected one of the classes 'a', 'b', got 'c'.",
        Assert.Throws<FormatException>(() => Read("x,y\n1,a\n2,c\n", label: "y", classes: ["a", "b"])).Message);

    [Fact]
    public void WrongArguments_AreRefused()
    {
        Assert.Contains("either", Assert.Throws<ArgumentException>(() => Read("x,y\n1,2\n")).Message, StringComparison.Ordinal);
        Assert.Contains("either", Assert.Throws<ArgumentException>(() => Read("x,y\n1,2\n", label: "x", targets: ["y"])).Message, StringComparison.Ordinal);
        Assert.Contains("inputs", Assert.Throws<ArgumentException>(() => Read("x,y\n1,2\n", label: "x", ignore: ["y"])).Message, StringComparison.Ordinal);
        FileNotFoundException missing = Assert.Throws<FileNotFoundException>(() => Csv.Read("no such file.csv", label: "y"));
        Assert.Contains(Path.GetFullPath("no such file.csv"), missing.Message, StringComparison.Ordinal);
    }

    private Table Read(
        string text, string? label = null, string[]? targets = null, string[]? ignore = null, string[]? classes = null, char separator = ',', bool header = true)
    {
        File.WriteAllText(_path, text);
        return Csv.Read(_path, label, targets, ignore, classes, separator, header);
    }
}
