using NetGen.Compiler.Operations.Activations;
using NetGen.Compiler.Operations.Losses;

namespace NetGen.Compiler.Operations;

/// <summary>Every operation NetGen knows, in the order in which documentation lists them.</summary>
internal static class Registry
{
    public static readonly IReadOnlyList<Activation> Activations =
    [
        new Identity(),
        new Step(),
        new Sigmoid(),
        new Tanh(),
        new ReLU(),
        new LeakyReLU(),
        new ELU(),
        new SELU(),
        new Softplus(),
        new Softsign(),
        new GELU(),
        new SiLU(),
        new Mish(),
        new HardSigmoid(),
        new HardTanh(),
        new HardSwish(),
        new ReLU6(),
        new Softmax(),
        new LogSoftmax(),
    ];

    public static readonly IReadOnlyList<Loss> Losses =
    [
        new MeanSquaredError(),
        new HalfMeanSquaredError(),
        new SumSquaredError(),
        new MeanAbsoluteError(),
        new Huber(),
        new LogCosh(),
        new BinaryCrossEntropy(),
        new CrossEntropy(),
        new Hinge(),
        new KullbackLeibler(),
        new Poisson(),
    ];

    public static readonly IReadOnlyList<Initializer> Initializers =
    [
        Initializer.HeNormal,
        Initializer.HeUniform,
        Initializer.GlorotNormal,
        Initializer.GlorotUniform,
        Initializer.LeCunNormal,
        Initializer.LeCunUniform,
        Initializer.Normal,
        Initializer.Uniform,
        Initializer.Zeros,
        Initializer.Ones,
        Initializer.Constant,
    ];

    /// <summary>The activation that leaves what it is given as it is.</summary>
    public static Activation Identity => Activations[0];

    /// <summary>The activation of that name, any case, or null.</summary>
    public static Activation? FindActivation(string name) => Find(Activations, name, activation => activation.Name);

    /// <summary>The loss of that name, any case, or null.</summary>
    public static Loss? FindLoss(string name) => Find(Losses, name, loss => loss.Name);

    /// <summary>The initializer of that name, any case, or null.</summary>
    public static Initializer? FindInitializer(string name) => Find(Initializers, name, initializer => initializer.Name);

    private static T? Find<T>(IReadOnlyList<T> operations, string name, Func<T, string> nameOf)
        where T : class => operations.FirstOrDefault(operation => string.Equals(nameOf(operation), name, StringComparison.OrdinalIgnoreCase));
}
