using NetGen.Onnx.Format;
using NetGen.Onnx.Graph;

namespace NetGen.Onnx.Folding;

/// <summary>Recurrent layers that go forward, by the equations of ONNX; its activations alone.</summary>
internal static class Cells
{
    /// <summary>h′ = tanh(W x + b + U h + b′).</summary>
    public static Tensor[] Rnn(Node node, IReadOnlyList<Tensor?> inputs, Budget budget) => Run(node, inputs, budget, gates: 1, ["Tanh"], (w, u, h, _) =>
    {
        for (int i = 0; i < h.Length; i++)
            h[i] = Math.Tanh(w[i] + u[i]);
    });

    /// <summary>h′ = (1 − z) h̃ + z h, with the gates z, r, h.</summary>
    public static Tensor[] Gru(Node node, IReadOnlyList<Tensor?> inputs, Budget budget)
    {
        bool resetsAfter = node.Int("linear_before_reset", 0) != 0;
        Tensor? states = Arguments.Optional(inputs, 2);
        double[]? bias = Arguments.Optional(inputs, 3)?.Values;
        return Run(node, inputs, budget, gates: 3, ["Sigmoid", "Tanh"], (w, u, h, _) =>
        {
            int units = h.Length;
            double[] z = new double[units], r = new double[units], candidate = new double[units];
            for (int i = 0; i < units; i++)
                (z[i], r[i]) = (Activations.Sigmoid(w[i] + u[i]), Activations.Sigmoid(w[units + i] + u[units + i]));
            for (int i = 0; i < units; i++)
            {
                double reset = r[i] * u[(2 * units) + i];
                if (!resetsAfter)
                {
                    reset = bias?[(5 * units) + i] ?? 0;
                    for (int k = 0; k < units; k++)
                        reset += states!.Values[((((2 * units) + i) * units) + k)] * r[k] * h[k];
                }
                candidate[i] = Math.Tanh(w[(2 * units) + i] + reset);
            }
            for (int i = 0; i < units; i++)
                h[i] = ((1 - z[i]) * candidate[i]) + (z[i] * h[i]);
        });
    }

    /// <summary>c′ = f c + i c̃, h′ = o tanh c′, with the gates i, o, f, c, which may look at the cell.</summary>
    public static Tensor[] Lstm(Node node, IReadOnlyList<Tensor?> inputs, Budget budget)
    {
        if (node.Int("input_forget", 0) != 0)
            throw node.Refusal("its input and forget gates are one (input_forget); only an LSTM with both can be computed.");
        double[]? peepholes = Arguments.Optional(inputs, 7)?.Values;
        return Run(node, inputs, budget, gates: 4, ["Sigmoid", "Tanh", "Tanh"], (w, u, h, c) =>
        {
            int units = h.Length;
            for (int i = 0; i < units; i++)
            {
                double Gate(int gate, double cell) => w[(gate * units) + i] + u[(gate * units) + i] + (peepholes is null || gate > 2 ? 0 : peepholes[(gate * units) + i] * cell);
                double cell = (Activations.Sigmoid(Gate(2, c[i])) * c[i]) + (Activations.Sigmoid(Gate(0, c[i])) * Math.Tanh(Gate(3, 0)));
                h[i] = Activations.Sigmoid(Gate(1, cell)) * Math.Tanh(cell);
                c[i] = cell;
            }
        });
    }

    /// <summary>Goes through all steps: <c>step</c> turns W x + b, U h + b′, the state and the cell into the next state and cell.</summary>
    private static Tensor[] Run(Node node, IReadOnlyList<Tensor?> inputs, Budget budget, int gates, string[] activations, Action<double[], double[], double[], double[]> step)
    {
        node.RequireInputs(3, 8);
        if (node.Text("direction", "forward") != "forward" || node.Has("clip") || (node.Strings("activations") is { Length: > 0 } named && !named.SequenceEqual(activations, StringComparer.OrdinalIgnoreCase)))
            throw node.Refusal("only a recurrent layer that goes forward through all steps, with its own activations, can be computed.");
        node.Floats("activation_alpha");
        node.Floats("activation_beta");
        node.Int("output_sequence", 0);
        Tensor x = Arguments.At(node, inputs, 0), weights = Arguments.At(node, inputs, 1), states = Arguments.At(node, inputs, 2);
        int units = node.Int("hidden_size", states.Rank == 3 ? states.Shape[2] : 0);
        bool isBatchFirst = node.Int("layout", 0) != 0;
        if (x.Rank != 3 || units < 1 || !weights.Shape.SequenceEqual([1, gates * units, x.Shape[2]]) || !states.Shape.SequenceEqual([1, gates * units, units]))
            throw node.Broken($"weights of {Tensor.Text(weights.Shape)} and {Tensor.Text(states.Shape)} do not go over {Tensor.Text(x.Shape)} with {units} units.");
        int features = x.Shape[2], batch = x.Shape[isBatchFirst ? 0 : 1], steps = x.Shape[isBatchFirst ? 1 : 0];
        if (Arguments.Optional(inputs, 4)?.Values.Any(length => length != steps) == true)
            throw node.Refusal($"its sequences have lengths of their own (sequence_lens); only all {steps} steps can be computed.");
        double[] bias = Sized(3, 2 * gates * units), hidden = [.. Sized(5, batch * units)], cells = [.. Sized(6, batch * units)];
        double[] all = budget.Room(node, [steps, batch, units]);
        budget.Spend(node, (long)steps * batch * gates * units * (features + units));
        for (int sample = 0; sample < batch; sample++)
        {
            double[] h = hidden[(sample * units)..((sample + 1) * units)], c = cells[(sample * units)..((sample + 1) * units)];
            for (int time = 0; time < steps; time++)
            {
                int row = isBatchFirst ? (sample * steps) + time : (time * batch) + sample;
                step(Product(weights.Values, x.Values.AsSpan(row * features, features), bias.AsSpan(0, gates * units)), Product(states.Values, h, bias.AsSpan(gates * units)), h, c);
                h.CopyTo(all, row * units);
            }
            h.CopyTo(hidden, sample * units);
            c.CopyTo(cells, sample * units);
        }
        int[] end = isBatchFirst ? [batch, 1, units] : [1, batch, units];
        Tensor[] results = [Of(isBatchFirst ? [batch, steps, 1, units] : [steps, 1, batch, units], all), Of(end, hidden), Of(end, cells)];
        return gates == 4 ? results : results[..2];

        Tensor Of(int[] shape, double[] values) => new(x.Type, shape, [.. values.Select(value => x.Type.Round(value))]);

        double[] Sized(int index, int count) => Arguments.Optional(inputs, index) is not { } given ? new double[count]
            : given.Values.Length == count ? given.Values : throw node.Broken($"expected {count} values in its input {index + 1}, found {Tensor.Text(given.Shape)}.");
    }

    private static double[] Product(double[] matrix, ReadOnlySpan<double> x, ReadOnlySpan<double> bias)
    {
        double[] sums = bias.ToArray();
        for (int row = 0; row < sums.Length; row++)
        {
            for (int k = 0; k < x.Length; k++)
                sums[row] += matrix[(row * x.Length) + k] * x[k];
        }
        return sums;
    }
}
