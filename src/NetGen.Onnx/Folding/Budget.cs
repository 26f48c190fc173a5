using NetGen.Onnx.Format;
using NetGen.Onnx.Graph;

namespace NetGen.Onnx.Folding;

/// <summary>How much may be computed and kept in all while a model is read: a few bytes can ask for any amount.</summary>
internal sealed class Budget
{
    public const long Most = 268_435_456;

    private long _left = Most;

    /// <summary>Room for the numbers of a shape.</summary>
    /// <exception cref="InvalidDataException">It would be too much.</exception>
    public double[] Room(Node node, IEnumerable<int> shape)
    {
        int[] sizes = [.. shape];
        if (sizes.FirstOrDefault(size => size < 0) is < 0 and int negative)
            throw node.Broken($"expected sizes from 0 on, found {negative}.");
        int count = TensorReader.Count(sizes, node.Where);
        Spend(node, count);
        return new double[count];
    }

    /// <exception cref="InvalidDataException">It would be too much.</exception>
    public void Spend(Node node, long operations)
    {
        _left -= operations;
        if (_left < 0)
            throw node.Broken($"what is constant in this model takes more than {Most} numbers to compute.");
    }
}
