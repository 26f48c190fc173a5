using NetGen.Measuring;
using NetGen.Networks.Tests.Subjects;

namespace NetGen.Networks.Tests.Corpus;

public sealed class AllocationTests
{
    public static readonly TheoryData<string> Networks = CorpusData.All;

    [Theory]
    [MemberData(nameof(Networks))]
    public void Calls_AfterAThreadsFirst_AllocateNothing(string network)
    {
        var subject = CorpusNetworks.Create(network).WithRandomParameters(seed: 1);
        var first = subject.Calls(Batch.Draw(subject, count: 1, seed: 2)).ToArray();
        var later = subject.Calls(Batch.Draw(subject, count: 133, seed: 3)).ToArray();
        long[] allocated = new long[later.Length];

        // What the runtime allocates when code runs for the first time in the process is not the network's.
        foreach (var (_, call) in later)
            call();

        // A thread of its own: what other tests have grown on theirs does not count.
        var thread = new Thread(() =>
        {
            for (int i = 0; i < later.Length; i++)
            {
                first[i].Call();
                allocated[i] = Allocation.OfEvery(later[i].Call);
            }
        });
        thread.Start();
        thread.Join();

        Assert.All(later.Zip(allocated), call => Assert.True(call.Second == 0, $"{call.First.Method} of {subject} allocated {call.Second} bytes"));
    }
}
