using System.Text.RegularExpressions;

namespace NetGen.Package.Tests;

/// <summary>A network is fitted on a silo, by the packages alone.</summary>
public sealed class OrleansTests(PackedPackage package)
{
    private const string Program = """
        using System;
        using System.Linq;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Hosting;
        using NetGen;
        using NetGen.Orleans;
        using Orleans;
        using Orleans.Hosting;

        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.UseOrleans(silo => silo.UseLocalhostClustering(int.Parse(args[0]), int.Parse(args[1])));
        using var host = builder.Build();
        await host.StartAsync();
        Net here = new(1), there = new(1);
        here.Fit(new Points(3));
        await host.Services.GetRequiredService<IClusterClient>().FitAsync(there, new Points(3));
        float[] one = new float[Net.ParameterCount], other = new float[Net.ParameterCount];
        here.GetParameters(one);
        there.GetParameters(other);
        Console.WriteLine(one.SequenceEqual(other) ? "the same bits" : "different bits");
        await host.StopAsync();

        [Network("2-8:tanh-2:softmax")]
        public partial class Net;

        [GenerateSerializer]
        public sealed record Points(int Shards) : IShardSource<float>
        {
            public Dataset<float> Open(int shard) => Dataset.Of([0f, 0, 0, 1, 1, 0, 1, 1], [0, 1, 1, 0]).Shard(shard, Shards);
        }
        """;

    [Fact]
    public async Task Silo_FitsANetworkOfTheProgram()
    {
        string versions = File.ReadAllText(Path.Combine(Setting.Repository, "Directory.Packages.props"));
        string orleans = Regex.Match(versions, "Include=\"Microsoft.Orleans.Server\" Version=\"([^\"]+)\"").Groups[1].Value;
        using var project = new ScratchProject(package, Program);
        project.Write("Directory.Build.targets", $"""
            <Project>
              <ItemGroup>
                <PackageReference Include="NetGen.Orleans" Version="{package.Version}" />
                <PackageReference Include="Microsoft.Orleans.Server" Version="{orleans}" />
              </ItemGroup>
            </Project>
            """);

        (await project.Dotnet("build")).Succeeds();
        Command run = (await project.Run(FreePort(), FreePort())).Succeeds();

        Assert.Equal("the same bits", run.Output.Trim());
    }

    private static string FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
