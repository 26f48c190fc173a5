using ScottPlot;
using SkiaSharp;

namespace NetGen.Plots;

/// <summary>
/// The font of all text: a part of DejaVu Sans that lies in this assembly, so that pictures have text, and have the same, on
/// machines without fonts.
/// </summary>
internal sealed class PackagedFont : IFontResolver
{
    /// <summary>Also what a viewer of an SVG looks for among its own fonts.</summary>
    public const string Name = "DejaVu Sans";

    private static readonly Lazy<SKTypeface> Lazy = new(() =>
    {
        using Stream font = typeof(PackagedFont).Assembly.GetManifestResourceStream("DejaVuSans.ttf")!;
        return SKTypeface.FromStream(font);
    });

    static PackagedFont() => Fonts.FontResolvers.Insert(0, new PackagedFont());

    public static SKTypeface Typeface => Lazy.Value;

    /// <summary>Sets all text of the plot in this font.</summary>
    public static void Use(ScottPlot.Plot plot) => plot.Font.Set(Name);

    public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) =>
        fontName == Name ? Typeface : null;

    public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) => fontName == Name ? Typeface : null;
}
