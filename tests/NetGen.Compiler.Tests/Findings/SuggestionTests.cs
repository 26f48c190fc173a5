using NetGen.Compiler.Findings;

namespace NetGen.Compiler.Tests.Findings;

public class SuggestionTests
{
    [Theory]
    [InlineData("", "", 0)]
    [InlineData("relu", "relu", 0)]
    [InlineData("relu", "elu", 1)]
    [InlineData("reul", "relu", 1)]
    [InlineData("softmx", "softmax", 1)]
    [InlineData("tanh", "sigmoid", 7)]
    public void Distance_CountsEdits(string from, string to, int distance)
    {
        Assert.Equal(distance, Suggestion.Distance(from, to));
        Assert.Equal(distance, Suggestion.Distance(to, from));
    }

    [Theory]
    [InlineData("softmx", "did you mean 'softmax'?")]
    [InlineData("TANHH", "did you mean 'tanh'?")]
    [InlineData("linear", "write one of tanh, softmax, sigmoid")]
    public void Advice_NamesTheNearestWordOrAll(string written, string advice)
    {
        string[] known = ["tanh", "softmax", "sigmoid"];

        Assert.Equal(advice, Suggestion.Advise(Suggestion.Correct(written, known), known));
    }
}
