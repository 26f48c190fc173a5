using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NetGen.Compiler.Tests.Documents;

namespace NetGen.Compiler.Tests.Emission;

/// <summary>
/// What is emitted for each subject, by its hash: a change that is not meant to alter code alters no line of <c>Ledger.verified.txt</c>,
/// and of one that is, the file shows which networks it touches. That what is emitted is right is shown elsewhere, by oracles.
/// </summary>
public sealed class LedgerTests
{
    [Fact]
    public void EmittedCode_IsThatOfTheLedger() => Verified.Equal("Emission/Ledger", string.Concat(Subjects.All.SelectMany(subject => subject.Files.Select(file => Line(subject.Name, file)))));

    private static string Line(string name, EmittedFile file)
    {
        byte[] text = Encoding.UTF8.GetBytes(file.Text);
        string hash = Convert.ToHexStringLower(SHA256.HashData(text));
        return string.Create(CultureInfo.InvariantCulture, $"{name} | {file.HintName} | {text.Length} | {hash}\n");
    }
}
