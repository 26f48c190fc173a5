namespace NetGen.Networks.Tests.Oracles;

/// <summary>
/// A sequence [steps][inputs] through units that see what they gave at the step before, from zeros: W [gates · units][inputs],
/// U [gates · units][units], b and b′ [gates · units] in parameter order, as PyTorch has them. Written out unit by unit.
/// </summary>
/// <param name="word">rnn, gru or lstm.</param>
/// <param name="allSteps">Whether every step is an output; else the last is.</param>
internal sealed class OracleRecurrent(string word, int steps, int inputs, int units, bool allSteps) : OracleLayer
{
    private readonly int _gates = word switch { "rnn" => 1, "gru" => 3, "lstm" => 4, _ => throw new ArgumentOutOfRangeException(nameof(word), word, "The oracle does not know this layer.") };

    private int Rows => _gates * units;

    public override int ParameterCount => Rows * (inputs + units + 2);

    public override Approximate[] Forward(Approximate[] input, double[] parameters)
    {
        Step[] sequence = Run(input, parameters);
        return allSteps ? [.. sequence.SelectMany(step => step.Hidden)] : sequence[^1].Hidden;
    }

    public override (Approximate[] Input, Approximate.Total[] Parameters) Backward(Approximate[] input, Approximate[] dz, double[] parameters)
    {
        Step[] sequence = Run(input, parameters);
        var dx = new Approximate[steps * inputs];
        var gradient = new Approximate.Total[ParameterCount];
        var dh = new Approximate[units];
        var dc = new Approximate[units];
        if (!allSteps)
            dh = [.. dz];
        for (int t = steps - 1; t >= 0; t--)
        {
            if (allSteps)
                dh = [.. dh.Select((d, unit) => d + dz[(t * units) + unit])];
            Step step = sequence[t];
            // The gradient by what a gate sums of the inputs, and of the states; and what reaches the states before directly.
            var ofInputs = new Approximate[Rows];
            var ofStates = new Approximate[Rows];
            var direct = new Approximate[units];
            for (int unit = 0; unit < units; unit++)
            {
                Approximate Gate(int gate) => step.Gates[(gate * units) + unit];
                void Set(int gate, Approximate d) => ofInputs[(gate * units) + unit] = ofStates[(gate * units) + unit] = d;
                switch (word)
                {
                    case "rnn":
                        Set(0, dh[unit] * SlopeOfTanh(Gate(0)));
                        break;
                    case "gru":
                        Approximate r = Gate(0), z = Gate(1), n = Gate(2);
                        Approximate dn = dh[unit] * (1 - z) * SlopeOfTanh(n);
                        Set(0, dn * step.Apart[unit] * SlopeOfSigmoid(r));
                        Set(1, dh[unit] * (step.Before[unit] - n) * SlopeOfSigmoid(z));
                        ofInputs[(2 * units) + unit] = dn;
                        ofStates[(2 * units) + unit] = dn * r;
                        direct[unit] = dh[unit] * z;
                        break;
                    default:
                        Approximate i = Gate(0), f = Gate(1), g = Gate(2), o = Gate(3), squashed = Tanh(step.Memory[unit]);
                        Approximate all = dc[unit] + (dh[unit] * o * SlopeOfTanh(squashed));
                        Set(0, all * g * SlopeOfSigmoid(i));
                        Set(1, all * step.MemoryBefore[unit] * SlopeOfSigmoid(f));
                        Set(2, all * i * SlopeOfTanh(g));
                        Set(3, dh[unit] * squashed * SlopeOfSigmoid(o));
                        dc[unit] = all * f;
                        break;
                }
            }

            var dxOfStep = new Approximate.Total[inputs];
            var dhBefore = new Approximate.Total[units];
            for (int row = 0; row < Rows; row++)
            {
                for (int k = 0; k < inputs; k++)
                {
                    dxOfStep[k].AddProduct(parameters[(row * inputs) + k], ofInputs[row]);
                    gradient[(row * inputs) + k].AddProduct(ofInputs[row], input[(t * inputs) + k]);
                }

                for (int k = 0; k < units; k++)
                {
                    dhBefore[k].AddProduct(parameters[(Rows * inputs) + (row * units) + k], ofStates[row]);
                    gradient[(Rows * inputs) + (row * units) + k].AddProduct(ofStates[row], step.Before[k]);
                }

                gradient[(Rows * (inputs + units)) + row].Add(ofInputs[row]);
                gradient[(Rows * (inputs + units + 1)) + row].Add(ofStates[row]);
            }

            for (int k = 0; k < inputs; k++)
                dx[(t * inputs) + k] = dxOfStep[k].Sum;
            dh = [.. dhBefore.Select((total, unit) => total.Sum + direct[unit])];
        }

        return (dx, gradient);
    }

