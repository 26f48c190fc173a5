namespace NetGen.Compiler.Tests.Documents;

/// <summary>Texts that stand in files beside the tests: <c>X.verified.txt</c>, and <c>X.received.txt</c> where a test found another one, to be looked at and renamed.</summary>
internal static class Verified
{
    /// <summary>Compares line by line. A failure tells the lines that differ, each by what stands before its first " | ".</summary>
    /// <param name="name">Of the file, in the folder of the tests.</param>
    /// <param name="received">The text, with \n line ends.</param>
    public static void Equal(string name, string received)
    {
        string stem = Path.Combine(Repository.Root, "tests/NetGen.Compiler.Tests", name), file = stem + ".received.txt";
        string verified = File.Exists(stem + ".verified.txt") ? File.ReadAllText(stem + ".verified.txt").ReplaceLineEndings("\n") : "";
        if (verified == received)
        {
            File.Delete(file);
            return;
        }

        File.WriteAllText(file, received);
        string[] before = verified.Split('\n'), now = received.Split('\n');
        IEnumerable<string> others = before.Except(now).Concat(now.Except(before)).Select(line => line.Split(" | ")[0]).Distinct();
        Assert.Fail($"{name}.received.txt is not {name}.verified.txt; they differ in: {string.Join(", ", others)}");
    }
}
