using System.Numerics;
using System.Reflection;
using NetGen.Compiler.Model;
using NetGen.Measuring;

namespace NetGen.Networks.Tests.Streams;

/// <summary>A compiled streaming network under test, whatever its class and precision, with numbers as double.</summary>
internal abstract class StreamSubject
{
    public required NetworkModel Model { get; init; }

    public abstract double Roundoff { get; }

    public abstract double SmallestNormal { get; }

    public abstract double[] Parameters { get; set; }

    public static StreamSubject Of(Type network, NetworkModel model)
    {
        Type contract = network.GetInterfaces().Single(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IStreamingNetwork<,>));
        Type subject = typeof(StreamSubject<,>).MakeGenericType(network, contract.GetGenericArguments()[1]);
        return (StreamSubject)subject.GetMethod("Create", BindingFlags.Public | BindingFlags.Static)!.Invoke(null, [model])!;
    }

    public abstract double Round(double number);

    public abstract State NewState();

    public abstract double[] Step(State state, double[] input);

    public abstract double[] Run(State state, double[] inputs);

    /// <param name="state">Null for a sequence that begins a stream.</param>
    public abstract double TrainSequence(State? state, double[] inputs, double[] targets, double learningRate);

    /// <inheritdoc cref="TrainSequence"/>
    public abstract (double Loss, double[] Gradient) BackwardSequence(State? state, double[] inputs, double[] targets);

    /// <summary>Bytes that so many steps of a stream, alone and together, allocate.</summary>
    public abstract long Allocated(int steps);

    /// <summary>Weights and biases of ordinary size, none of them zero.</summary>
    public StreamSubject WithRandomParameters(int seed)
    {
        var random = new Random(seed);
        Parameters = [.. Enumerable.Range(0, Model.ParameterCount).Select(_ => Round(random.NextDouble() - 0.5))];
        return this;
    }

    /// <summary>The same network with other initial states.</summary>
    public abstract StreamSubject WithInitialStates(double[] states);

    public double[] Draw(int steps, int seed) => Numbers(steps * Model.InputSize, seed);

    /// <summary>Targets that suit every loss.</summary>
    public double[] DrawTargets(int steps, int seed) => Array.ConvertAll(Numbers(steps * Model.OutputSize, seed), Math.Abs);

    private double[] Numbers(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => Round((2 * random.NextDouble()) - 1))];
    }

    public override string ToString() => $"{Model.Architecture}, {Model.Precision}";
}

/// <inheritdoc/>
internal sealed class StreamSubject<TSelf, T>(TSelf network) : StreamSubject
    where TSelf : class, IStreamingNetwork<TSelf, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public override double Roundoff => typeof(T) == typeof(float) ? Math.Pow(2, -24) : Math.Pow(2, -53);

    public override double SmallestNormal => typeof(T) == typeof(float) ? 1.17549435e-38 : 2.2250738585072014e-308;

    public override double[] Parameters
    {
        get
        {
            var parameters = new T[TSelf.ParameterCount];
            network.GetParameters(parameters);
            return Wide(parameters);
        }
        set => network.SetParameters(Narrow(value));
    }

    public static StreamSubject Create(NetworkModel model) => new StreamSubject<TSelf, T>(TSelf.Create(0)) { Model = model };

    public override StreamSubject WithInitialStates(double[] states) => new StreamSubject<TSelf, T>(TSelf.Load(InitialStatesTests.With<T>(network.Save, Narrow(states)))) { Model = Model };

    public override double Round(double number) => double.CreateTruncating(T.CreateTruncating(number));

    public override State NewState() => network.NewState();

    public override double[] Step(State state, double[] input)
    {
        var output = new T[TSelf.OutputSize];
        network.Step(state, Narrow(input), output);
        return Wide(output);
    }

    public override double[] Run(State state, double[] inputs)
    {
        var outputs = new T[inputs.Length / TSelf.InputSize * TSelf.OutputSize];
        network.Run(state, Narrow(inputs), outputs);
        return Wide(outputs);
    }

    public override double TrainSequence(State? state, double[] inputs, double[] targets, double learningRate) => double.CreateTruncating(state is null
        ? network.TrainSequence(Narrow(inputs), Narrow(targets), T.CreateTruncating(learningRate))
        : network.TrainSequence(state, Narrow(inputs), Narrow(targets), T.CreateTruncating(learningRate)));

    public override (double Loss, double[] Gradient) BackwardSequence(State? state, double[] inputs, double[] targets)
    {
        var gradient = new T[TSelf.ParameterCount];
        T loss = state is null
            ? network.BackwardSequence(Narrow(inputs), Narrow(targets), gradient)
            : network.BackwardSequence(state, Narrow(inputs), Narrow(targets), gradient);
        return (double.CreateTruncating(loss), Wide(gradient));
    }

    public override long Allocated(int steps)
    {
        T[] inputs = new T[steps * TSelf.InputSize], outputs = new T[steps * TSelf.OutputSize];
        State state = network.NewState();
        network.Run(state, inputs, outputs);
        network.Step(state, inputs.AsSpan(0, TSelf.InputSize), outputs.AsSpan(0, TSelf.OutputSize));
        return Allocation.OfEvery(() =>
        {
            for (int step = 0; step < steps; step++)
                network.Step(state, inputs.AsSpan(step * TSelf.InputSize, TSelf.InputSize), outputs.AsSpan(step * TSelf.OutputSize, TSelf.OutputSize));
            network.Run(state, inputs, outputs);
        });
    }

    private static T[] Narrow(double[] numbers) => Array.ConvertAll(numbers, T.CreateTruncating);

    private static double[] Wide(T[] numbers) => Array.ConvertAll(numbers, double.CreateTruncating);
}
