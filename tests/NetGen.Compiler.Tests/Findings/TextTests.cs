using NetGen.Compiler.Findings;
using NetGen.Compiler.Spec;
using NetGen.Compiler.Tests.Model;

namespace NetGen.Compiler.Tests.Findings;

/// <summary>Mistakes in the architecture text: each one finding, with its message, at the characters that <c>[|…|]</c> marks.</summary>
public class TextTests
{
    [Theory]
    [InlineData("4-6[|,|]3", "',' has no place in an architecture; layers are separated by '-', and an activation follows its layer's size after ':'")]
    [InlineData("4-[| |]6-3", "' ' has no place in an architecture; write it without spaces")]
    [InlineData("4-6[|.|]5-3", "'.' has no place in an architecture; a number of units is whole, and layers are separated by '-'")]
    [InlineData("1x8x8-mp2[|:|]relu-3", "':' has no place in an architecture; MaxPooling has no activation; write one to the layer before it")]
    [InlineData("4-6:relu[|:|]tanh-3", "':' has no place in an architecture; a layer has one activation")]
    public void NG2001_UnexpectedCharacter(string architecture, string message) => Expect("NG2001", architecture, message);

    [Theory]
    [InlineData("4[|-|]-3", "layers.0 is empty; write its number of units")]
    [InlineData("4-3[|-|]", "layers.1 is empty; write its number of units")]
    [InlineData("4-[|relu|]-3", "layers.0 is 'relu', not a size; an activation follows the size of its layer, as in '6:relu'")]
    [InlineData("4-[|6relu|]-3", "layers.0 is '6relu', not a size; write '6:relu'")]
    [InlineData("1x8x8-[|6c|]-3", "layers.0 is '6c', which has no kernel; write it as '6c5p2:relu'")]
    [InlineData("1x8x8-[|c5|]-3", "layers.0 is 'c5', not a size; write it as '6c5p2:relu'")]
    [InlineData("4-[|8foo|]-3", "layers.0 is '8foo', not a size; write its number of units, such as '6' or '6:relu'")]
    public void NG2002_LayerThatIsNotASize(string architecture, string message) => Expect("NG2002", architecture, message);

    [Theory]
    [InlineData("4-6:relu-3:[|softmx|]", "layers.1 names 'softmx'; did you mean 'softmax'?")]
    [InlineData("4-6:[|ReLu9|]-3", "layers.0 names 'ReLu9'; did you mean 'relu'?")]
    [InlineData("4-6:[|nothing|]-3", "layers.0 names 'nothing'; write one of identity, step, sigmoid, tanh, relu, leakyrelu, elu, selu, softplus, softsign, gelu, silu, mish, hardsigmoid, hardtanh, hardswish, relu6, softmax, logsoftmax")]
    public void NG2003_UnknownActivation(string architecture, string message) => Expect("NG2003", architecture, message);

    [Theory]
    [InlineData("[|0|]-3", "The input has 0 units; a layer has 1 to 65,536")]
    [InlineData("4x[|0|]x8-6c3-2", "The input has 0 units; a layer has 1 to 65,536")]
    [InlineData("4x8x8-[|0|]c3-6c3g2-2", "layers.0 has 0 units; a layer has 1 to 65,536")]
    [InlineData("4-[|65537|]", "layers.0 has 65537 units; a layer has 1 to 65,536")]
    [InlineData("4-[|99999999999999999999999|]-2", "layers.0 has 99999999999999999999999 units; a layer has 1 to 65,536")]
    public void NG2004_UnitsOutOfRange(string architecture, string message) => Expect("NG2004", architecture, message);

    [Fact]
    public void NG2005_InputOnly() => Expect("NG2005", "[|4|]", "'4' is only an input; a network has at least one layer, as in '4-1'");

    [Fact]
    public void NG2006_TooManyLayers()
    {
        var allowed = string.Concat(Enumerable.Repeat("2-", 256)) + "2";
        Assert.Equal(256, Declared.Model(allowed).Layers.Count);
        Expect("NG2006", allowed + "-[|7-2|]", "The architecture has 258 layers after the input; at most 256 are supported");
    }

    [Fact]
    public void NG2007_TooManyParameters() => Expect(
        "NG2007",
        "10-60000-[|60000|]-10",
        "The network has 3,601,320,010 parameters; at most 268,435,456 are supported, and layers.1 alone has 3,600,060,000");

