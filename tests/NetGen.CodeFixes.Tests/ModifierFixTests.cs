namespace NetGen.CodeFixes.Tests;

/// <summary>A class gets the modifiers that a network has.</summary>
public sealed class ModifierFixTests
{
    private const string Attribute = "[NetGen.Network(\"2-3-2\")]";

    [Theory]
    [InlineData("NG1001", $$"""{{Attribute}} class [|{|CS0260:Moons|}|] { }""", $$"""{{Attribute}} partial class Moons { }""")]
    [InlineData("NG1001", $"/// <summary>Moons.</summary>\n{Attribute}\npublic sealed /* kept */ class [|{{|CS0260:Moons|}}|]\n{{\n}}\n", $"/// <summary>Moons.</summary>\n{Attribute}\npublic sealed /* kept */ partial class Moons\n{{\n}}\n")]
    [InlineData("NG1002", $$"""public struct [|{|CS0260:Outer|}|] { {{Attribute}} public partial class Moons { } }""", $$"""public partial struct Outer { {{Attribute}} public partial class Moons { } }""")]
    [InlineData("NG1002", $$"""record [|{|CS0260:Outer|}|](int Phase) { {{Attribute}} partial class Moons; }""", $$"""partial record Outer(int Phase) { {{Attribute}} partial class Moons; }""")]
    [InlineData("NG1003", $$"""{{Attribute}} public static partial class [|Moons|] { }""", $$"""{{Attribute}} public partial class Moons { }""")]
    [InlineData("NG1006", $$"""{{Attribute}} file partial class [|Moons|] { }""", $$"""{{Attribute}} partial class Moons { }""")]
    [InlineData("NG1006", $$"""file partial class Outer { {{Attribute}} public partial class [|Moons|] { } }""", $$"""partial class Outer { {{Attribute}} public partial class Moons { } }""")]
    [InlineData("NG1010", $$"""{{Attribute}} public abstract partial class [|Moons|] { }""", $$"""{{Attribute}} public partial class Moons { }""")]
    public Task Modifier(string id, string before, string after) =>
        new FixTest<ModifierFix>(id, before, after).RunAsync(TestContext.Current.CancellationToken);
}
