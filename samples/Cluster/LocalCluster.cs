using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;

namespace Cluster;

/// <summary>
/// Silos on this machine, each a process of its own, and a client of them. The first keeps the list of members in its memory, so
/// that its death is the end of all; with Redis or a database, as silos on several machines have it, there is no such one.
/// </summary>
internal sealed class LocalCluster : IAsyncDisposable
{
    private readonly Process[] _silos;
    private readonly IHost _host;

    private LocalCluster(Process[] silos, IHost host)
    {
        _silos = silos;
        _host = host;
    }

    public IClusterClient Client => _host.Services.GetRequiredService<IClusterClient>();

    /// <summary>Starts silos, and waits until all are members.</summary>
    public static async Task<LocalCluster> Start(int silos)
    {
        int[] ports = [.. Enumerable.Range(0, silos).Select(_ => FreePort())], gateways = [.. ports.Select(_ => FreePort())];
        Process[] processes = [.. ports.Zip(gateways, (port, gateway) => StartSilo(port, gateway, ports[0]))];
        foreach (Process process in processes)
            await process.StandardOutput.ReadLineAsync();
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new());
        builder.UseOrleansClient(client => client.UseLocalhostClustering(gateways[0]));
        IHost host = builder.Build();
        await host.StartAsync();
        var cluster = new LocalCluster(processes, host);
        while ((await cluster.Client.GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true)).Count < silos)
            await Task.Delay(100);
        return cluster;
    }

    /// <summary>What a silo's process does, until whoever started it is gone.</summary>
    /// <param name="ports">Its own, that of its gateway, and that of the first silo.</param>
    public static async Task RunSilo(int[] ports)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new());
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(ports[0], ports[1], new IPEndPoint(IPAddress.Loopback, ports[2]))
            .Configure<ClusterMembershipOptions>(options =>
            {
                options.ProbeTimeout = TimeSpan.FromSeconds(1);
                options.NumMissedProbesLimit = 2;
                options.NumVotesForDeathDeclaration = 1;
            }));
        using IHost host = builder.Build();
        await host.StartAsync();
        Console.WriteLine("ready");
        await Console.In.ReadToEndAsync();
    }

    /// <summary>Kills a silo, counted from 0; not the first.</summary>
    public void Kill(int silo) => _silos[silo].Kill();

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        foreach (Process silo in _silos)
        {
            silo.Kill();
            silo.Dispose();
        }
    }

    private static Process StartSilo(params int[] ports) => Process.Start(
        new ProcessStartInfo("dotnet", [typeof(LocalCluster).Assembly.Location, "silo", .. ports.Select(port => port.ToString(CultureInfo.InvariantCulture))])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
