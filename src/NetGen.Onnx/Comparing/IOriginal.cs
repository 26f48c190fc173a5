namespace NetGen.Onnx.Comparing;

/// <summary>A model that computes what a network made of it has to compute.</summary>
internal interface IOriginal
{
    /// <summary>What computes it, for people.</summary>
    string By { get; }

    /// <summary>The outputs for one row of the network; of a stream, for its next step.</summary>
    double[] Run(ReadOnlySpan<double> row);
}
