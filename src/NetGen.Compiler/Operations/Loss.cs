namespace NetGen.Compiler.Operations;

/// <summary>
/// What training makes small. The loss of one sample is <c>Scale(n) · Σ Term</c> over its n outputs; of a batch, the mean
/// over samples. One file each in <c>Losses/</c>.
/// </summary>
internal abstract class Loss
{
    /// <summary>The name in JSON and in the public enum.</summary>
    public virtual string Name => GetType().Name;

    /// <summary>The formula as the documentation prints it.</summary>
    public abstract string Description { get; }

    /// <summary>The factor in front of the sum over n outputs.</summary>
    public virtual double Scale(int outputs) => 1;

    /// <summary>True when targets may be class labels.</summary>
    public virtual bool TakesLabels => false;

    /// <summary>True when a single output is a class decided at zero, whatever the activation.</summary>
    public virtual bool DecidesAtZero => false;

    /// <summary>Whether the loss has a meaning for outputs of this activation.</summary>
    public abstract bool Accepts(Activation output);

    /// <summary>One output's part of the loss, from pre-activation u, output y and target t.</summary>
    public abstract Value Term(Activation output, Value u, Value y, Value t);

    /// <summary>The derivative of <c>Σ Term</c> by the pre-activation u.</summary>
    public abstract Value Backward(Activation output, Value u, Value y, Value t);

    /// <summary>The derivative of <c>Σ Term</c> by the output y, which only tracing wants: training takes <see cref="Backward"/>, which does not break down.</summary>
    public abstract Value OutputGradient(Activation output, Value y, Value t);

    public sealed override string ToString() => Name;
}
