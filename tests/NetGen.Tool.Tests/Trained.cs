[assembly: AssemblyFixture(typeof(NetGen.Tool.Tests.Trained))]

namespace NetGen.Tool.Tests;

/// <summary>A network that <c>netgen train</c> made of the irises, once for all tests.</summary>
public sealed class Trained : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public Trained() => Run = Tool.Run("train", Irises, "--network", "4-6:relu-3", "--label", "variety", "--epochs", "60", "--rate", "0.02", "-o", _folder.Path, "--json");

    public static string Irises => Path.Combine(AppContext.BaseDirectory, "iris.csv");

    internal Tool Run { get; }

    public string Spec => _folder.Of("Iris.netgen.json");

    public string Weights => _folder.Of("Iris.safetensors");

    public string Report => _folder.Of("report.html");

    public void Dispose() => _folder.Dispose();
}
