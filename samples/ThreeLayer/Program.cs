using NetGen;

// Three layers with given weights. Parameter order is [out, in] row after row, then the biases, layer after layer.
float[] parameters =
[
    0.1f, 0.2f, 0.3f, 0.4f, 0.5f, 0.6f, /* bias */ 0.1f, 0.2f, 0.3f,
    0.1f, 0.2f, 0.3f, 0.4f, 0.5f, 0.6f, /* bias */ 0.1f, 0.2f,
    0.1f, 0.2f, 0.3f, 0.4f, /* bias */ 0.1f, 0.2f,
];
var output = new float[2];

var classifier = new Classifier();
classifier.SetParameters(parameters);
classifier.Forward([2, 1], output);
Console.WriteLine($"to softmax:  {output[0]:F6} {output[1]:F6}");

var regression = new Regression();
regression.SetParameters(parameters);
regression.Forward([1, 0.5f], output);
Console.WriteLine($"to identity: {output[0]:F6} {output[1]:F6}");

var layer = new OneLayer();
layer.SetParameters([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, /* bias */ 0.1f, 0.2f, 0.3f]);
var three = new float[3];
layer.Forward([1, 5, 2, -1], three);
Console.WriteLine($"one layer:   {three[0]:F6} {three[1]:F6} {three[2]:F6}");

[Network("2-3:sigmoid-2:sigmoid-2:softmax")]
public partial class Classifier;

[Network("2-3:sigmoid-2:sigmoid-2")]
public partial class Regression;

[Network("4-3:sigmoid")]
public partial class OneLayer;
