namespace NetGen.Networks.Tests.Subjects;

/// <summary>
/// A gradient against the slope of the loss that it claims to be: coordinate by coordinate for small networks, along random
/// directions for larger ones. The network tells both; nothing here knows a formula.
/// </summary>
internal static class CentralDifferences
{
    /// <summary>How far from every kink a sample must be so that no step crosses one.</summary>
    public const double Margin = 1e-3;

    private const double Step = 1e-5;
    private const double Tolerance = 2e-8;
    private const int SmallNetwork = 400;
    private const int Directions = 12;

    public static void Check(Subject subject, Batch batch)
    {
        double[] parameters = subject.Parameters;
        double[] gradient = subject.Backward(batch.Inputs, batch.Targets).Gradient;
        foreach (var (name, direction) in parameters.Length <= SmallNetwork ? Axes(parameters.Length) : RandomDirections(parameters.Length))
        {
            double expected = (Loss(+Step) - Loss(-Step)) / (2 * Step);
            double actual = gradient.Zip(direction, (slope, part) => slope * part).Sum();
            Assert.True(
                Math.Abs(expected - actual) <= Tolerance * (1 + Math.Abs(actual)),
                $"{subject.Model.Architecture}, {subject.Model.Loss}: along {name} the loss rises by {expected:R}, Backward says {actual:R}");

            double Loss(double step)
            {
                subject.Parameters = [.. parameters.Zip(direction, (parameter, part) => parameter + (step * part))];
                return subject.Oracle.TrainsOtherwise ? subject.Backward(batch.Inputs, batch.Targets).Loss : subject.Evaluate(batch.Inputs, batch.Targets);
            }
        }

        subject.Parameters = parameters;
    }

    private static IEnumerable<(string Name, double[] Direction)> Axes(int count)
    {
        for (int i = 0; i < count; i++)
        {
            var direction = new double[count];
            direction[i] = 1;
            yield return ($"parameter {i}", direction);
        }
    }

    private static IEnumerable<(string Name, double[] Direction)> RandomDirections(int count)
    {
        var random = new Random(count);
        for (int i = 0; i < Directions; i++)
        {
            double[] direction = [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() - 0.5)];
            double length = Math.Sqrt(direction.Sum(part => part * part));
            yield return ($"random direction {i}", Array.ConvertAll(direction, part => part / length));
        }
    }
}
