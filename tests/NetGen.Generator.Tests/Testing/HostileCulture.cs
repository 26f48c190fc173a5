using System.Globalization;

namespace NetGen.Generator.Tests.Testing;

/// <summary>
/// A culture that writes numbers in another way, on this thread until disposed: that of the variable, which takes ICU; else, as
/// the tests run without ICU, one made by hand that has a minus that is no '-' and a comma, as Finns do.
/// </summary>
internal sealed class HostileCulture : IDisposable
{
    public const string Variable = "NETGEN_CULTURE";

    private static readonly CultureInfo Hostile = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } name
        ? CultureInfo.GetCultureInfo(name, predefinedOnly: true)
        : MadeByHand();

    private readonly CultureInfo _before = CultureInfo.CurrentCulture;

    public HostileCulture() => CultureInfo.CurrentCulture = Hostile;

    public void Dispose() => CultureInfo.CurrentCulture = _before;

    private static CultureInfo MadeByHand()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NegativeSign = "\u2212";
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = "\u00a0";
        culture.NumberFormat.NaNSymbol = "epäluku";
        return culture;
    }
}
