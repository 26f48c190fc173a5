using System.Numerics;
using System.Reflection;
using System.Runtime.InteropServices;
using NetGen.Runtime;

namespace NetGen.Orleans.Workers;

/// <summary>Computes gradients on one shard, of whatever class of network.</summary>
internal interface IWorker
{
    /// <summary>The number of samples.</summary>
    int Count { get; }

    /// <summary>True when samples have classes that the network predicts.</summary>
    bool HasClasses { get; }

    /// <summary>The gradient of some samples.</summary>
    ShardReply Add(byte[] parameters, ShardPart part);

    /// <summary>Opens a shard for the network that a job names.</summary>
    /// <exception cref="InvalidOperationException">This silo has no such network, or another one of that name.</exception>
    static IWorker Create(ShardJob job, int shard)
    {
        Type network = NetworkType.Find(job.Network);
        Type number = NetworkType.NumberOf(network);
        Type worker = typeof(Worker<,>).MakeGenericType(network, number);
        const BindingFlags Plain = BindingFlags.Instance | BindingFlags.Public | BindingFlags.DoNotWrapExceptions;
        return (IWorker)Activator.CreateInstance(worker, Plain, binder: null, [job, shard], culture: null)!;
    }

    private sealed class Worker<TNetwork, T> : IWorker
        where TNetwork : class, INetwork<TNetwork, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        // One call at a time: a call that was given up may still be at work.
        private readonly Lock _gate = new();
        private readonly ShardWorker<T> _worker;

        public Worker(ShardJob job, int shard)
        {
            _worker = ShardedFit.Worker(TNetwork.Create(seed: 0), ((IShardSource<T>)job.Source).Open(shard), job.ClassWeights, job.Threads);
            if (_worker.Architecture != job.Architecture)
                throw new InvalidOperationException($"{typeof(TNetwork)} is {_worker.Architecture} on this silo and {job.Architecture} where the training was started. Deploy the same program on both.");
        }

        public int Count => _worker.Count;

        public bool HasClasses => _worker.HasClasses;

        public ShardReply Add(byte[] parameters, ShardPart part)
        {
            byte[] gradient = GC.AllocateUninitializedArray<byte>(parameters.Length);
            lock (_gate)
            {
                GradientSum sum = _worker.Add(part, MemoryMarshal.Cast<byte, T>(parameters), MemoryMarshal.Cast<byte, T>(gradient));
                return new(gradient, sum.Loss, sum.Weight, sum.Right, null);
            }
        }
    }
}