    private Step[] Run(Approximate[] input, double[] parameters)
    {
        var sequence = new Step[steps];
        var hidden = new Approximate[units];
        var memory = new Approximate[units];
        for (int t = 0; t < steps; t++)
        {
            Approximate[] before = hidden, memoryBefore = memory;
            Approximate[] ofInputs = Sums(input[(t * inputs)..((t + 1) * inputs)], parameters, 0, Rows * (inputs + units));
            Approximate[] ofStates = Sums(before, parameters, Rows * inputs, Rows * (inputs + units + 1));
            var gates = new Approximate[Rows];
            hidden = new Approximate[units];
            memory = new Approximate[units];
            for (int unit = 0; unit < units; unit++)
            {
                int Row(int gate) => (gate * units) + unit;
                Approximate Sum(int gate) => ofInputs[Row(gate)] + ofStates[Row(gate)];
                switch (word)
                {
                    case "rnn":
                        hidden[unit] = gates[unit] = Tanh(Sum(0));
                        break;
                    case "gru":
                        Approximate r = gates[Row(0)] = Sigmoid(Sum(0)), z = gates[Row(1)] = Sigmoid(Sum(1));
                        Approximate n = gates[Row(2)] = Tanh(ofInputs[Row(2)] + (r * ofStates[Row(2)]));
                        hidden[unit] = ((1 - z) * n) + (z * before[unit]);
                        break;
                    default:
                        Approximate i = gates[Row(0)] = Sigmoid(Sum(0)), f = gates[Row(1)] = Sigmoid(Sum(1));
                        Approximate g = gates[Row(2)] = Tanh(Sum(2)), o = gates[Row(3)] = Sigmoid(Sum(3));
                        memory[unit] = (f * memoryBefore[unit]) + (i * g);
                        hidden[unit] = o * Tanh(memory[unit]);
                        break;
                }
            }

            sequence[t] = new Step(before, memoryBefore, gates, ofStates[^units..], hidden, memory);
        }

        return sequence;
    }

    private Approximate[] Sums(Approximate[] x, double[] parameters, int weights, int biases)
    {
        var sums = new Approximate[Rows];
        for (int row = 0; row < Rows; row++)
        {
            Approximate.Total total = default;
            for (int k = 0; k < x.Length; k++)
                total.AddProduct(parameters[weights + (row * x.Length) + k], x[k]);
            total.Add(parameters[biases + row]);
            sums[row] = total.Sum;
        }

        return sums;
    }

    private static Approximate Tanh(Approximate x) => x.Map(Math.Tanh(x.Value), 1 - (Math.Tanh(x.Value) * Math.Tanh(x.Value)));

    private static Approximate Sigmoid(Approximate x)
    {
        double value = 1 / (1 + Math.Exp(-x.Value));
        return x.Map(value, value * (1 - value));
    }

    private static Approximate SlopeOfTanh(Approximate a) => 1 - (a * a);

    private static Approximate SlopeOfSigmoid(Approximate a) => a * (1 - a);

    /// <summary>What a step found and made.</summary>
    /// <param name="Apart">What the last gate sums of the states.</param>
    private sealed record Step(Approximate[] Before, Approximate[] MemoryBefore, Approximate[] Gates, Approximate[] Apart, Approximate[] Hidden, Approximate[] Memory);
}
