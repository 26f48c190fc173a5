using System.Globalization;
using System.Security;
using System.Text;
using NetGen.Benchmarks.Networks;
using NetGen.Benchmarks.Timing;

namespace NetGen.Benchmarks.Report;

/// <summary>A dot plot in SVG: for each cell how many times as long as NetGen the others take, on a logarithmic axis.</summary>
internal static class Chart
{
    private const int Width = 880, Left = 290, Right = 24, Top = 92, RowHeight = 19, GroupGap = 26, Bottom = 40;
    private const double Lowest = 0.5, Highest = 100;

    private static readonly (string Name, string Colour, Func<KernelTime, Standing?> Of)[] Rivals =
    [
        ("hand-written C", "#0072b2", time => time.C),
        ("TensorPrimitives", "#e69f00", time => time.Tensors),
        ("plain C# loops", "#d55e00", time => time.Loops),
    ];

    public static string Draw(IReadOnlyList<KernelTime> kernels)
    {
        IGrouping<Workload, KernelTime>[] groups = [.. kernels.GroupBy(time => time.Cell.Workload)];
        int height = Top + (groups.Length * GroupGap) + (kernels.Count * RowHeight) + Bottom;
        var svg = new StringBuilder();
        Add($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {height}\" width=\"{Width}\" height=\"{height}\" font-family=\"system-ui, sans-serif\" font-size=\"12\" fill=\"#333\">");
        Add($"<rect width=\"{Width}\" height=\"{height}\" rx=\"6\" fill=\"#fff\"/>");
        Label(20, 28, "How many times as long as NetGen the others take", "font-size=\"17\" font-weight=\"600\"");
        Label(20, 47, Machine.Description, "fill=\"#777\" font-size=\"11\"");
        Legend();
        Axis(height);

        double y = Top;
        foreach (IGrouping<Workload, KernelTime> group in groups)
        {
            y += GroupGap;
            Label(20, y - 5, $"{group.Key.Name}  {group.Key.Architecture}", "font-weight=\"600\"");
            foreach (KernelTime time in group)
            {
                y += RowHeight;
                Row(time, y - (RowHeight / 2.0));
            }
        }

        Add($"</svg>");
        return svg.ToString();

        void Legend()
        {
            double x = Left;
            foreach (var (name, colour, _) in Rivals)
            {
                Dot(x, 66, colour);
                Label(x + 10, 70, name);
                x += 40 + (7 * name.Length);
            }
        }

        void Axis(int bottom)
        {
            foreach (double tick in (double[])[0.5, 1, 2, 5, 10, 20, 50, 100])
            {
                string stroke = tick == 1 ? "stroke=\"#333\" stroke-width=\"1.5\"" : "stroke=\"#ddd\"";
                Add($"<line x1=\"{Position(tick):0.#}\" x2=\"{Position(tick):0.#}\" y1=\"{Top}\" y2=\"{bottom - Bottom + 6}\" {stroke}/>");
                Label(Position(tick), bottom - 16, tick == 1 ? "NetGen" : tick.ToString(CultureInfo.InvariantCulture) + " ×", "text-anchor=\"middle\"");
            }
        }

        void Row(KernelTime time, double middle)
        {
            Label(34, middle + 4, time.Cell.Title);
            Label(Left - 20, middle + 4, Numbers.Significant(time.Generated.Nanoseconds) + " ns", "text-anchor=\"end\" fill=\"#777\"");
            foreach (var (_, colour, rival) in Rivals)
            {
                if (rival(time) is { } standing)
                    Dot(Position(1 / standing.Ratio), middle, colour);
            }
        }

        void Dot(double x, double middle, string colour) => Add($"<circle cx=\"{x:0.#}\" cy=\"{middle:0.#}\" r=\"4.5\" fill=\"{colour}\"/>");

        void Label(double x, double baseline, string text, string attributes = "") =>
            Add($"<text x=\"{x:0.#}\" y=\"{baseline:0.#}\" {attributes}>{SecurityElement.Escape(text)}</text>");

        void Add(FormattableString line) => svg.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }

    private static double Position(double ratio) =>
        Left + ((Width - Left - Right) * Math.Log(Math.Clamp(ratio, Lowest, Highest) / Lowest) / Math.Log(Highest / Lowest));
}
