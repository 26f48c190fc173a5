using System.Diagnostics;
using System.Globalization;
using NetGen.Generator.Tests.Diagnostics;
using NetGen.Generator.Tests.Emission;
using NetGen.Generator.Tests.Testing;

namespace NetGen.Generator.Tests;

/// <summary>
/// Whatever the culture of the host, the same is emitted and the same is said. All tests run the generator in a culture that is
/// made by hand; these run the telling ones again in real ones, where ICU is installed.
/// </summary>
public class CultureTests
{
    private static readonly string[] Telling =
    [
        typeof(DeclarationTests).FullName!, typeof(FileTests).FullName!, typeof(SpanTests).FullName!, typeof(WeightsTests).FullName!,
        typeof(EmissionTests).FullName!, typeof(FileNetworkTests).FullName!, typeof(SurfaceTests).FullName!, typeof(SpellingTests).FullName!,
    ];

    [Theory]
    [InlineData("fi-FI")]
    [InlineData("tr-TR")]
    public async Task Generator_DoesTheSameInARealCulture(string culture)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["--filter-class", .. Telling, "--no-progress", "--output", "Detailed"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "0";
        start.Environment[HostileCulture.Variable] = culture;

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        var output = await process.StandardOutput.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);

        Assert.SkipWhen((await errors).Contains("ICU", StringComparison.Ordinal), "Real cultures take ICU, which is not here: apt-get install libicu72");
        Assert.True(process.ExitCode == 0, output + await errors);
        Assert.Contains($"passed {typeof(SpellingTests).FullName}.{nameof(SpellingTests.Culture_IsHostile)}", output, StringComparison.Ordinal);
    }
}

/// <summary>What cultures spell in ways of their own: numbers, and the upper and lower case of 'i'.</summary>
public class SpellingTests
{
    /// <summary>Otherwise the other tests would say nothing.</summary>
    [Fact]
    public void Culture_IsHostile()
    {
        using var culture = new HostileCulture();
        Assert.NotEqual("-1234.5", (-1234.5).ToString("N1", CultureInfo.CurrentCulture).Replace(".", "", StringComparison.Ordinal));
        var name = Environment.GetEnvironmentVariable(HostileCulture.Variable) ?? "";
        Assert.Equal(name, CultureInfo.CurrentCulture.Name);
        Assert.Equal(name == "tr-TR" ? "İ" : "I", "i".ToUpper(CultureInfo.CurrentCulture));
        Assert.Equal(name == "tr-TR" ? "ı" : "i", "I".ToLower(CultureInfo.CurrentCulture));
    }

    /// <summary>Names are the same in any case, and 'I' is the upper case of 'i' in them.</summary>
    [Fact]
    public void Names_InCapitals_AreKnown()
    {
        var activations = NetGen.Compiler.Operations.Registry.Activations.Select(activation => activation.Name).Where(name => name.Contains('i', StringComparison.OrdinalIgnoreCase)).ToList();
        var capitals = "2" + string.Concat(activations.Select(name => $"-2:{name.ToUpperInvariant()}"));
        var run = GeneratorRun.OfValid(new TestProject($"[NetGen.Network(\"{capitals}\")] public partial class Moons;")
        {
            Specs = new Dictionary<string, string>
            {
                ["a.netgen.json"] = """{ "name": "A", "architecture": "2-3:SIGMOID-2", "hidden": "SIGMOID", "output": "IDENTITY", "loss": "SUMSQUAREDERROR", "initializer": "UNIFORM", "precision": "SINGLE", "initialBias": -0.5 }""",
            },
        });
        Assert.Contains($"\"2{string.Concat(activations.Select(name => $"-2:{name.ToLowerInvariant()}"))}\"", run.Sources["Moons.g.cs"], StringComparison.Ordinal);
        Assert.Contains("\"2-3:sigmoid-2\"", run.Sources["A-json.g.cs"], StringComparison.Ordinal);
        Assert.Contains(", -0.5d);", run.Sources["A-json.g.cs"], StringComparison.Ordinal);
    }
}
