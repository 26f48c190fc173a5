using NetGen.Networks.Tests.Subjects;

namespace NetGen.Networks.Tests.Architectures;

/// <summary>A network that is compiled while the tests run, and the batch that it is tried on.</summary>
internal interface INetworkCase
{
    Declaration Declaration { get; }

    int Batch { get; }

    int Seed { get; }

    /// <summary>Cases one step simpler, the boldest steps first.</summary>
    IEnumerable<INetworkCase> Simpler();
}
