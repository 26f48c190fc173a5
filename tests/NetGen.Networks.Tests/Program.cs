using NetGen.Networks.Tests.Bits;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

namespace NetGen.Networks.Tests;

/// <summary>Runs the tests; or, as <c>leg</c>, prints what this process's instruction set makes of every corpus network.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        if (args is ["leg"])
        {
            Leg.Print(Console.Out);
            return 0;
        }

        // As xunit's own entry point: runners that drive the test process say so by these arguments.
        if (args.Any(arg => arg is "-automated" or "@@"))
            return await ConsoleRunner.Run(args);
        return await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions);
    }
}
