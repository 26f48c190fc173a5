using System.Runtime.Versioning;

[assembly: SupportedOSPlatform("browser")]

internal static class Program
{
    // The page calls the methods of Playground; nothing happens before it does.
    private static void Main()
    {
    }
}
