using System.Globalization;
using System.Net;
using Microsoft.Extensions.Hosting;

namespace NetGen.Orleans.Tests;

/// <summary>Where the list of silos is kept; as text it is one argument of a process.</summary>
/// <param name="Kind"><c>silo</c>, in the memory of one of them; <c>redis</c>; or <c>postgres</c>.</param>
/// <param name="Place">That silo's port, the address of Redis, or the database's connection string.</param>
internal sealed record Membership(string Kind, string Place)
{
    private const string Provider = "Npgsql";

    /// <summary>In the memory of the silo with this port.</summary>
    public static Membership OfSilo(int port) => new("silo", port.ToString(CultureInfo.InvariantCulture));

    public static Membership Parse(string text) => text.Split(' ', 2) is [var kind, var place] ? new(kind, place) : throw new FormatException(text);

    public override string ToString() => $"{Kind} {Place}";

    public void Use(ISiloBuilder silo) => _ = Kind switch
    {
        "silo" => silo.UseDevelopmentClustering(new IPEndPoint(IPAddress.Loopback, int.Parse(Place, CultureInfo.InvariantCulture))),
        "redis" => silo.UseRedisClustering(Place),
        _ => silo.UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = (Provider, Place)),
    };

    /// <summary>For a client, which has to be told the gateways where a silo keeps the list.</summary>
    public void Use(IClientBuilder client, params int[] gateways) => _ = Kind switch
    {
        "silo" => client.UseStaticClustering([.. gateways.Select(gateway => new IPEndPoint(IPAddress.Loopback, gateway))]),
        "redis" => client.UseRedisClustering(Place),
        _ => client.UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = (Provider, Place)),
    };
}