    [Fact]
    public void NG2008_InputWithActivation() => Expect("NG2008", "4[|:relu|]-3", "The input has no activation; write '4' for '4:relu'");

    [Fact]
    public void NG2009_NoActivationAfterColon() => Expect(
        "NG2009",
        "4-6[|:|]-3",
        "layers.0 names no activation after ':'; write one, such as '6:relu', or leave out the ':'");

    [Fact]
    public void NG2010_InputTooLarge() => Expect("NG2010", "[|3x512x512|]-3", "An input of 3x512x512 has 786,432 values; at most 65,536 are supported");

    [Theory]
    [InlineData("1x8x8-6c5[|q|]2-3", "layers.0: 'q' is none of its options; write it as '6c5p2:relu'")]
    [InlineData("1x8x8-6c5[|s|]-3", "layers.0: 's' has no number; write its stride behind it")]
    [InlineData("4x8x8-6c5[|g|]-3", "layers.0: 'g' has no number; write its number of groups behind it")]
    [InlineData("1x8x8-6c5p1[|p|]2-3", "layers.0: 'p' is written twice; leave one of them out")]
    public void NG2011_OptionThatIsWrong(string architecture, string message) => Expect("NG2011", architecture, message);

    [Theory]
    [InlineData("1x8x8-[|6c9|]:relu-3", "layers.0, a convolution over 1x8x8: its kernel reaches over 9x9; make it smaller, or give it padding, as in '6c5p2'")]
    [InlineData("4x9-[|6c5d3|]-3", "layers.0, a convolution over 4x9: its kernel reaches over 13; make it smaller, or give it padding, as in '6c5p2'")]
    [InlineData("4-[|6c3|]-3", "layers.0, a convolution over 4: it moves over channels x length or channels x height x width; give the input such a shape, as in '1x28x28'")]
    [InlineData("4x9-[|6c3x3|]-3", "layers.0, a convolution over 4x9: its kernel has 2 sizes; a signal of channels x length takes one")]
    [InlineData("1x8x8-[|6c3causal|]-3", "layers.0, a convolution over 1x8x8: a picture has no past; 'causal' is for a signal of channels x length")]
    [InlineData("1x8x8-[|6c3s2same|]-3", "layers.0, a convolution over 1x8x8: with a stride the output cannot be as large as the input; write 'p' with a number, or no stride")]
    [InlineData("1x8x8-[|6c3p1same|]-3", "layers.0, a convolution over 1x8x8: its padding is written twice; write one of 'p', 'same' and 'causal'")]
    [InlineData("1x8x8-[|6c3p3|]-3", "layers.0, a convolution over 1x8x8: its padding is as large as its kernel; at the border it would see nothing but zeros; write less")]
    [InlineData("1x8x8-[|6c3|]:softmax-3", "layers.0, a convolution over 1x8x8: Softmax is over the units of a layer, and pictures have none; give it another activation, and one to the dense layer behind")]
    [InlineData("1x200x200-[|64c3|]-3", "layers.0, a convolution over 1x200x200: it would give 64x198x198; at most 1,048,576 values are supported")]
    [InlineData("6x8x8-[|9c3g4|]:relu-3", "layers.0, a convolution over 6x8x8: it has 4 groups for 6 channels in and 9 out; write a number that divides both")]
    [InlineData("6x9-4c3-[|6c3sameg4|]-3", "layers.1, a convolution over 4x7: it has 4 groups for 4 channels in and 6 out; write a number that divides both")]
    [InlineData("4-6-[|do20x3|]-3", "layers.1, dropout of 6: it has 2 percentages; write one, as in 'do20'")]
    [InlineData("1x2x3x4-[|do20|]-3", "layers.0, dropout of 1x2x3x4: it is for features, for channels x length and for channels x height x width; give the input such a shape, as in '1x28x28'")]
    [InlineData("2x3x3-[|ln|]:softmax-3", "layers.0, a layer normalisation of 2x3x3: Softmax is over the units of a layer, and pictures have none; give it another activation, and one to the dense layer behind")]
    [InlineData("1x2x3x4-[|ln|]-3", "layers.0, a layer normalisation of 1x2x3x4: it is for features, for channels x length and for channels x height x width; give the input such a shape, as in '1x28x28'")]
    [InlineData("1x8x8-6c3-[|mp9|]-3", "layers.1, pooling of 6x6x6: not one window fits; make it smaller")]
    [InlineData("4-[|gap|]-3", "layers.0, pooling of 4: it is for channels x length or channels x height x width; give the input such a shape, as in '1x28x28'")]
    [InlineData("50x6-8-[|32gru|]-3", "layers.1, a GRU over 8: Dense before it gives no steps; let recurrent layers take the network's inputs, which are steps x features, or one another")]
    [InlineData("50x6-32gru-do20-[|16gru|]-3", "layers.2, a GRU over 32: Dropout before it gives no steps; let recurrent layers take the network's inputs, which are steps x features, or one another")]
    [InlineData("50x6-32gru-ln-[|16gru|]-3", "layers.2, a GRU over 32: LayerNormalization before it gives no steps; let recurrent layers take the network's inputs, which are steps x features, or one another")]
    [InlineData("4x9-3c3-[|8rnn|]-2", "layers.1, an RNN over 3x7: Convolution before it gives no steps; let recurrent layers take the network's inputs, which are steps x features, or one another")]
    [InlineData("60000x1-[|100lstm|]-1", "layers.0, an LSTM over 60000x1: it would have 60000x4x100 values of gates; at most 1,048,576 are supported")]
    public void NG2012_LayerThatDoesNotFit(string architecture, string message) => Expect("NG2012", architecture, message);

