using System.Reflection;
using System.Text.RegularExpressions;
using NetGen.Compiler.Findings;

namespace NetGen.Compiler.Tests.Findings;

public partial class FindingTableTests
{
    [Fact]
    public void All_ListsEveryKindOnceInOrder()
    {
        var fields = typeof(FindingTable).GetFields(BindingFlags.Static | BindingFlags.Public).Where(field => field.FieldType == typeof(FindingKind));
        Assert.Equal(fields.Select(field => field.GetValue(null)), FindingTable.All);
        Assert.Equal(FindingTable.All.Select(kind => kind.Id).Order().Distinct(), FindingTable.All.Select(kind => kind.Id));
    }

    [Fact]
    public void Kinds_AreWellFormed() => Assert.All(FindingTable.All, kind =>
    {
        Assert.Matches(Id(), kind.Id);
        Assert.DoesNotMatch(FullStop(), kind.Title);
        Assert.DoesNotMatch(FullStop(), kind.Message);
        var holes = Hole().Matches(kind.Message).Select(hole => hole.Value).Distinct().Order().ToList();
        Assert.Equal(Enumerable.Range(0, holes.Count).Select(index => $"{{{index}}}"), holes);
    });

    [GeneratedRegex("^NG[0-4][0-9]{3}$")]
    private static partial Regex Id();

    [GeneratedRegex(@"\.$")]
    private static partial Regex FullStop();

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Hole();
}
