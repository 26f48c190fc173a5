namespace NetGen.Benchmarks.Networks;

/// <summary>One cell of the table: what one step does with a workload.</summary>
/// <param name="Batch">Samples in a step.</param>
/// <param name="Trains">Whether the step trains the network; if not it only computes outputs.</param>
internal sealed record Cell(Workload Workload, int Batch, bool Trains)
{
    public const float LearningRate = 0.01f;

    public string Title => (Trains, Batch) switch
    {
        (false, 1) => "one sample",
        (false, _) => $"{Batch} samples",
        (true, 1) => "training, 1 sample",
        (true, _) => $"training, {Batch} samples",
    };

    /// <summary>Multiply-adds for one sample. Training also multiplies for each weight's gradient and, behind the first layer, for each unit's.</summary>
    public double MultiplyAdds => Trains ? (3.0 * Workload.MultiplyAdds) - Workload.FirstMultiplyAdds : Workload.MultiplyAdds;

    /// <summary>Bytes of parameters that a step must load for one sample: once on the way forward, and once more to change them.</summary>
    public double LoadedBytes => (Trains ? 2.0 : 1.0) * Workload.ParameterCount * sizeof(float) / Batch;

    public static IEnumerable<Cell> Of(Workload workload) => workload.IsConvolutional
        ? [new(workload, 1, false), new(workload, 64, false), new(workload, 32, true)]
        : [new(workload, 1, false), new(workload, 64, false), new(workload, 1, true), new(workload, 32, true), new(workload, 128, true)];
}
