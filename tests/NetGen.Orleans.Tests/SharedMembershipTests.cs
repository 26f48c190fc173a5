using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;

namespace NetGen.Orleans.Tests;

/// <summary>Silos of which none is more than another, as their list is kept elsewhere: any may die, and that which was started first, too.</summary>
public sealed class SharedMembershipTests
{
    [Theory(Timeout = 120_000), InlineData("redis"), InlineData("postgres")]
    public async Task FirstSiloKilled_GivesTheBitsOfOneProcess(string kind)
    {
        Assert.SkipUnless(MembershipServer.Has(kind), $"The list is kept by {kind}, which is not here: apt-get install redis-server postgresql");
        using MembershipServer server = await MembershipServer.Start(kind);
        using Silo first = await Silo.Start(server.Membership);
        Task<Silo>[] starting = [Silo.Start(server.Membership), Silo.Start(server.Membership)];
        using Silo second = await starting[0], third = await starting[1];
        using IHost client = await Silo.Client(server.Membership);
        await Silo.Members(client, 3, TestContext.Current.CancellationToken);

        ShardPlaced[] placed = await Fit(client, result =>
        {
            if (result.Epoch == 5)
                first.Kill();
            if (result.Epoch == 12)
                second.Kill();
        });

        // At least one of the four shards was on each of the two. The cluster itself may bring a grain to the last silo before anybody hears of the second death.
        Assert.InRange(placed.Count(place => place.Reason is not null), 1, 4 * 20);
        Assert.Contains(placed, place => IsOn(place, third));

        using Silo late = await Silo.Start(server.Membership);
        await Silo.Members(client, 2, TestContext.Current.CancellationToken);
        placed = await Fit(client, _ => { });

        Assert.Equal([2, 2], [placed.Count(place => IsOn(place, third)), placed.Count(place => IsOn(place, late))]);
        await client.StopAsync();
    }

    private static bool IsOn(ShardPlaced place, Silo silo) => place.Silo.Contains($":{silo.Port}:", StringComparison.Ordinal);

    /// <summary>Fits on the cluster, which must give the bits of one process; gives where the shards were.</summary>
    private static async Task<ShardPlaced[]> Fit(IHost client, Action<EpochResult> told)
    {
        var placed = new ConcurrentQueue<ShardPlaced>();
        var net = new Flowers(1);
        await Silo.Cluster(client).FitAsync(
            net,
            ClusterTests.Source,
            ClusterTests.Options with { Progress = new Now<EpochResult>(told) },
            new() { Timeout = TimeSpan.FromSeconds(2), Attempts = 20, Placed = new Now<ShardPlaced>(placed.Enqueue) },
            TestContext.Current.CancellationToken);
        Assert.Equal(ClusterTests.Local(ClusterTests.Options), ClusterTests.Bits(net));
        return [.. placed];
    }
}
