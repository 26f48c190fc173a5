using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;

namespace NetGen.Orleans.Tests;

/// <summary>Silos and clients on this machine's loopback, quick to tell the dead.</summary>
internal sealed class Silo : IDisposable
{
    private readonly Process _process;

    private Silo(Process process, int port, int gateway)
    {
        _process = process;
        Port = port;
        Gateway = gateway;
    }

    public int Port { get; }

    public int Gateway { get; }

    /// <summary>A silo of this process.</summary>
    public static IHost Host(int port, int gateway, Membership membership)
    {
        HostApplicationBuilder builder = Quiet();
        builder.UseOrleans(silo =>
        {
            membership.Use(silo);
            silo.ConfigureEndpoints(IPAddress.Loopback, port, gateway).Configure<ClusterMembershipOptions>(options =>
            {
                options.ProbeTimeout = TimeSpan.FromMilliseconds(500);
                options.NumMissedProbesLimit = 2;
                options.NumVotesForDeathDeclaration = 1;
                options.TableRefreshTimeout = TimeSpan.FromSeconds(2);
            });
        });
        return builder.Build();
    }

    /// <summary>A client; where a silo keeps the list, of those with these gateways.</summary>
    public static async Task<IHost> Client(Membership membership, params int[] gateways)
    {
        HostApplicationBuilder builder = Quiet();
        builder.UseOrleansClient(client => membership.Use(client, gateways));
        IHost host = builder.Build();
        await host.StartAsync();
        return host;
    }

    public static IClusterClient Cluster(IHost host) => host.Services.GetRequiredService<IClusterClient>();

    /// <summary>A silo of a process of its own, where the other silos find it by the list.</summary>
    public static Task<Silo> Start(Membership membership) => Start(FreePort(), membership);

    /// <inheritdoc cref="Start(Membership)"/>
    /// <param name="port">That other silos are told.</param>
    public static async Task<Silo> Start(int port, Membership membership)
    {
        int gateway = FreePort();
        string[] numbers = [.. new[] { port, gateway }.Select(number => number.ToString(CultureInfo.InvariantCulture))];
        var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(Silo).Assembly.Location, "silo", .. numbers, membership.ToString()])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        Assert.Equal("ready", await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
        return new(process, port, gateway);
    }

    /// <summary>Waits until the list has so many silos.</summary>
    public static async Task Members(IHost client, int count, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                if ((await Cluster(client).GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true, cancellationToken)).Count == count)
                    return;
            }
            catch (Exception exception) when (exception is OrleansException or TimeoutException)
            {
                // Asked of one that has not been declared dead yet.
            }
            await Task.Delay(100, cancellationToken);
        }
    }

    /// <summary>A port that nobody listens on.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>As <c>kill -9</c>.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>As <c>kill -STOP</c>: it is there and does nothing.</summary>
    public void Stop()
    {
        using var stop = Process.Start("kill", ["-STOP", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        stop.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            Kill();
        _process.Dispose();
    }

    private static HostApplicationBuilder Quiet() => Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new());
}
