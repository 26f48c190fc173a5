using NetGen.Compiler.Model;
using NetGen.Compiler.Operations;
using NetGen.Networks.Tests.Subjects;

namespace NetGen.Networks.Tests.Oracles;

/// <summary>The oracle's gradient is the slope of the oracle's loss, for every activation and loss.</summary>
public sealed class OracleTests
{
    private const double Step = 1e-5;

    public static TheoryData<string, string> Ends =>
    [
        .. from output in Registry.Activations
           from loss in Registry.Losses
           where loss.Accepts(output)
           select (output.Name, loss.Name),
    ];

    public static TheoryData<string> Activations => [.. Registry.Activations.Select(activation => activation.Name)];

    [Theory]
    [MemberData(nameof(Ends))]
    public void Backward_IsTheSlopeOfEveryLoss(string output, string loss) => Check("sigmoid", output, loss);

    [Theory]
    [MemberData(nameof(Activations))]
    public void Backward_GoesThroughEveryActivation(string hidden) => Check(hidden, "identity", "MeanSquaredError");

    private static void Check(string hidden, string output, string loss)
    {
        var model = new Declaration($"3-4:{hidden}-5:tanh-3:{output}") { Loss = loss }.ToModel();
        var random = new Random(7);
        double[] parameters = Draw(model.ParameterCount);
        double[] inputs = Draw(2 * model.InputSize);
        while (!IsAwayFromKinks(model, parameters, inputs))
            inputs = Draw(inputs.Length);
        // Positive targets suit every loss; none is where a loss bends.
        double[] targets = Array.ConvertAll(Draw(2 * model.OutputSize), Math.Abs);
        var (value, gradient) = new Oracle(model, parameters, []).Backward(inputs, targets);

        for (int i = 0; i < parameters.Length; i++)
        {
            double slope = (LossAt(i, +Step) - LossAt(i, -Step)) / (2 * Step);
            Assert.Equal(slope, gradient[i].Value, 1e-8);
        }

        Assert.Equal(LossAt(0, 0), value.Value, 1e-15);

        double[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => (2 * random.NextDouble()) - 1)];

        double LossAt(int parameter, double step)
        {
            double[] moved = [.. parameters];
            moved[parameter] += step;
            var oracle = new Oracle(model, moved, []);
            return Enumerable.Range(0, 2).Average(n =>
                oracle.Loss(oracle.Forward(inputs.AsSpan(n * model.InputSize, model.InputSize)), targets[(n * model.OutputSize)..((n + 1) * model.OutputSize)]).Value);
        }
    }

    private static bool IsAwayFromKinks(NetworkModel model, double[] parameters, double[] inputs) => inputs.Chunk(model.InputSize)
        .All(input => new Oracle(model, parameters, []).Forward(input).IsAwayFromKinks(roundoff: 0, step: 1e-3));
}
