namespace NetGen.Training;

/// <summary>A schedule at work on one training.</summary>
internal abstract class Pace
{
    /// <summary>The rate of a batch, both counted from 0.</summary>
    public abstract double Rate(int epoch, long batch);

    /// <summary>Told at the end of an epoch: the validation loss, or the loss when nothing is validated.</summary>
    public virtual void Report(double loss)
    {
    }
}
