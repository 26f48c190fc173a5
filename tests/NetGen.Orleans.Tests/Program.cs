using System.Globalization;
using Microsoft.Extensions.Hosting;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

namespace NetGen.Orleans.Tests;

/// <summary>
/// Runs the tests; or, as <c>silo PORT GATEWAY MEMBERSHIP</c>, a silo that lives until its standard input ends; or, as
/// <c>coordinator GATEWAY CHECKPOINT</c>, a training.
/// </summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
        if (args is ["silo", var port, var gateway, var membership])
        {
            using IHost silo = Silo.Host(Number(port), Number(gateway), Membership.Parse(membership));
            await silo.StartAsync();
            Console.WriteLine("ready");
            await Console.In.ReadToEndAsync();
            return 0;
        }

        if (args is ["coordinator", var gatewayOfAny, var checkpoint])
        {
            await ClusterTests.Coordinate(Number(gatewayOfAny), checkpoint);
            return 0;
        }

        // As xunit's own entry point: runners that drive the test process say so by these arguments.
        if (args.Any(arg => arg is "-automated" or "@@"))
            return await ConsoleRunner.Run(args);
        return await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions);
    }
}
