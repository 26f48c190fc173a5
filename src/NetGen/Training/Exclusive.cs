using System.Runtime.CompilerServices;

namespace NetGen.Training;

/// <summary>Finds out when two trainings work on one network at once. There is one for each network.</summary>
internal sealed class Exclusive
{
    private static readonly ConditionalWeakTable<object, Exclusive> Networks = [];

    private int _taken;

    public static Exclusive Of(object network) => Networks.GetOrCreateValue(network);

    /// <summary>Takes the network until <see cref="Leave"/>.</summary>
    /// <exception cref="InvalidOperationException">It is taken.</exception>
    public void Enter()
    {
        if (Interlocked.Exchange(ref _taken, 1) != 0)
            throw new InvalidOperationException("This network is being fitted already. Fit one network on one thread at a time; Clone() it to train a second one beside it.");
    }

    public void Leave() => Volatile.Write(ref _taken, 0);
}
