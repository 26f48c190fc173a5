using NetGen;

// One unit adds half of each input and fires above a threshold, which is minus its bias: a low one makes OR, a higher one AND.
foreach (float threshold in new[] { 0.4f, 0.7f })
{
    var gate = new Gate();
    gate.SetParameters([0.5f, 0.5f, -threshold]);
    Console.WriteLine($"threshold {threshold}: {gate.Predict([0, 0])} {gate.Predict([1, 0])} {gate.Predict([0, 1])} {gate.Predict([1, 1])}");
}

[Network("2-1:step")]
public partial class Gate;
