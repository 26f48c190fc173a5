using System.Runtime.CompilerServices;

namespace NetGen.Training;

/// <summary>Finds out when two trainings work on one network at once.</summary>
internal static class Exclusive
{
    private static readonly ConditionalWeakTable<object, StrongBox<int>> Networks = [];

    /// <summary>Takes a network until <see cref="Leave"/>.</summary>
    /// <exception cref="InvalidOperationException">It is taken.</exception>
    public static void Enter(object network)
    {
        if (Interlocked.Exchange(ref Networks.GetOrCreateValue(network).Value, 1) != 0)
            throw new InvalidOperationException("This network is being fitted already. Fit one network on one thread at a time; Clone() it to train a second one beside it.");
    }

    public static void Leave(object network) => Volatile.Write(ref Networks.GetOrCreateValue(network).Value, 0);
}
