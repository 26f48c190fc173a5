using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Cluster;
using NetGen;
using NetGen.Orleans;

// Three silos, each a process of its own on this machine, train the digits, and one of them is killed on the way. The weights
// are those of one process, to the bit.
if (args is ["silo", ..])
{
    await LocalCluster.RunSilo(Array.ConvertAll(args[1..], text => int.Parse(text, CultureInfo.InvariantCulture)));
    return;
}
if (args is ["measure"])
{
    await Measurement.Run();
    return;
}

var shards = new Digits(Shards: 6);
var options = new FitOptions<float> { Epochs = 60, BatchSize = 128, Optimizer = new Adam(0.005) };
var here = new DigitsNet(seed: 1);
here.Fit(shards, options);
Console.WriteLine($"one process: {Hash(here)}");

await using var cluster = await LocalCluster.Start(silos: 3);
Console.WriteLine("three silos are up");
var there = new DigitsNet(seed: 1);
History history = await cluster.Client.FitAsync(
    there,
    shards,
    options with { Progress = new Now<EpochResult>(Watch) },
    new() { Timeout = TimeSpan.FromSeconds(3), Attempts = 20, Placed = new Now<ShardPlaced>(placed => Console.WriteLine($"shard {placed.Shard} is on {placed.Silo}{(placed.Reason is null ? "" : ": " + placed.Reason)}")) });
Console.WriteLine($"three silos, one of them killed: {Hash(there)}");
Console.WriteLine(Hash(here) == Hash(there) ? "the same bits" : "different bits");
Console.WriteLine($"{there.Evaluate(Digits.Test).Accuracy:P1} of {Digits.Test.Count} digits right after {history.Epochs.Count} epochs");

void Watch(EpochResult result)
{
    if (result.Epoch % 20 == 0)
        Console.WriteLine($"epoch {result.Epoch}: loss {result.Loss:F4}");
    if (result.Epoch != 20)
        return;
    cluster.Kill(2);
    Console.WriteLine("silo 2 is killed");
}

static string Hash(DigitsNet net)
{
    var parameters = new float[DigitsNet.ParameterCount];
    net.GetParameters(parameters);
    return Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(parameters.AsSpan())))[..16];
}

[Network("64-64:relu-10:softmax")]
public partial class DigitsNet;
