using System.Security.Cryptography;
using System.Text;
using NetGen.Compiler;
using NetGen.Generator.Tests.Testing;

namespace NetGen.Generator.Tests.Emission;

/// <summary>
/// Every corpus network emits, the same twice. With <c>NETGEN_EMITTED=file</c> the hash of each emitted file is written there,
/// so that a change which must not change what is emitted is shown to be one: write the file before and after, and compare.
/// </summary>
public sealed class CorpusEmissionTests
{
    [Fact]
    public void EveryNetwork_EmitsTheSameTwice()
    {
        Assert.True(Corpus.Models.Count > 200);
        string hashes = Hashes();
        Assert.Equal(hashes, Hashes());
        if (Environment.GetEnvironmentVariable("NETGEN_EMITTED") is { Length: > 0 } file)
            File.WriteAllText(file, hashes);
    }

    private static string Hashes() => string.Concat(Corpus.Models.SelectMany(NetworkCompiler.Emit).Select(file =>
        $"{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(file.Text)))} {file.HintName}\n"));
}
