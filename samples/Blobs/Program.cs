using NetGen;
using NetGen.Data;
using NetGen.Plots;

// Five clouds of points, in batches of 100 drawn at random, 500 batches.
var net = new BlobsNet(Camera.Seed);
var camera = new Camera(net);
Train(net, Camera.Seed, camera);

Plot.Animate(camera.Pictures, "pictures/training.gif", delay: 60);
camera.Pictures[^1].Save("pictures/trained.png");
Console.WriteLine($"Saved pictures/training.gif, of {camera.Pictures.Count} pictures, and pictures/trained.png.");

double[] right = [.. Enumerable.Range(0, 10).Select(seed => Train(new BlobsNet(seed), seed).Epochs[^1].Accuracy!.Value).Order()];
Console.WriteLine($"right, ten seeds: {string.Join(' ', right.Select(share => $"{share:P1}"))}; median {(right[4] + right[5]) / 2:P1}");

static History Train(BlobsNet net, int seed, IProgress<EpochResult>? progress = null) =>
    net.Fit(Generate.Blobs(count: 1000, noise: 1, seed), new() { Epochs = 50, BatchSize = 100, Optimizer = new Sgd(0.2), Seed = seed, Progress = progress });

/// <summary>Takes a picture now and then of what the network tells where, and how surely.</summary>
internal sealed class Camera : IProgress<EpochResult>
{
    public const int Seed = 4;

    private readonly BlobsNet _net;
    private readonly Dataset<float> _points = Generate.Blobs(count: 1000, noise: 1, Seed);

    public Camera(BlobsNet net)
    {
        _net = net;
        Take();
    }

    public List<Picture> Pictures { get; } = [];

    public void Report(EpochResult value)
    {
        if (value.Epoch % 10 == 1 || value.Epoch is 2 or 3 or 5 or 7 or 50)
        {
            Console.WriteLine($"after {10 * value.Epoch,3} batches: loss {value.Loss:F3}, {value.Accuracy:P1} right");
            Take();
        }
    }

    private void Take() => Pictures.Add(Plot.DecisionRegions(_net, _points.Inputs.Span, _points.Labels.Span));
}

[Network("2-20:sigmoid-5:softmax", Initializer = Initializer.Uniform, InitialBias = 1)]
public partial class BlobsNet;
