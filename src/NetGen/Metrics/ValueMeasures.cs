using System.Numerics;

namespace NetGen.Metrics;

/// <summary>How outputs compare with values to reach.</summary>
internal sealed record ValueMeasures(double MeanSquaredError, double MeanAbsoluteError, double R2)
{
    /// <summary>Compares the outputs of samples, row after row, with their targets; those of a LogSoftmax are logarithms.</summary>
    public static ValueMeasures Of<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, int count, Activation activation)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int width = outputs.Length / count;
        double squares = 0, distances = 0, explained = 0;
        for (int column = 0; column < width; column++)
        {
            double mean = 0, residual = 0, total = 0;
            bool constant = true;
            for (int row = 0; row < count; row++)
            {
                mean += double.CreateTruncating(targets[row * width + column]) / count;
                constant &= targets[row * width + column] == targets[column];
            }
            for (int row = 0; row < count; row++)
            {
                double output = double.CreateTruncating(outputs[row * width + column]), target = double.CreateTruncating(targets[row * width + column]);
                double error = (activation == Activation.LogSoftmax ? Math.Exp(output) : output) - target;
                residual += error * error;
                distances += Math.Abs(error);
                total += (target - mean) * (target - mean);
            }
            squares += residual;
            explained += constant ? residual == 0 ? 1 : 0 : 1 - residual / total;
        }
        double values = (double)count * width;
        return new(squares / values, distances / values, count < 2 ? double.NaN : explained / width);
    }
}
