using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace NetGen.Orleans.Tests;

/// <summary>A server of this machine that keeps the list of silos in its memory or a folder of its own, until it is disposed.</summary>
internal sealed class MembershipServer : IDisposable
{
    private readonly Process _process;
    private readonly string _folder;

    private MembershipServer(Process process, string folder, Membership membership)
    {
        _process = process;
        _folder = folder;
        Membership = membership;
    }

    public Membership Membership { get; }

    /// <summary>Whether there is a program for it.</summary>
    public static bool Has(string kind) => Find(kind == "redis" ? "redis-server" : "postgres") is not null;

    public static Task<MembershipServer> Start(string kind) => kind == "redis" ? StartRedis() : StartPostgres();

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    private static async Task<MembershipServer> StartRedis()
    {
        string port = Silo.FreePort().ToString(CultureInfo.InvariantCulture);
        Process process = Run(Find("redis-server")!, "--port", port, "--bind", "127.0.0.1", "--save", "", "--daemonize", "no");
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line && !line.Contains("Ready to accept", StringComparison.Ordinal))
            continue;
        Drain(process);
        return new(process, "", new("redis", $"127.0.0.1:{port}"));
    }

    private static async Task<MembershipServer> StartPostgres()
    {
        string folder = Path.Combine(Path.GetTempPath(), $"netgen-{Guid.NewGuid():N}");
        using (Process made = RunAsItsUser("initdb", "-D", folder, "-U", "orleans", "-A", "trust", "--no-sync"))
        {
            await made.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await made.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(0, made.ExitCode);
        }
        int port = Silo.FreePort();
        Process process = RunAsItsUser("postgres", "-D", folder, "-p", port.ToString(CultureInfo.InvariantCulture), "-h", "127.0.0.1", "-k", folder, "-F");
        Drain(process);
        var server = new MembershipServer(process, folder, new("postgres", $"Host=127.0.0.1;Port={port};Username=orleans;Database=postgres"));
        string tables = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "membership.sql"), TestContext.Current.CancellationToken);
        await using var source = NpgsqlDataSource.Create(server.Membership.Place);
        while (true)
        {
            try
            {
                await using NpgsqlCommand command = source.CreateCommand(tables);
                await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
                return server;
            }
            catch (NpgsqlException exception) when (!process.HasExited && (exception is not PostgresException answer || answer.SqlState == PostgresErrorCodes.CannotConnectNow))
            {
                // It does not listen yet, or only just.
                await Task.Delay(50, TestContext.Current.CancellationToken);
            }
        }
    }

    /// <summary>PostgreSQL does not run as root.</summary>
    private static Process RunAsItsUser(string program, params string[] arguments) => Environment.IsPrivilegedProcess
        ? Run("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", Find(program)!, .. arguments])
        : Run(Find(program)!, arguments);

    private static Process Run(string program, params string[] arguments) => Process.Start(
        new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath() })!;

    /// <summary>A pipe that nobody empties would stop the server once it is full.</summary>
    private static void Drain(Process process)
    {
        process.BeginErrorReadLine();
        process.StandardOutput.ReadToEndAsync();
    }

    /// <summary>Debian has PostgreSQL's programs in a folder for each version.</summary>
    private static string? Find(string program)
    {
        const string Versions = "/usr/lib/postgresql";
        IEnumerable<string> folders = Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator);
        if (Directory.Exists(Versions))
            folders = folders.Concat(Directory.EnumerateDirectories(Versions).Select(version => Path.Combine(version, "bin")));
        return folders.Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
    }
}
