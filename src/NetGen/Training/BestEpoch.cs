using System.Numerics;
using NetGen.Runtime;

namespace NetGen.Training;

/// <summary>Keeps the parameters of the best epoch, and counts how long none was better.</summary>
internal sealed class BestEpoch<T>(ITrainable<T> network, EarlyStopping stopping)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private double _lowest = double.PositiveInfinity;
    private int _worse;

    /// <summary>The parameters of the best epoch.</summary>
    public ParameterBlock<T> Parameters { get; } = new(network.Parameters.Length);

    /// <summary>Told the loss of every epoch; false when it is time to stop.</summary>
    public bool GoesOn(double loss)
    {
        bool goesOn = Replay(loss);
        if (_worse == 0)
            Parameters.CopyFrom(network.Parameters);
        return goesOn;
    }

    /// <summary>The same for an epoch whose parameters are gone.</summary>
    public bool Replay(double loss)
    {
        bool isBetter = loss < _lowest - stopping.MinDelta;
        if (isBetter)
            _lowest = loss;
        _worse = isBetter ? 0 : _worse + 1;
        return _worse < stopping.Patience;
    }

    /// <summary>Brings the best epoch's parameters back, if asked for.</summary>
    public void Restore()
    {
        if (!stopping.RestoreBest || double.IsInfinity(_lowest))
            return;
        network.Parameters.CopyFrom(Parameters);
        network.ParametersMoved();
    }
}
