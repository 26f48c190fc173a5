using System.ComponentModel;
using System.Numerics;

namespace NetGen.Runtime;

/// <summary>One sample through a chain of dense layers and back, with everything on the way kept. Called by generated code.</summary>
/// <remarks>Sums are plain loops: the same values as those of Forward and Backward, within rounding.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Tracing
{
    /// <summary>Everything that one sample makes of the network.</summary>
    /// <param name="network">Is only read.</param>
    /// <param name="formulas">Of this network.</param>
    /// <param name="input">InputSize values.</param>
    /// <param name="target">OutputSize values; empty for the way forward alone.</param>
    public static NetworkTrace<T> Run<TSelf, T>(INetwork<TSelf, T> network, TraceFormulas<T> formulas, ReadOnlySpan<T> input, ReadOnlySpan<T> target)
        where TSelf : class, INetwork<TSelf, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(formulas);
        var parameters = new T[TSelf.ParameterCount];
        network.GetParameters(parameters);
        IReadOnlyList<LayerInfo> infos = TSelf.Info.Layers;
        var steps = new Step<T>[infos.Count];
        T[] x = input.ToArray();
        for (int index = 0; index < steps.Length; index++)
        {
            steps[index] = Forward(infos[index], parameters, x, formulas.Forward[index]);
            x = steps[index].A;
        }
        if (target.IsEmpty)
            return new(TSelf.Info, input.ToArray(), default, null, [.. infos.Select((info, index) => steps[index].Layer(info, parameters, []))], default);

        Step<T> last = steps[^1];
        Span<T> loss = [T.Zero];
        formulas.Loss(last.Z, [], [], target, loss);
        formulas.OutputGradient(last.Z, last.A, [], target, last.Da);
        var gradient = new T[parameters.Length];
        for (int index = steps.Length - 1; index >= 0; index--)
        {
            formulas.Backward[index](steps[index].Z, steps[index].A, steps[index].Da, target, steps[index].Dz);
            Backward(infos[index], parameters, steps[index], index > 0 ? steps[index - 1].Da : [], gradient);
        }
        return new(TSelf.Info, input.ToArray(), target.ToArray(), loss[0], [.. infos.Select((info, index) => steps[index].Layer(info, parameters, gradient))], gradient);
    }

    /// <summary>A class as the row of targets that it stands for.</summary>
    /// <param name="label">From 0 to <paramref name="classes"/> − 1.</param>
    /// <param name="classes">The number of outputs.</param>
    public static T[] OneHot<T>(int label, int classes)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var target = new T[classes];
        target[label] = T.One;
        return target;
    }

    /// <summary>z = W x + b, a = f(z).</summary>
    private static Step<T> Forward<T>(LayerInfo layer, T[] parameters, T[] x, TraceFormula<T> formula)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ReadOnlySpan<T> weights = layer.Tensors[0].Of<T>(parameters), bias = layer.Tensors[1].Of<T>(parameters);
        var step = new Step<T>(x, bias.Length);
        for (int unit = 0; unit < bias.Length; unit++)
        {
            T sum = bias[unit];
            for (int input = 0; input < x.Length; input++)
                sum += weights[unit * x.Length + input] * x[input];
            step.Z[unit] = sum;
        }
        formula(step.Z, [], [], [], step.A);
        return step;
    }

    /// <summary>dE/dW = dE/dz xᵀ, dE/db = dE/dz, dE/dx = Wᵀ dE/dz.</summary>
    private static void Backward<T>(LayerInfo layer, T[] parameters, Step<T> step, Span<T> dx, T[] gradient)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TensorInfo weight = layer.Tensors[0];
        ReadOnlySpan<T> weights = weight.Of<T>(parameters);
        Span<T> weightGradient = gradient.AsSpan(weight.Offset, weight.Count);
        step.Dz.CopyTo(gradient.AsSpan(layer.Tensors[1].Offset));
        int inputs = step.X.Length;
        for (int unit = 0; unit < step.Dz.Length; unit++)
        {
            for (int input = 0; input < inputs; input++)
                weightGradient[unit * inputs + input] = step.Dz[unit] * step.X[input];
            for (int input = 0; input < dx.Length; input++)
                dx[input] += step.Dz[unit] * weights[unit * inputs + input];
        }
    }

    /// <summary>One layer's quantities while they come to be.</summary>
    private sealed class Step<T>(T[] x, int units)
        where T : unmanaged
    {
        public T[] X => x;

        public T[] Z { get; } = new T[units];

        public T[] A { get; } = new T[units];

        public T[] Da { get; } = new T[units];

        public T[] Dz { get; } = new T[units];

        public LayerTrace<T> Layer(LayerInfo info, T[] parameters, T[] gradient) => new(
            info, Z, A, gradient.Length > 0 ? Dz : default(ReadOnlyMemory<T>), gradient.Length > 0 ? Da : default(ReadOnlyMemory<T>),
            [.. info.Tensors.Select(tensor => new TensorTrace<T>(tensor, Part(tensor, parameters), gradient.Length > 0 ? Part(tensor, gradient) : default(ReadOnlyMemory<T>)))]);

        private static ReadOnlyMemory<T> Part(TensorInfo tensor, T[] values) => values.AsMemory(tensor.Offset, tensor.Count);
    }
}
