using System.Globalization;
using System.IO.Compression;
using NetGen.Onnx;
using NetGen.Tool.Formats;
using PureHDF;

namespace NetGen.Tool.Tests.Formats;

/// <summary>
/// Models of Keras 3 of one or two layers, with the tensors that they become. The numbers of a file are 1, 2, 3 and so on; Keras has the inputs
/// of a kernel before its outputs, places before channels, and the gates z, r, h and i, f, c, o.
/// </summary>
public sealed class KerasLayersTests
{
    private const string
        Conv1D = "'class_name': 'Conv1D', 'config': { 'filters': 1, 'kernel_size': [2], 'strides': [1], 'padding': 'valid', 'dilation_rate': [1], 'groups': 1, 'use_bias': true }",
        Conv2D = "'class_name': 'Conv2D', 'config': { 'filters': 1, 'kernel_size': [1, 2], 'strides': [1, 1], 'padding': 'valid', 'dilation_rate': [1, 1], 'groups': 1, 'use_bias': false, 'activation': 'relu' }",
        Depthwise = "'class_name': 'DepthwiseConv1D', 'config': { 'depth_multiplier': 2, 'kernel_size': 2, 'strides': 1, 'padding': 'valid', 'dilation_rate': 1, 'use_bias': true, 'activation': null }",
        Dense = "'class_name': 'Dense', 'config': { 'name': 'd', 'units': 2, 'activation': 'linear', 'use_bias': true }",
        Norm = "'class_name': 'BatchNormalization', 'config': { 'axis': -1, 'epsilon': 1e-5, 'center': true, 'scale': true }",
        LayerNorm = "'class_name': 'LayerNormalization', 'config': { 'axis': -1, 'epsilon': 1e-5, 'center': true, 'scale': true }",
        Pool = "'class_name': 'MaxPooling1D', 'config': { 'pool_size': [2], 'strides': [2], 'padding': 'valid' }",
        Rnn = "'class_name': 'SimpleRNN', 'config': { 'units': 1, 'use_bias': true, 'activation': 'tanh' }",
        Gru = "'class_name': 'GRU', 'config': { 'units': 1, 'use_bias': true, 'activation': 'tanh', 'recurrent_activation': 'sigmoid', 'reset_after': true }",
        Lstm = "'class_name': 'LSTM', 'config': { 'units': 1, 'use_bias': true, 'activation': 'tanh', 'recurrent_activation': 'sigmoid' }",
        Flatten = "'class_name': 'Flatten', 'config': { }";

