using System.Runtime.CompilerServices;
using DiffPlex;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace NetGen.Generator.Tests.Testing;

/// <summary>
/// Compares a text with the file <c>X.verified.cs</c> beside the test. On a mismatch the text is left as <c>X.received.cs</c>,
/// to be looked at and renamed: Verify's conventions.
/// </summary>
internal static class Snapshot
{
    public static void Verify(string received, string name, [CallerFilePath] string testFile = "")
    {
        var stem = Path.Combine(Path.GetDirectoryName(testFile)!, name);
        var (verifiedFile, receivedFile) = (stem + ".verified.cs", stem + ".received.cs");
        var verified = File.Exists(verifiedFile) ? File.ReadAllText(verifiedFile).ReplaceLineEndings("\n") : "";
        File.Delete(receivedFile);
        if (verified == received)
            return;

        File.WriteAllText(receivedFile, received);
        Assert.Fail($"{name} is not as verified; compare {receivedFile} with {verifiedFile}.\n{Difference(verified, received)}");
    }

    private static string Difference(string verified, string received)
    {
        var lines = new InlineDiffBuilder(new Differ()).BuildDiffModel(verified, received).Lines;
        return string.Join("\n", lines.Where(line => line.Type != ChangeType.Unchanged).Select(line => Sign(line.Type) + line.Text));
    }

    private static string Sign(ChangeType type) => type == ChangeType.Inserted ? "+ " : "- ";
}
