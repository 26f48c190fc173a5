namespace NetGen.Compiler.Operations;

/// <summary>What one layer does to the numbers u that its weights and bias give: y = f(u). One file each in <c>Activations/</c>.</summary>
internal abstract class Activation
{
    /// <summary>The name in the architecture text and in the public enum.</summary>
    public virtual string Name => GetType().Name;

    /// <summary>The formula as the documentation prints it.</summary>
    public abstract string Description { get; }

    /// <summary>The initializer that suits a layer ending in this activation.</summary>
    public virtual Initializer DefaultInitializer => Initializer.GlorotNormal;

    /// <summary>The threshold at and above which a single output means class 1, or null where one output is no class.</summary>
    public virtual double? DecisionThreshold => null;

    /// <summary>Whether no larger u gives a smaller y, to the last bit: then the y of the largest u is the largest y.</summary>
    public virtual bool KeepsOrder => false;

    /// <summary>y, from the pre-activation u.</summary>
    public abstract Value Forward(Value u);

    /// <summary>dE/du, from u, y = Forward(u) and dE/dy.</summary>
    public abstract Value Backward(Value u, Value y, Value dy);

    public sealed override string ToString() => Name;
}
