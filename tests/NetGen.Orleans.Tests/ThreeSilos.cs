using Microsoft.Extensions.Hosting;

namespace NetGen.Orleans.Tests;

/// <summary>Three silos, each a process, of which the first keeps the membership and the others may die.</summary>
public sealed class ThreeSilos : IAsyncLifetime
{
    /// <summary>Two minutes, and ten seconds more for each kill above three.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90 + 10 * ClusterTests.Kills);

    private readonly int _port = Silo.FreePort();
    private CancellationTokenSource _inTime = new(Limit);
    private Silo? _first;
    private IHost? _client;

    /// <summary>Ends what takes longer than a test may.</summary>
    public CancellationToken InTime => _inTime.Token;

    internal Silo[] Others { get; } = new Silo[2];

    public IClusterClient Cluster => Silo.Cluster(_client!);

    /// <summary>The gateway of the first silo.</summary>
    public int Gateway => _first!.Gateway;

    /// <summary>From here on a test has its time.</summary>
    public void Begin()
    {
        _inTime.Dispose();
        _inTime = new(Limit);
    }

    public async ValueTask InitializeAsync()
    {
        Task<Silo>[] silos = [.. new[] { _port, Silo.FreePort(), Silo.FreePort() }.Select(Start)];
        _first = await silos[0];
        (Others[0], Others[1]) = (await silos[1], await silos[2]);
        _client = await Silo.Client(Membership.OfSilo(_port), Gateway);
        await Members(3);
    }

    /// <summary>One more silo.</summary>
    internal Task<Silo> Start(int port) => Silo.Start(port, Membership.OfSilo(_port));

    /// <summary>Another one in the place of one that was killed.</summary>
    public async Task Replace(int index)
    {
        Others[index].Dispose();
        Others[index] = await Start(Silo.FreePort());
        await Members(3);
    }

    /// <summary>Waits until the list has so many silos.</summary>
    public Task Members(int count) => Silo.Members(_client!, count, InTime);

    /// <summary>Fails when the test has taken too long, whatever it saw.</summary>
    public void RequireInTime() => Assert.False(InTime.IsCancellationRequested, $"The test took more than {Limit.TotalSeconds} seconds.");

    public async ValueTask DisposeAsync()
    {
        await _client!.StopAsync();
        _client.Dispose();
        _inTime.Dispose();
        foreach (Silo silo in Others.Append(_first!))
            silo.Dispose();
    }
}
