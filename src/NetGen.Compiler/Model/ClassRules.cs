using System.Globalization;
using NetGen.Compiler.Findings;
using NetGen.Compiler.Spec;

namespace NetGen.Compiler.Model;

/// <summary>Which names the classes of an output may have.</summary>
internal static class ClassRules
{
    /// <param name="outputs">Of the last layer.</param>
    /// <param name="hasOneOutput">Otherwise none of them is the class.</param>
    /// <param name="isStreaming">Steps have values, and no class.</param>
    /// <param name="isClass">Whether an output like the last layer's means a class.</param>
    public static void Check(NetworkDeclaration declaration, string network, int outputs, bool hasOneOutput, bool isStreaming, bool isClass, FindingList findings)
    {
        if (declaration.Classes is not { } names)
            return;
        int count = outputs > 1 ? outputs : 2;
        if (!hasOneOutput)
            findings.Add(FindingTable.NoClasses, Place.Whole(Part.Classes), network, "has several outputs", "");
        else if (isStreaming)
            findings.Add(FindingTable.NoClasses, Place.Whole(Part.Classes), network, "has an output for each step", "");
        else if (!isClass)
            findings.Add(FindingTable.NoClasses, Place.Whole(Part.Classes), network, "has one output, a value", $", or end the architecture with '-{Text(Math.Max(2, names.Count))}:softmax'");
        else if (names.Count != count)
            findings.Add(FindingTable.ClassCount, Place.Whole(Part.Classes), network, Text(count), Text(names.Count), outputs > 1 ? "a name for each output" : "two names, that of low outputs first");

        var numbers = new Dictionary<string, int>();
        for (int i = 0; i < names.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(names[i]))
                findings.Add(FindingTable.ClassUnnamed, Place.Whole(Part.ClassName, i), Text(i), "is empty; write one");
            else if (HasHalfCharacter(names[i]))
                findings.Add(FindingTable.ClassUnnamed, Place.Whole(Part.ClassName, i), Text(i), "has half a surrogate pair, which no weights file can hold; write both halves, or neither");
            else if (numbers.TryGetValue(names[i], out int first))
                findings.Add(FindingTable.ClassRepeated, Place.Whole(Part.ClassName, i), names[i], Text(first), Text(i));
            else
                numbers.Add(names[i], i);
        }
    }

    private static bool HasHalfCharacter(string name)
    {
        for (int i = 0; i < name.Length; i++)
        {
            if (char.IsSurrogatePair(name, i))
                i++;
            else if (char.IsSurrogate(name[i]))
                return true;
        }
        return false;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
