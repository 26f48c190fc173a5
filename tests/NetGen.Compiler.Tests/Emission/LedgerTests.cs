using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NetGen.Compiler.Tests.Documents;

namespace NetGen.Compiler.Tests.Emission;

/// <summary>
/// What is emitted for each subject, by its hash: a change that is not meant to alter code alters no line of <c>*.verified.txt</c>,
/// and of one that is, these files show which networks it touches. That what is emitted is right is shown elsewhere, by oracles.
/// </summary>
public sealed class LedgerTests
{
    public static TheoryData<string> Parts => [.. Subjects.All.Keys];

    [Theory]
    [MemberData(nameof(Parts))]
    public void EmittedCode_IsThatOfTheLedger(string part) =>
        Verified.Equal("Emission/" + part, string.Concat(Subjects.All[part].SelectMany(subject => subject.Emit().Select(file => Line(subject.Name, file)))));

    private static string Line(string name, EmittedFile file)
    {
        byte[] text = Encoding.UTF8.GetBytes(file.Text);
        string hash = Convert.ToHexStringLower(SHA256.HashData(text));
        return string.Create(CultureInfo.InvariantCulture, $"{name} | {file.HintName} | {text.Length} | {hash}\n");
    }
}
