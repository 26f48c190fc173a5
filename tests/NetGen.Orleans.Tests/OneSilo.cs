using Microsoft.Extensions.Hosting;

[assembly: AssemblyFixture(typeof(NetGen.Orleans.Tests.OneSilo))]

namespace NetGen.Orleans.Tests;

/// <summary>A silo within the test process, and its client.</summary>
public sealed class OneSilo : IAsyncLifetime
{
    private IHost? _host;

    public IClusterClient Cluster => Silo.Cluster(_host!);

    public async ValueTask InitializeAsync()
    {
        int port = Silo.FreePort();
        _host = Silo.Host(port, Silo.FreePort(), Membership.OfSilo(port));
        await _host.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _host!.StopAsync();
        _host.Dispose();
    }
}
