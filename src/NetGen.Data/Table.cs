namespace NetGen.Data;

/// <summary>What a CSV file had in it.</summary>
/// <param name="Dataset">Its rows: the inputs, with classes or with values to reach.</param>
/// <param name="ColumnNames">The input columns, in the order of the inputs.</param>
/// <param name="ClassNames">The classes by their numbers; empty without a label column.</param>
/// <param name="TargetNames">The target columns, in the order of the targets; empty with a label column.</param>
public sealed record Table(
    Dataset<float> Dataset,
    IReadOnlyList<string> ColumnNames,
    IReadOnlyList<string> ClassNames,
    IReadOnlyList<string> TargetNames);
