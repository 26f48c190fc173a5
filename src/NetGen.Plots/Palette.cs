using ScottPlot;

namespace NetGen.Plots;

/// <summary>
/// Colours that readers of every kind of colour vision tell apart, by Okabe and Ito ("Color Universal Design", 2008), in an order
/// that begins with the pair furthest apart; their yellow, which is faint on white, is left out.
/// </summary>
internal static class Palette
{
    private static readonly Color[] Colors =
    [
        Color.FromHex("#0072B2"), Color.FromHex("#D55E00"), Color.FromHex("#009E73"), Color.FromHex("#CC79A7"),
        Color.FromHex("#56B4E9"), Color.FromHex("#E69F00"), Color.FromHex("#000000"),
    ];

    /// <summary>The colour of a class or a curve; they begin anew when there are more than seven.</summary>
    public static Color Of(int index) => Colors[index % Colors.Length];
}
