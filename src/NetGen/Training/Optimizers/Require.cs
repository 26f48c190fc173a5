using System.Runtime.CompilerServices;

namespace NetGen.Training;

/// <summary>Checks of hyperparameters.</summary>
internal static class Require
{
    public static double Finite(double value, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        double.IsFinite(value) ? value : throw Refusal(name, value, "a finite number");

    public static double NotNegative(double value, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        value >= 0 && double.IsFinite(value) ? value : throw Refusal(name, value, "a finite number that is not negative");

    public static double Positive(double value, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        value > 0 && double.IsFinite(value) ? value : throw Refusal(name, value, "a finite number above 0");

    /// <summary>A share: from 0 to 1.</summary>
    public static double Share(double value, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        value is >= 0 and <= 1 ? value : throw Refusal(name, value, "a number from 0 to 1");

    /// <summary>A share that decays: from 0 to below 1.</summary>
    public static double Decay(double value, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        value is >= 0 and < 1 ? value : throw Refusal(name, value, "a number from 0 to below 1");

    public static (double, double) Betas((double, double)? betas, (double, double) otherwise)
    {
        (double first, double second) = betas ?? otherwise;
        return (Decay(first, nameof(betas)), Decay(second, nameof(betas)));
    }

    private static ArgumentOutOfRangeException Refusal(string? name, double value, string expected) =>
        new(name, value, FormattableString.Invariant($"Expected {expected}, got {value}."));
}
