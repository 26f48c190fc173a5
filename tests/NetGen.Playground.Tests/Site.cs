using System.Diagnostics;
using System.Net;
using System.Reflection;
using Microsoft.Playwright;

namespace NetGen.Playground.Tests;

/// <summary>The page as it is published, on a server of this machine, and a browser to open it in.</summary>
public sealed class Site : IAsyncLifetime
{
    /// <summary>Where Debian has it; CHROMIUM names another place.</summary>
    private static readonly string Browser = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium";

    private readonly string _folder = Directory.CreateTempSubdirectory("netgen-playground-").FullName;
    private readonly HttpListener _listener = new();
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    private string Address => _listener.Prefixes.Single();

    public async ValueTask InitializeAsync()
    {
        string project = typeof(Site).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "Playground").Value!;
        using var publish = Process.Start(new ProcessStartInfo("dotnet", ["publish", "-c", "Release", project, "-o", _folder]) { RedirectStandardOutput = true })!;
        string output = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();
        Assert.True(publish.ExitCode == 0, output);

        Listen();
        _ = Task.Run(Serve);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Browser, Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"] });
    }

    /// <summary>The page in a window of that size, once it has begun to learn; whatever the browser complains of is in the list.</summary>
    public async Task<(IPage Page, List<string> Complaints)> Open(int width, int height, ColorScheme colours)
    {
        IBrowserContext context = await _browser!.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = height }, ColorScheme = colours });
        IPage page = await context.NewPageAsync();
        List<string> complaints = [];
        page.PageError += (_, error) => complaints.Add(error);
        page.Console += (_, message) => complaints.AddRange(message.Type is "error" or "warning" ? [message.Text] : []);
        await page.GotoAsync(Address);
        await page.WaitForFunctionAsync("document.getElementById('accuracy').textContent !== '–'");
        return (page, complaints);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        _listener.Close();
        Directory.Delete(_folder, recursive: true);
    }

    private void Listen()
    {
        // A free port is found by trying, as a listener takes no port 0.
        for (int port = 49_152; ; port++)
        {
            _listener.Prefixes.Add($"http://127.0.0.1:{port}/");
            try
            {
                _listener.Start();
                return;
            }
            catch (HttpListenerException) when (port < 65_535)
            {
                _listener.Prefixes.Clear();
            }
        }
    }

    private async Task Serve()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context = await _listener.GetContextAsync();
            string path = context.Request.Url!.AbsolutePath, file = Path.Combine(_folder, "wwwroot", path == "/" ? "index.html" : path[1..]);
            context.Response.ContentType = Path.GetExtension(file) switch
            {
                ".html" => "text/html",
                ".css" => "text/css",
                ".js" => "text/javascript",
                ".wasm" => "application/wasm",
                _ => "application/octet-stream",
            };
            if (File.Exists(file))
                await context.Response.OutputStream.WriteAsync(await File.ReadAllBytesAsync(file));
            else
                context.Response.StatusCode = 404;
            context.Response.Close();
        }
    }
}
