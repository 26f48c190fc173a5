using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace NetGen.Training.Tests;

/// <summary>The README's tables of optimizers, schedules and metrics list what there is, parameters and their defaults included.</summary>
public class ReadmeTests
{
    private static readonly string[] Readme = File.ReadAllLines(Path.Combine(Folder(), "..", "..", "README.md"));

    [Fact]
    public void Readme_ListsTheOptimizers() => Assert.Equal(Kinds(typeof(Optimizer)), Rows("Optimizers"));

    [Fact]
    public void Readme_ListsTheSchedules() => Assert.Equal(Kinds(typeof(Schedule)), Rows("Schedules"));

    [Fact]
    public void Readme_ListsTheMetrics()
    {
        string[] names =
        [
            .. typeof(Evaluation).GetProperties().Select(property => property.Name).Except([nameof(Evaluation.Count), nameof(Evaluation.HasClasses)]),
            nameof(Evaluation.TopK),
        ];

        Assert.Equal(names.Order(StringComparer.Ordinal), Rows("Metrics").Select(row => row.Name));
    }

    private static IEnumerable<(string Name, string Parameters)> Kinds(Type kind) => kind.Assembly.GetExportedTypes()
        .Where(type => type.IsSubclassOf(kind) && !type.IsAbstract)
        .OrderBy(type => type.Name, StringComparer.Ordinal)
        .Select(type => (type.Name, Parameters(type)));

    private static string Parameters(Type type)
    {
        ConstructorInfo constructor = Assert.Single(type.GetConstructors());
        ParameterInfo[] parameters = constructor.GetParameters();

        // A default that is no constant shows in the property.
        object? instance = parameters.All(parameter => parameter.HasDefaultValue)
            ? constructor.Invoke([.. parameters.Select(parameter => parameter.DefaultValue)])
            : null;
        return string.Join(", ", parameters.Select(parameter =>
        {
            object? value = parameter.HasDefaultValue ? parameter.DefaultValue : null;
            if (value is null && instance is not null)
                value = type.GetProperty(char.ToUpperInvariant(parameter.Name![0]) + parameter.Name[1..])!.GetValue(instance);
            return value is null ? parameter.Name : $"{parameter.Name} = {Text(value)}";
        }));
    }

    private static string Text(object value) => value switch
    {
        bool flag => flag ? "true" : "false",
        double number => number.ToString(number is 0 or >= 1e-4 ? "0.####" : "0e-0", CultureInfo.InvariantCulture),
        ITuple pair => $"({Text(pair[0]!)}, {Text(pair[1]!)})",
        _ => value.ToString()!,
    };

    private static IEnumerable<(string Name, string Parameters)> Rows(string heading) => Readme
        .SkipWhile(line => line != "### " + heading)
        .SkipWhile(line => !line.StartsWith("| ---", StringComparison.Ordinal))
        .Skip(1)
        .TakeWhile(line => line.StartsWith('|'))
        .Select(line => Array.ConvertAll(line.Split('|'), cell => cell.Trim()))
        .Select(cells => (cells[1], cells[2]))
        .OrderBy(row => row.Item1, StringComparer.Ordinal);

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
