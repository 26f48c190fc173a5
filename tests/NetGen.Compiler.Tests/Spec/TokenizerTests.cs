using NetGen.Compiler.Spec;

namespace NetGen.Compiler.Tests.Spec;

public class TokenizerTests
{
    [Theory]
    [InlineData("4-6:relu", "Number 4, Dash -, Number 6, Colon :, Word relu, End ")]
    [InlineData("28x28x1-6c5:relu6-mp2", "Number 28, Word x, Number 28, Word x, Number 1, Dash -, Number 6, Word c, Number 5, Colon :, Word relu, Number 6, Dash -, Word mp, Number 2, End ")]
    [InlineData("1-8gru-1", "Number 1, Dash -, Number 8, Word gru, Dash -, Number 1, End ")]
    [InlineData("4 6\t", "Number 4, Unknown  , Number 6, Unknown \t, End ")]
    [InlineData("\U0001F600", "Unknown \U0001F600, End ")]
    [InlineData("", "End ")]
    public void Read_SplitsTheText(string text, string tokens) =>
        Assert.Equal(tokens, string.Join(", ", Tokenizer.Read(text).Select(token => $"{token.Kind} {token.Text}")));

    [Theory]
    [InlineData("4-6:relu,,3")]
    [InlineData("\ud83d-\ude00x")]
    public void Read_LeavesNoCharacterOut(string text)
    {
        var tokens = Tokenizer.Read(text);
        Assert.Equal(text, string.Concat(tokens.Select(token => token.Text)));
        Assert.All(tokens.Zip(tokens.Skip(1)), pair => Assert.Equal(pair.First.End, pair.Second.Start));
    }
}