    public static TheoryData<string, string, string, string, string> Layers => new()
    {
        { "3", Dense, "dense 3x2 2", "3-2", "1 3 5 2 4 6 | 7 8" },
        { "3", Dense.Replace("true", "false", StringComparison.Ordinal), "dense 3x2", "3-2", "1 3 5 2 4 6 | 0 0" },
        { "1", Dense.Replace("linear", "tanh", StringComparison.Ordinal) + "&" + Dense, "dense 1x2 2; dense_1 2x2 2", "1-2:tanh-2", "1 2 | 3 4 | 5 7 6 8 | 9 10" },
        { "4, 2", Conv1D, "conv1d 2x2x1 1", "2x4-1c2", "1 3 2 4 | 5" },
        { "4, 1", Conv1D.Replace("'strides': [1]", "'strides': [2]", StringComparison.Ordinal), "conv1d 2x1x1 1", "1x4-1c2s2", "1 2 | 3" },
        { "4, 1", Conv1D.Replace("valid", "same", StringComparison.Ordinal), "conv1d 2x1x1 1", "1x4-1c2same", "1 2 | 3" },
        { "4, 1", Conv1D.Replace("valid", "same", StringComparison.Ordinal).Replace("'kernel_size': [2], 'strides': [1]", "'kernel_size': [1], 'strides': [2]", StringComparison.Ordinal), "conv1d 1x1x1 1", "1x4-1c1s2", "1 | 2" },
        { "4, 1", Conv1D.Replace("valid", "causal", StringComparison.Ordinal).Replace("'dilation_rate': [1]", "'dilation_rate': 2", StringComparison.Ordinal), "conv1d 2x1x1 1", "1x4-1c2causald2", "1 2 | 3" },
        { "4, 2", Conv1D.Replace("'filters': 1", "'filters': 2", StringComparison.Ordinal).Replace("'groups': 1", "'groups': 2", StringComparison.Ordinal), "conv1d 2x1x2 2", "2x4-2c2g2", "1 3 2 4 | 5 6" },
        { "2, 3, 1", Conv2D, "conv2d 1x2x1x1", "1x2x3-1c1x2:relu", "1 2 | 0" },
        { "2, 2, 1", Conv2D.Replace("[1, 2]", "[2, 2]", StringComparison.Ordinal) + "&" + Flatten + "&" + Dense, "conv2d 2x2x1x1; dense 1x2 2", "1x2x2-1c2:relu-2", "1 2 3 4 | 0 | 5 6 | 7 8" },
        { "4, 2", Depthwise, "depthwise_conv1d 2x2x2 4", "2x4-4c2g2", "1 5 2 6 3 7 4 8 | 9 10 11 12" },
        { "4, 1", Pool + "&" + Flatten + "&" + Dense, "dense 2x2 2", "1x4-mp2-2", "1 3 2 4 | 5 6" },
        { "5, 1", Pool.Replace("'strides': [2]", "'strides': [3]", StringComparison.Ordinal) + "&" + Flatten + "&" + Dense, "dense 2x2 2", "1x5-mp2s3-2", "1 3 2 4 | 5 6" },
        { "4, 1", Pool.Replace("valid", "same", StringComparison.Ordinal).Replace("Max", "Average", StringComparison.Ordinal) + "&" + Flatten + "&" + Dense, "dense 2x2 2", "1x4-ap2-2", "1 3 2 4 | 5 6" },
        { "4, 6, 1", "'class_name': 'AveragePooling2D', 'config': { 'pool_size': [2, 3], 'strides': 2, 'padding': 'valid' }&'class_name': 'GlobalAveragePooling2D', 'config': { }&" + Dense, "dense 1x2 2", "1x4x6-ap2x3s2-gap-2", "1 2 | 3 4" },
        { "4, 4, 1", "'class_name': 'MaxPooling2D', 'config': { 'pool_size': 2, 'strides': 2, 'padding': 'same' }&" + Flatten + "&" + Dense, "dense 4x2 2", "1x4x4-mp2-2", "1 3 5 7 2 4 6 8 | 9 10" },
        { "2, 2", Flatten + "&" + Dense, "dense 4x2 2", "2x2-2", "1 5 3 7 2 6 4 8 | 9 10" },
        { "4", Flatten + "&" + Dense, "dense 4x2 2", "4-2", "1 3 5 7 2 4 6 8 | 9 10" },
        { "2", Norm, "batch_normalization 2 2 2 2", "2-bn", "1 2 | 3 4 | 5 6 | 7 8" },
        { "2", Norm.Replace("'scale': true", "'scale': false", StringComparison.Ordinal), "batch_normalization 2 2 2", "2-bn", "1 1 | 1 2 | 3 4 | 5 6" },
        { "2", Norm.Replace("true", "false", StringComparison.Ordinal), "batch_normalization 2 2", "2-bn", "1 1 | 0 0 | 1 2 | 3 4" },
        { "2", Norm.Replace("1e-5", "0.50001", StringComparison.Ordinal).Replace("-1", "1", StringComparison.Ordinal), "batch_normalization 2 2 2 2", "2-bn", "1 2 | 3 4 | 5 6 | 7.5 8.5" },
        { "2, 1", Norm.Replace("-1", "[2]", StringComparison.Ordinal) + "&" + Flatten + "&" + Dense, "batch_normalization 1 1 1 1; dense 2x2 2", "1x2-bn:identity-2", "1 | 2 | 3 | 4 | 5 7 6 8 | 9 10" },
        { "2", LayerNorm, "layer_normalization 2 2", "2-ln", "1 2 | 3 4" },
        { "2", LayerNorm.Replace("'scale': true", "'scale': false", StringComparison.Ordinal), "layer_normalization 2", "2-ln", "1 1 | 1 2" },
        { "2", LayerNorm.Replace("'center': true", "'center': false", StringComparison.Ordinal), "layer_normalization 2", "2-ln", "1 2 | 0 0" },
        { "2", LayerNorm.Replace("1e-5", "4e-5", StringComparison.Ordinal), "layer_normalization 2 2", "2-2:identity-ln", "0.5 0 0 0.5 | 0 0 | 1 2 | 3 4" },
        { "1", Dense + "&" + LayerNorm.Replace("1e-5", "4e-5", StringComparison.Ordinal), "dense 1x2 2; layer_normalization 2 2", "1-2:identity-ln", "0.5 1 | 1.5 2 | 5 6 | 7 8" },
        { "1", Dense.Replace("linear", "relu", StringComparison.Ordinal) + "&" + LayerNorm.Replace("1e-5", "4e-5", StringComparison.Ordinal), "dense 1x2 2; layer_normalization 2 2", "1-2:relu-2:identity-ln", "1 2 | 3 4 | 0.5 0 0 0.5 | 0 0 | 5 6 | 7 8" },
        { "2", Norm + "&" + LayerNorm.Replace("1e-5", "4e-5", StringComparison.Ordinal), "batch_normalization 2 2 2 2; layer_normalization 2 2", "2-bn:identity-ln", "0.5 1 | 1.5 2 | 5 6 | 7 8 | 9 10 | 11 12" },
        { "5, 1", Rnn, "simple_rnn/cell 1x1 1x1 1", "5x1-1rnn", "1 | 2 | 3 | 0" },
        { "null, 1", Rnn.Replace("true", "false", StringComparison.Ordinal), "simple_rnn/cell 1x1 1x1", "1-1rnn", "1 | 2 | 0 | 0" },
        { "null, 1", Gru, "gru/cell 1x3 1x3 2x3", "1-1gru", "2 1 3 | 5 4 6 | 8 7 9 | 11 10 12" },
        { "null, 1", Gru.Replace("'use_bias': true", "'use_bias': false", StringComparison.Ordinal), "gru/cell 1x3 1x3", "1-1gru", "2 1 3 | 5 4 6 | 0 0 0 | 0 0 0" },
        { "null, 1", Lstm, "lstm/cell 1x4 1x4 4", "1-1lstm", "1 2 3 4 | 5 6 7 8 | 9 10 11 12 | 0 0 0 0" },
        { "null, 1", Rnn.Replace("'units'", "'return_sequences': true, 'units'", StringComparison.Ordinal) + "&" + Lstm, "simple_rnn/cell 1x1 1x1 1; lstm/cell 1x4 1x4 4", "1-1rnn-1lstm", "1 | 2 | 3 | 0 | 4 5 6 7 | 8 9 10 11 | 12 13 14 15 | 0 0 0 0" },
        { "null, 1", Rnn + "&" + Norm.Replace("1e-5", "1", StringComparison.Ordinal), "simple_rnn/cell 1x1 1x1 1; batch_normalization 1 1 1 1", "1-1rnn-1", "1 | 2 | 3 | 0 | 1.414213562373095 | -3.4852813742385695" },
    };

