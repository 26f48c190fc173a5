using System.Numerics;
using NetGen.Runtime;

namespace NetGen.Training;

/// <summary>Keeps the parameters of the best epoch, and counts how long none was better.</summary>
internal sealed class BestEpoch<T>(ITrainable<T> network, EarlyStopping stopping)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ParameterBlock<T> _best = new(network.Parameters.Length);
    private double _lowest = double.PositiveInfinity;
    private int _worse;

    /// <summary>Told the loss of every epoch; false when it is time to stop.</summary>
    public bool GoesOn(double loss)
    {
        if (loss < _lowest - stopping.MinDelta)
        {
            _lowest = loss;
            _worse = 0;
            _best.CopyFrom(network.Parameters);
            return true;
        }
        return ++_worse < stopping.Patience;
    }

    /// <summary>Brings the best epoch's parameters back, if asked for.</summary>
    public void Restore()
    {
        if (!stopping.RestoreBest || double.IsInfinity(_lowest))
            return;
        network.Parameters.CopyFrom(_best);
        network.ParametersMoved();
    }
}
