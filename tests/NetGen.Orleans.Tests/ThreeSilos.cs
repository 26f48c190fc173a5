using Microsoft.Extensions.Hosting;

namespace NetGen.Orleans.Tests;

/// <summary>Three silos, each a process, of which the first keeps the membership and the others may die.</summary>
public sealed class ThreeSilos : IAsyncLifetime
{
    private readonly int _port = Silo.FreePort();
    private Silo? _first;
    private IHost? _client;

    internal Silo[] Others { get; } = new Silo[2];

    public IClusterClient Cluster => Silo.Cluster(_client!);

    /// <summary>The gateway of the first silo.</summary>
    public int Gateway => _first!.Gateway;

    public async ValueTask InitializeAsync()
    {
        Task<Silo>[] silos = [.. new[] { _port, Silo.FreePort(), Silo.FreePort() }.Select(Start)];
        _first = await silos[0];
        (Others[0], Others[1]) = (await silos[1], await silos[2]);
        _client = await Silo.Client(Gateway);
        await Members(3);
    }

    /// <summary>One more silo.</summary>
    internal Task<Silo> Start(int port) => Silo.Start(port, _port);

    /// <summary>Another one in the place of one that was killed.</summary>
    public async Task Replace(int index)
    {
        Others[index].Dispose();
        Others[index] = await Start(Silo.FreePort());
        await Members(3);
    }

    /// <summary>Waits until the membership has so many silos.</summary>
    public async Task Members(int count)
    {
        while (true)
        {
            try
            {
                if ((await Cluster.GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true)).Count == count)
                    return;
            }
            catch (Exception exception) when (exception is OrleansException or TimeoutException)
            {
                // Asked of one that has not been declared dead yet.
            }
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _client!.StopAsync();
        _client.Dispose();
        foreach (Silo silo in Others.Append(_first!))
            silo.Dispose();
    }
}
