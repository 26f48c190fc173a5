using System.Diagnostics;
using System.Globalization;
using Xunit.Sdk;

namespace NetGen.Fuzzing;

/// <summary>
/// Tries cases that are made from their numbers alone, so that a number is all it takes to see one again. NETGEN_FUZZ_MINUTES says
/// how long each test goes on, from a number of the day's own, in place of its few seconds. How many were tried is in the test's output.
/// </summary>
internal static class Fuzz
{
    /// <summary>Makes and checks cases; the first that throws fails the test, with its number and what it is.</summary>
    /// <param name="count">The number of cases.</param>
    /// <param name="make">A case from random numbers.</param>
    /// <param name="check">Throws where something is wrong.</param>
    public static void Run<T>(int count, Func<Random, T> make, Action<T> check)
    {
        double? minutes = double.TryParse(Environment.GetEnvironmentVariable("NETGEN_FUZZ_MINUTES"), NumberStyles.Float, CultureInfo.InvariantCulture, out double set) ? set : null;
        int first = minutes is null ? 0 : Random.Shared.Next();
        long began = Stopwatch.GetTimestamp();
        int number = first;
        for (; minutes is null ? number < count : Stopwatch.GetElapsedTime(began).TotalMinutes < minutes; number = unchecked(number + 1))
        {
            T made = make(new Random(number));
            try
            {
                check(made);
            }
            catch (Exception exception)
            {
                throw new XunitException($"Case {number}: {Show(made)}", exception);
            }
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{unchecked(number - first)} cases tried");
    }

    private static string Show<T>(T made) => made is byte[] bytes ? Convert.ToHexString(bytes) : $"{made}";
}