    [Theory]
    [InlineData("1-6c3causal-[|6c3|]-1", "layers.1, a convolution over a stream of 6: without padding it would give fewer steps than it takes; write 'causal', as in '6c3causal'")]
    [InlineData("1-6c3causal-6c3p[|2|]-1", "layers.1, a convolution over a stream of 6: steps to come are not known; write 'causal' in place of other padding")]
    [InlineData("1-6c3[|same|]-4gru-1", "layers.0, a convolution over a stream of 1: steps to come are not known; write 'causal' in place of other padding")]
    [InlineData("1-6c3s[|2|]causal-1", "layers.0, a convolution over a stream of 1: it gives a step for each that it takes; leave the stride out")]
    [InlineData("4-6c3causalg[|2|]-1", "layers.0, a convolution over a stream of 4: each of its channels sees all; leave the groups out, or write a convolution for each behind slices, and a concat")]
    [InlineData("4-[|6c3x3causal|]-1", "layers.0, a convolution over a stream of 4: its kernel has 2 sizes; a stream takes one")]
    [InlineData("17-[|6c3causald9000|]-1", "layers.0, a convolution over a stream of 17: it would remember 18,000 steps; at most 16,384 are supported where they are so wide")]
    [InlineData("1-6c3causal-[|mp2|]-1", "layers.1, pooling of 6: a stream gives a step for each that it takes, and has no end; leave it out, or give the input a length, as in '1x28'")]
    [InlineData("1-6c3causal-[|bn|]-1", "layers.1, BatchNormalization in a stream: training on sequences has no batches; write 'ln' for it, or turn training off for weights from elsewhere")]
    [InlineData("1-6c3causal-[|do20|]-1", "layers.1, Dropout in a stream: training on sequences drops nothing; leave it out, train on windows, as in '50x6-32gru-do20-3', or turn training off for weights from elsewhere")]
    public void NG2012_LayerThatDoesNotFitAStream(string architecture, string message) => Expect("NG2012", architecture, message);

    [Theory]
    [InlineData("1x8x8-6c[|0|]-3", "layers.0 has a kernel of 0; write 1 to 65,536")]
    [InlineData("1x8x8-6c3s[|0|]-3", "layers.0 has a stride of 0; write 1 to 65,536")]
    [InlineData("4x8x8-4c3g[|0|]-3", "layers.0 has a number of groups of 0; write 1 to 65,536")]
    [InlineData("4-6-do[|0|]-3", "layers.1 has a percentage of 0; write 1 to 99")]
    [InlineData("4-6-do[|100|]-3", "layers.1 has a percentage of 100; write 1 to 99")]
    [InlineData("1x8x8-mp2s[|70000|]-3", "layers.0 has a stride of 70000; write 1 to 65,536")]
    public void NG2013_NumberOutOfRange(string architecture, string message) => Expect("NG2013", architecture, message);

    private static void Expect(string id, string marked, string message)
    {
        Marked expected = Marked.Parse(marked);
        expected.AssertMarks(Assert.Single(Declared.Analyze(new NetworkDeclaration { Architecture = expected.Text }).Findings), Part.Architecture, id, message);
    }
}
