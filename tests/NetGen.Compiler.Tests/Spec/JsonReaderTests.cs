using NetGen.Compiler.Spec.Json;

namespace NetGen.Compiler.Tests.Spec;

public class JsonReaderTests
{
    [Theory]
    [InlineData("{}", "")]
    [InlineData(" { \"a\" : \"b\" , } ", "a=b")]
    [InlineData("\uFEFF// c\n{ /* d */ \"a\": 1 // e\n }", "a=1")]
    [InlineData("{\"a\":-0.5e-1,\"b\":10E+2,\"c\":0}", "a=-0.05;b=1000;c=0")]
    [InlineData("{\"a\":true,\"b\":false,\"c\":null}", "a=true;b=false;c=null")]
    [InlineData("{\"a\":[1,[2,{}],],\"b\":{\"c\":1}}", "a=an array;b=an object")]
    [InlineData("{\"\\u0061\\n\\/\\\"\":\"\\\\\\t\"}", "a\n/\"=\\\t")]
    [InlineData("{\"a\":1e999,\"b\":-1e999}", "a=\u221e;b=-\u221e")]
    public void Read_TakesJson(string text, string members)
    {
        var read = new List<JsonMember>();
        JsonReader.Read(text, read);
        Assert.Equal(members, string.Join(";", read.Select(member => $"{member.Key.Text}={Show(member.Value)}")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{,}")]
    [InlineData("{\"a\"}")]
    [InlineData("{\"a\":}")]
    [InlineData("{\"a\":1 \"b\":2}")]
    [InlineData("{\"a\":01}")]
    [InlineData("{\"a\":+1}")]
    [InlineData("{\"a\":1.}")]
    [InlineData("{\"a\":.5}")]
    [InlineData("{\"a\":1e}")]
    [InlineData("{\"a\":1x}")]
    [InlineData("{\"a\":\"\\x\"}")]
    [InlineData("{\"a\":\"\\u12g4\"}")]
    [InlineData("{\"a\":\"\n\"}")]
    [InlineData("{\"a\":\"\\")]
    [InlineData("{'a':1}")]
    [InlineData("{} {}")]
    [InlineData("{ /* ")]
    [InlineData("{\"a\":NaN}")]
    [InlineData("{\"a\":[1}")]
    [InlineData("{\"a\"\0:1}")]
    public void Read_RefusesWhatIsNotJson(string text)
    {
        var exception = Assert.Throws<JsonSyntaxException>(() => JsonReader.Read(text, []));
        Assert.InRange(exception.Start, 0, text.Length);
        Assert.InRange(exception.Start + exception.Length, exception.Start, text.Length);
    }

    [Fact]
    public void Read_RefusesBottomlessNesting() =>
        Assert.Throws<JsonSyntaxException>(() => JsonReader.Read("{\"a\":" + new string('[', 100_000), []));

    [Fact]
    public void Read_NeverThrowsAnythingElse()
    {
        const string Text = "{ \"a\\u0062\": [1, -2.5e3, { \"x\": null }], /* c */ \"d\": \"e\\n\", } // f";
        for (var end = 0; end < Text.Length; end++)
        {
            foreach (var character in "\"\\{}[]:,/*u0e-.\0\n")
            {
                var broken = Text[..end] + character + Text[end..];
                try
                {
                    JsonReader.Read(broken, []);
                }
                catch (JsonSyntaxException exception)
                {
                    Assert.InRange(exception.Start + exception.Length, 0, broken.Length);
                }
            }
        }
    }

    private static string Show(JsonValue value) => value switch
    {
        JsonString text => text.Text,
        JsonNumber { Value: double.PositiveInfinity } => "\u221e",
        JsonNumber { Value: double.NegativeInfinity } => "-\u221e",
        JsonNumber number => number.Value.ToString(System.Globalization.CultureInfo.InvariantCulture),
        JsonWord word => word.Text,
        _ => value.Kind,
    };
}