    [Theory]
    [MemberData(nameof(Layers))]
    public void Layer_BecomesTensors(string input, string layers, string weights, string architecture, string tensors)
    {
        using var folder = new TemporaryFolder();
        ImportedNetwork network = Read(folder, input, layers, weights);
        Assert.Equal(architecture, network.Architecture);
        Assert.Equal(tensors, string.Join(" | ", network.Tensors.Select(tensor => string.Join(' ', tensor.Values.Select(value => value.ToString(CultureInfo.InvariantCulture))))));
    }

    [Theory]
    [InlineData("'linear'", "1-2")]
    [InlineData("null", "1-2")]
    [InlineData("'relu'", "1-2:relu")]
    [InlineData("'relu6'", "1-2:relu6")]
    [InlineData("'sigmoid'", "1-2:sigmoid")]
    [InlineData("'tanh'", "1-2:tanh")]
    [InlineData("'softmax'", "1-2:softmax")]
    [InlineData("'softplus'", "1-2:softplus")]
    [InlineData("'softsign'", "1-2:softsign")]
    [InlineData("'selu'", "1-2:selu")]
    [InlineData("'elu'", "1-2:elu")]
    [InlineData("'gelu'", "1-2:gelu")]
    [InlineData("'mish'", "1-2:mish")]
    [InlineData("'swish'", "1-2:silu")]
    [InlineData("'silu'", "1-2:silu")]
    [InlineData("'hard_sigmoid'", "1-2:hardsigmoid")]
    [InlineData("'hard_swish'", "1-2:hardswish")]
    [InlineData("'hard_silu'", "1-2:hardswish")]
    [InlineData("'hard_tanh'", "1-2:hardtanh")]
    [InlineData("'log_softmax'", "1-2:logsoftmax")]
    public void Activation_HasItsName(string name, string architecture)
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(architecture, Read(folder, "1", Dense.Replace("'linear'", name, StringComparison.Ordinal), "dense 1x2 2").Architecture);
    }

    [Theory]
    [InlineData("'ReLU', 'config': { }", "1-2:relu")]
    [InlineData("'ReLU', 'config': { 'max_value': null, 'negative_slope': 0.0, 'threshold': 0.0 }", "1-2:relu")]
    [InlineData("'ReLU', 'config': { 'max_value': 6 }", "1-2:relu6")]
    [InlineData("'LeakyReLU', 'config': { 'negative_slope': 0.01 }", "1-2:leakyrelu")]
    [InlineData("'LeakyReLU', 'config': { 'negative_slope': 0.009999999776482582 }", "1-2:leakyrelu")]
    [InlineData("'ELU', 'config': { }", "1-2:elu")]
    [InlineData("'ELU', 'config': { 'alpha': 1 }", "1-2:elu")]
    [InlineData("'Softmax', 'config': { }", "1-2:softmax")]
    [InlineData("'Softmax', 'config': { 'axis': [-1] }", "1-2:softmax")]
    [InlineData("'Activation', 'config': { 'activation': 'tanh' }", "1-2:tanh")]
    public void LayerThatIsAnActivation_GoesToTheOneBefore(string layer, string architecture)
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(architecture, Read(folder, "1", Dense + "&'class_name': " + layer, "dense 1x2 2").Architecture);
    }

    [Theory]
    [InlineData("Dropout")]
    [InlineData("SpatialDropout1D")]
    [InlineData("SpatialDropout2D")]
    [InlineData("GaussianNoise")]
    [InlineData("GaussianDropout")]
    [InlineData("AlphaDropout")]
    [InlineData("ActivityRegularization")]
    public void LayerOfTrainingAlone_IsLeftOut(string kind)
    {
        using var folder = new TemporaryFolder();
        ImportedNetwork network = Read(folder, "1", $"'class_name': '{kind}', 'config': {{ 'name': 'noise' }}&" + Dense, "dense 1x2 2");
        Assert.Equal(["model.keras: a model of Keras 3.9.1", "left out: noise, which acts in training alone", "network: 1-2"], network.Report);
    }

    [Fact]
    public void Report_SaysWhereChannelsAndStepsDiffer()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(
            ["model.keras: a model of Keras 3.9.1", "inputs: channels first, 2 x 4, where the model has them last", "outputs: channels first, where the model has them last", "network: 2x4-1c2"],
            Read(folder, "4, 2", Conv1D, "conv1d 2x2x1 1").Report);
        Assert.Equal(["model.keras: a model of Keras 3.9.1", "outputs: channels first, where the model has them last", "network: 1x4-1c2"], Read(folder, "4, 1", Conv1D, "conv1d 2x1x1 1").Report);
        Assert.Equal(["model.keras: a model of Keras 3.9.1", "network: 5x1-1rnn"], Read(folder, "5, 1", Rnn, "simple_rnn/cell 1x1 1x1 1").Report);
    }

    public static TheoryData<string, string, string, string> Refused => new()
    {
        { "1", "'class_name': 'ReLU', 'config': { 'negative_slope': 0.1 }", "", "layer 'ReLU' (ReLU): expected no slope, no threshold, and a max_value of none or 6, found { \"negative_slope\": 0.1 }." },
        { "1", "'class_name': 'ReLU', 'config': { 'threshold': 1, 'max_value': 6 }", "", "expected no slope, no threshold, and a max_value of none or 6" },
        { "1", "'class_name': 'ReLU', 'config': { 'max_value': 5 }", "", "expected no slope, no threshold, and a max_value of none or 6" },
        { "1", "'class_name': 'LeakyReLU', 'config': { }", "", "layer 'LeakyReLU' (LeakyReLU): expected a negative_slope of 0.01, found 0.3." },
        { "1", "'class_name': 'ELU', 'config': { 'alpha': 2 }", "", "layer 'ELU' (ELU): expected an alpha of 1, found 2." },
        { "1", "'class_name': 'Softmax', 'config': { 'axis': 0 }", "", "layer 'Softmax' (Softmax): expected axis=-1, found 0." },
        { "1", Dense.Replace("linear", "leaky_relu", StringComparison.Ordinal), "dense 1x2 2", "layer 'd' (Dense): expected a slope of 0.01, found leaky_relu, whose slope is 0.2; use keras.layers.LeakyReLU(negative_slope=0.01)." },
        { "1", Dense.Replace("linear", "exponential", StringComparison.Ordinal), "dense 1x2 2", "layer 'd' (Dense): expected an activation that is read, found exponential." },
        { "1", Dense.Replace("'linear'", "{ 'class_name': 'mine' }", StringComparison.Ordinal), "dense 1x2 2", "layer 'd' (Dense): expected an activation that is read, found { \"class_name\": \"mine\" }." },
        { "1", Dense.Replace("'units': 2", "'units': 0", StringComparison.Ordinal), "dense 1x2 2", "'d': expected \"units\" of 1 to 65,536, found 0." },
        { "1", Dense, "dense 1x2", "'layers/dense': expected 2 tensors, found layers/dense/vars/0 [1, 2]." },
        { "1", Dense, "dense", "'layers/dense': expected 2 tensors, found none." },
        { "1", Dense, "dens 1x2 2", "expected weights of 'layers/dense', found dens." },
        { "1", Dense, "", "expected weights of 'layers/dense', found none." },
        { "1", Dense, "dense 1x2 2; dense_1 2x1 1", "expected weights of the layers of config.json alone, found layers/dense_1/vars/0 [2, 1], layers/dense_1/vars/1 [1], too." },
        { "2, 2", Dense, "dense 2x2 2", "layer 'd' (Dense): expected a Flatten in front of it, found places with channels, each of which it takes by itself." },
        { "2, 2", Flatten, "", "the model ends with a row that a Flatten made of pictures. Put a Dense layer behind it, or leave the Flatten out." },
        { "2, 2", Flatten + "&" + Norm, "batch_normalization 4 4 4 4", "layer 'BatchNormalization' (BatchNormalization): expected a Dense layer right behind Flatten, found this one between them; put it in front of Flatten, or behind Dense." },
        { "2, 2", Flatten + "&" + LayerNorm, "layer_normalization 4 4", "expected a Dense layer right behind Flatten" },
        { "2, 2", LayerNorm, "layer_normalization 2 2", "expected features alone, all of which it normalises together, found places with channels, each of which it normalises by itself." },
        { "2", Norm.Replace("-1", "0", StringComparison.Ordinal), "batch_normalization 2 2 2 2", "expected axis=-1, found 0." },
        { "2", LayerNorm.Replace("-1", "[0]", StringComparison.Ordinal), "layer_normalization 2 2", "expected axis=-1, found 0." },
        { "2, 2", Norm.Replace("-1", "1", StringComparison.Ordinal), "batch_normalization 2 2 2 2", "expected axis=-1, found 1." },
        { "4", Conv1D, "conv1d 2x1x1 1", "expected places with channels, found one row of values." },
        { "4, 1", Conv1D.Replace("'filters'", "'data_format': 'channels_first', 'filters'", StringComparison.Ordinal), "conv1d 2x1x1 1", "expected data_format='channels_last', found 'channels_first'." },
        { "4, 1", Conv1D, "conv1d 2x1 1", "Conv1D: expected a kernel of 3 dimensions, found layers/conv1d/vars/0 [2, 1]." },
        { "4, 1", Conv1D.Replace("valid", "same", StringComparison.Ordinal).Replace("'strides': [1]", "'strides': [2]", StringComparison.Ordinal), "conv1d 2x1x1 1", "expected padding 'valid', or 'same' or 'causal' without a stride, found 'same' with a stride of 2." },
        { "4, 1", Conv1D.Replace("valid", "causal", StringComparison.Ordinal).Replace("'strides': [1]", "'strides': [2]", StringComparison.Ordinal), "conv1d 2x1x1 1", "found 'causal' with a stride of 2." },
        { "4, 1", Conv1D.Replace("[2]", "[0]", StringComparison.Ordinal), "conv1d 2x1x1 1", "'Conv1D', kernel_size: expected one or two sizes, found [0]." },
        { "4, 1", Conv1D.Replace("[2]", "[65537]", StringComparison.Ordinal), "conv1d 2x1x1 1", "'Conv1D', kernel_size: expected one or two sizes, found [65537]." },
        { "4, 1", Conv1D.Replace("[2]", "[1, 2, 3]", StringComparison.Ordinal), "conv1d 2x1x1 1", "'Conv1D', kernel_size: expected one or two sizes, found [1, 2, 3]." },
        { "4, 1", Conv1D.Replace("[2]", "'2'", StringComparison.Ordinal), "conv1d 2x1x1 1", "'Conv1D', kernel_size: expected one or two sizes, found 2." },
        { "4, 1", Conv1D.Replace("kernel_size", "kernel", StringComparison.Ordinal), "conv1d 2x1x1 1", "'Conv1D': expected \"kernel_size\", found none." },
        { "2, 3, 1", Conv2D.Replace("'strides': [1, 1]", "'strides': [1, 2]", StringComparison.Ordinal), "conv2d 1x2x1x1", "expected strides that are the same along both axes, found [1, 2]." },
        { "5, 1", Pool.Replace("valid", "same", StringComparison.Ordinal), "", "layer 'MaxPooling1D' (MaxPooling1D): expected padding 'valid', found 'same', which reaches over the border of 5." },
        { "4, 1", Pool.Replace("valid", "same", StringComparison.Ordinal).Replace("'strides': [2]", "'strides': [1]", StringComparison.Ordinal), "", "which reaches over the border of 4." },
        { "4, 5, 1", "'class_name': 'MaxPooling2D', 'config': { 'pool_size': 2, 'strides': 2, 'padding': 'same' }", "", "which reaches over the border of 4 x 5." },
        { "4, 6, 1", "'class_name': 'MaxPooling2D', 'config': { 'pool_size': [2, 4], 'strides': [2, 2], 'padding': 'same' }", "", "which reaches over the border of 4 x 6." },
        { "4, 1", "'class_name': 'GlobalAveragePooling1D', 'config': { 'keepdims': true }", "", "expected keepdims=False, found True." },
        { "4, 1", Rnn.Replace("tanh", "relu", StringComparison.Ordinal), "", "layer 'SimpleRNN' (SimpleRNN): expected the activations tanh and sigmoid, found relu and none." },
        { "4, 1", Lstm.Replace("sigmoid", "tanh", StringComparison.Ordinal), "", "layer 'LSTM' (LSTM): expected the activations tanh and sigmoid, found tanh and tanh." },
        { "4, 1", Rnn.Replace("'units'", "'go_backwards': true, 'units'", StringComparison.Ordinal), "", "expected go_backwards=False and return_state=False, found True." },
        { "4, 1", Rnn.Replace("'units'", "'return_state': true, 'units'", StringComparison.Ordinal), "", "expected go_backwards=False and return_state=False, found True." },
        { "4, 1", Rnn + "&" + Lstm, "", "layer 'SimpleRNN' (SimpleRNN): expected return_sequences=True, as a recurrent layer follows, found the other." },
        { "4, 1", Rnn, "simple_rnn/cell 1x2 1x1 1", "expected a kernel of [inputs, 1 · units] and one of [units, 1 · units], found layers/simple_rnn/cell/vars/0 [1, 2] and layers/simple_rnn/cell/vars/1 [1, 1]." },
        { "4, 1", Lstm, "lstm/cell 1x4 1x3 4", "expected a kernel of [inputs, 4 · units] and one of [units, 4 · units]" },
        { "4, 1", Lstm, "lstm/cell 4 1x4 4", "expected a kernel of [inputs, 4 · units]" },
        { "4, 1", Lstm, "lstm/cell 1x4 1x4 3", "layers/lstm/cell/vars/2 [3]: expected a bias of [4]." },
        { "4, 1", Gru, "gru/cell 1x3 1x3 2", "layers/gru/cell/vars/2 [2]: expected a bias of [3] twice." },
        { "4, 1", Gru, "gru/cell 1x3 1x3 3", "layers/gru/cell/vars/2 [3] is the one bias of a GRU whose reset stands in front of the product. Train it with reset_after=True, Keras' default." },
        { "4, 1", Lstm, "lstm/cell 1x4 1x4 2x4", "layers/lstm/cell/vars/2 [2, 4]: expected a bias of [4]." },
        { "null", Dense, "dense 1x2 2", "expected inputs of a shape that is known, but for a number of steps in front of recurrent layers, found [None]." },
        { "null, 1", Conv1D, "conv1d 2x1x1 1", "in front of recurrent layers, found [None, 1]." },
        { "4", Rnn, "", "in front of recurrent layers, found [4]." },
        { "1, 4, 1", Rnn, "", "in front of recurrent layers, found [1, 4, 1]." },
        { "4, null", Rnn, "", "in front of recurrent layers, found [4, None]." },
        { "1, 1, 1, 1", Dense, "", "in front of recurrent layers, found [1, 1, 1, 1]." },
        { "0", Dense, "", "'InputLayer', batch_shape: expected sizes from 1 to 65,536, found [null, 0]." },
        { "65537", Dense, "", "batch_shape: expected sizes from 1 to 65,536, found [null, 65537]." },
        { "'4'", Dense, "", "batch_shape: expected sizes from 1 to 65,536, found [null, \"4\"]." },
        { "1", "'class_name': 'Novel', 'config': { 'name': 'new' }", "", "layer 'new' (Novel): expected a layer that is read, found Novel; export the model to ONNX, which may have more." },
        { "1", "'class_name': 5", "", "a layer: expected \"class_name\" with a value of kind String, found Number." },
        { "1", "'class_name': 'Dense'", "", "Dense: expected \"config\" with a value of kind Object, found none." },
        { "1", Norm.Replace("'epsilon'", "'eps'", StringComparison.Ordinal), "batch_normalization 1 1 1 1", "'BatchNormalization': expected \"epsilon\" with a value of kind Number, found none." },
        { "4, 1", Pool.Replace("padding", "pad", StringComparison.Ordinal), "", "'MaxPooling1D': expected \"padding\" with a value of kind String, found none." },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void WhatANetworkCannotHave_IsRefused(string input, string layers, string weights, string message)
    {
        using var folder = new TemporaryFolder();
        Refuses(message, () => Read(folder, input, layers, weights));
    }

    [Theory]
    [InlineData("{ 'class_name': 'Mine', 'config': { } }", "expected a Sequential or a Functional model, found Mine, whose layers only its own code says. Export the model to ONNX.")]
    [InlineData("{ 'class_name': 'Sequential', 'config': { 'layers': [] } }", "config.json: expected layers, found none.")]
    [InlineData("{ 'class_name': 'Sequential', 'config': { } }", "config.json: expected \"layers\" with a value of kind Array, found none.")]
    [InlineData("{ 'class_name': 'Sequential' }", "config.json: expected \"config\" with a value of kind Object, found none.")]
    [InlineData("{ }", "config.json: expected \"class_name\" with a value of kind String, found none.")]
    [InlineData("[ ]", "config.json: expected \"class_name\" with a value of kind String, found none.")]
    [InlineData("{ 'class_name': 'Sequential', 'config': { 'layers': [{ 'class_name': 'Dense', 'config': { 'name': 'd' } }] } }", "layer 'd' (Dense): expected an Input in front of the layers, so that the shape of the inputs is known, found none; build the model by keras.Input(shape=...) or model.build(...).")]
    [InlineData("{ 'class_name': 'Sequential', 'config': { 'layers': [{ 'class_name': 'Dense', 'config': { 'batch_shape': 4 } }] } }", "'Dense', batch_shape: expected sizes, found 4.")]
    [InlineData("{ 'class_name': 'Sequential', 'config': { 'layers': [{ 'class_name': 'Dense', 'config': { 'batch_shape': [] } }] } }", "'Dense', batch_shape: expected sizes, found [].")]
    [InlineData("{ 'class_name': 'Functional', 'config': { 'layers': [{ 'class_name': 'Dense', 'config': { 'name': 'd' }, 'inbound_nodes': [{ 'args': [{ 'keras_history': ['x', 0, 0] }] }] }] } }", "layer 'd': expected it to take what the inputs are, found x. Models with branches are read from ONNX.")]
    [InlineData("{ 'class_name': 'Functional', 'config': { 'layers': [{ 'class_name': 'InputLayer', 'config': { 'name': 'i' } }, { 'class_name': 'Dense', 'config': { 'name': 'd' } }] } }", "layer 'd': expected it to take what 'i' gives, found nothing.")]
    [InlineData("{ 'class_name': 'Functional', 'config': { 'layers': [{ 'class_name': 'InputLayer', 'config': { 'name': 'i' } }, { 'class_name': 'Add', 'config': { 'name': 'a' }, 'inbound_nodes': [{ 'args': [[{ 'keras_history': ['i', 0, 0] }, { 'keras_history': ['i', 0, 0] }]] }] }] } }", "layer 'a': expected it to take what 'i' gives, found i, i.")]
    public void WhatIsNoChainOfLayers_IsRefused(string config, string message)
    {
        using var folder = new TemporaryFolder();
        Refuses(message, () => Read(folder, config, Weights("dense 1x2 2")));
    }

    /// <summary>In older files of Keras 3 the shape has its older name.</summary>
    [Fact]
    public void InputShape_MayBeThatOfTheFirstLayer()
    {
        using var folder = new TemporaryFolder();
        string layer = Dense.Replace("'name'", "'batch_input_shape': [null, 1], 'name'", StringComparison.Ordinal);
        Assert.Equal("1-2", Read(folder, $"{{ 'class_name': 'Sequential', 'config': {{ 'layers': [{{ {layer} }}] }} }}", Weights("dense 1x2 2")).Architecture);
    }

    [Fact]
    public void FilesAround_AreRefused_ByWhatTheyLack()
    {
        using var folder = new TemporaryFolder();
        Read(folder, "1", Dense, "dense 1x2 2");
        Refuses("expected a zip file with config.json and model.weights.h5, found none: ", () =>
        {
            File.WriteAllText(folder.Of("other.keras"), "no zip file");
            return ModelFormats.Read(folder.Of("other.keras"), new());
        });
        using (ZipArchive archive = ZipFile.Open(folder.Of("model.keras"), ZipArchiveMode.Update))
            archive.GetEntry("config.json")!.Delete();
        Refuses("expected config.json in the zip file, found metadata.json, model.weights.h5.", () => ModelFormats.Read(folder.Of("model.keras"), new()));
        using (ZipArchive archive = ZipFile.Open(folder.Of("empty.keras"), ZipArchiveMode.Create))
            Assert.Empty(archive.Comment);
        Refuses("expected metadata.json in the zip file, found nothing.", () => ModelFormats.Read(folder.Of("empty.keras"), new()));

        File.WriteAllBytes(folder.Of("other.weights.h5"), Hdf(new H5File { ["model"] = new H5Group(), ["top"] = new H5Group() }));
        Refuses("expected weights of Keras 3, in a group 'layers', found 'model', 'top'. Load the model in Keras 3", () => ModelFormats.Read(folder.Of("other.weights.h5"), new(Architecture: "1-1")));
        File.WriteAllBytes(folder.Of("other.weights.h5"), Hdf(new H5File { ["layers"] = new H5Group { ["dense"] = new H5Group { ["vars"] = new H5Group { ["0"] = new H5Dataset(new int[] { 1 }) } } } }));
        Refuses("'layers/dense/vars/0': expected floating-point numbers, found FixedPoint.", () => ModelFormats.Read(folder.Of("other.weights.h5"), new(Architecture: "1-1")));
    }

    public static TheoryData<string, string, string> Alone => new()
    {
        { "3-2", "dense 3x2 2", "1 3 5 2 4 6 | 7 8" },
        { "3-2", "dense 3x2", "1 3 5 2 4 6 | 0 0" },
        { "1x2x2-1c1-2", "conv2d 1x1x1x1 1; dense 4x2 2", "1 | 2 | 3 5 7 9 4 6 8 10 | 11 12" },
        { "1x2x2-2c1g1-1", "depthwise_conv2d 1x1x1x2 2; dense 8x1 1", "1 2 | 3 4 | 5 7 9 11 6 8 10 12 | 13" },
        { "2x2-bn-1", "batch_normalization 2 2 2 2; dense 4x1 1", "1 2 | 3 4 | 5 6 | 7.00099 8.00099 | 9 11 10 12 | 13" },
        { "5x1-1gru-1", "gru/cell 1x3 1x3 2x3; dense 1x1 1", "2 1 3 | 5 4 6 | 8 7 9 | 11 10 12 | 13 | 14" },
        { "5x1-1lstm-1", "lstm/cell 1x4 1x4; dense 1x1 1", "1 2 3 4 | 5 6 7 8 | 0 0 0 0 | 0 0 0 0 | 9 | 10" },
        { "1x4-mp2-1", "dense 2x1 1", "1 2 | 3" },
    };

    /// <summary>Weights without a model, of an architecture that is said beside them.</summary>
    [Theory]
    [MemberData(nameof(Alone))]
    public void WeightsAlone_BecomeTensors(string architecture, string weights, string tensors)
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(tensors, string.Join(" | ", ReadAlone(folder, architecture, weights).Tensors.Select(tensor => string.Join(' ', tensor.Values.Select(value => value.ToString(CultureInfo.InvariantCulture))))));
    }

    [Theory]
    [InlineData("2x2-1", "dense 4x1 1", "expected inputs in one row for 1, in Keras' order, found 2x2. Write 4 for them.")]
    [InlineData("2-rleu", "dense 2x1 1", "the architecture '2-rleu' is none: ")]
    [InlineData("2-ln-1", "dense 2x1 1", "ln cannot be read from weights alone, which do not say its ε. Save the whole model, by model.save('model.keras').")]
    [InlineData("1x4-1c2-1", "conv1d 2x1 1; dense 3x1 1", "expected a kernel of 3 dimensions, found layers/conv1d/vars/0 [2, 1].")]
    [InlineData("2-1", "dense 2x1 1; dense_1 1x1 1", "the file has weights that no layer of 2-1 uses: layers/dense_1/vars/0 [1, 1], layers/dense_1/vars/1 [1]. Correct --architecture.")]
    [InlineData("2-1", "dense 2x1 1 1", "'layers/dense': expected 1 or 2 tensors, found layers/dense/vars/0 [2, 1], layers/dense/vars/1 [1], layers/dense/vars/2 [1].")]
    [InlineData(null, "dense 2x1; dense_1 1x1", "the file has weights and no layers: say them by --architecture, or save the whole model, by model.save('model.keras'). It has layers/dense/vars/0 [2, 1]; layers/dense_1/vars/0 [1, 1].")]
    public void WeightsAlone_AreRefused_WithTheReason(string? architecture, string weights, string message)
    {
        using var folder = new TemporaryFolder();
        Refuses(message, () => ReadAlone(folder, architecture, weights));
    }

    /// <summary>The message begins so behind the file's name, or has that in it.</summary>
    private static void Refuses(string message, Func<ImportedNetwork> read) => Assert.Contains(message, Assert.ThrowsAny<Exception>(read).Message, StringComparison.Ordinal);

    private static ImportedNetwork ReadAlone(TemporaryFolder folder, string? architecture, string weights)
    {
        File.WriteAllBytes(folder.Of("model.weights.h5"), Weights(weights));
        return ModelFormats.Read(folder.Of("model.weights.h5"), new(Architecture: architecture));
    }

    /// <summary>Reads a model of layers, which stand between '&amp;'.</summary>
    /// <param name="input">Sizes behind the samples.</param>
    private static ImportedNetwork Read(TemporaryFolder folder, string input, string layers, string weights) => Read(
        folder,
        $"{{ 'class_name': 'Sequential', 'config': {{ 'layers': [{{ 'class_name': 'InputLayer', 'config': {{ 'batch_shape': [null, {input}] }} }}, {string.Join(", ", layers.Split('&').Select(layer => $"{{ {layer} }}"))}] }} }}",
        Weights(weights));

    /// <param name="config">JSON, with single quotation marks.</param>
    private static ImportedNetwork Read(TemporaryFolder folder, string config, byte[] weights)
    {
        File.Delete(folder.Of("model.keras"));
        using (ZipArchive archive = ZipFile.Open(folder.Of("model.keras"), ZipArchiveMode.Create))
        {
            foreach ((string name, byte[] content) in new[] { ("metadata.json", "{\"keras_version\": \"3.9.1\"}"u8.ToArray()), ("config.json", System.Text.Encoding.UTF8.GetBytes(config.Replace('\'', '"'))), ("model.weights.h5", weights) })
            {
                using Stream stream = archive.CreateEntry(name).Open();
                stream.Write(content);
            }
        }
        return ModelFormats.Read(folder.Of("model.keras"), new());
    }

    /// <summary>A file of tensors, such as "dense 3x2 2; lstm/cell 1x4 1x4", whose numbers count on from 1.</summary>
    internal static byte[] Weights(string groups)
    {
        int next = 1;
        var layers = new H5Group();
        foreach (string[] words in groups.Split("; ", StringSplitOptions.RemoveEmptyEntries).Select(group => group.Split(' ')))
        {
            var tensors = new H5Group();
            foreach (ulong[] shape in words[1..].Select(word => word.Split('x').Select(size => ulong.Parse(size, CultureInfo.InvariantCulture)).ToArray()))
            {
                float[] values = [.. Enumerable.Range(next, (int)shape.Aggregate(1UL, (product, size) => product * size)).Select(value => (float)value)];
                next += values.Length;
                tensors[tensors.Count.ToString(CultureInfo.InvariantCulture)] = new H5Dataset(values, fileDims: shape);
            }
            string[] path = words[0].Split('/');
            layers[path[0]] = path.Length == 1 ? new H5Group { ["vars"] = tensors } : new H5Group { ["vars"] = new H5Group(), [path[1]] = new H5Group { ["vars"] = tensors } };
        }
        return Hdf(new H5File { ["layers"] = layers });
    }

    private static byte[] Hdf(H5File file)
    {
        using var stream = new MemoryStream();
        file.Write(stream);
        return stream.ToArray();
    }
}
