using NetGen;

// Two sines of different lengths, and noise. From a window of 40 values a GRU forecasts the one ten steps on; the naive forecast
// is that nothing changes. The last quarter of the series is kept from the training.
const int Window = 40, Ahead = 10, Count = 2000, Known = 1500;
var random = new Random(1);
float[] series = [.. Enumerable.Range(0, Count).Select(t => MathF.Sin(0.21f * t) + 0.5f * MathF.Sin(0.067f * t) + 0.1f * (2 * random.NextSingle() - 1))];
Dataset<float> known = Windows(0, Known), later = Windows(Known, Count);

var net = new Forecast(seed: 1);
net.Fit(known, new() { Epochs = 30, BatchSize = 16, Optimizer = new Adam(0.005), Schedule = new CosineAnnealing(tMax: 30) });

var forecasts = new float[later.Count];
net.ForwardBatch(later.Inputs.Span, forecasts);
float[] truth = later.Targets.ToArray(), naive = [.. Enumerable.Range(1, later.Count).Select(window => later.Inputs.Span[window * Window - 1])];
Console.WriteLine($"{Forecast.InputSize} values, {Ahead} steps ahead, {later.Count} windows that it has not seen");
Console.WriteLine($"naive forecast: off by {Error(naive):F3}");
Console.WriteLine($"GRU:            off by {Error(forecasts):F3}");

var plot = new ScottPlot.Plot();
Add("series", truth);
Add("naive forecast", naive);
Add("GRU", forecasts);
plot.ShowLegend();
plot.XLabel("step");
Directory.CreateDirectory("pictures");
plot.SaveSvg("pictures/forecast.svg", 800, 300);
Console.WriteLine("Saved pictures/forecast.svg.");

// Windows that lie between two places of the series, with the value after each.
Dataset<float> Windows(int from, int to)
{
    int count = to - from - Window - Ahead + 1;
    return Dataset.Of(
        [.. Enumerable.Range(from, count).Select(first => series[first..(first + Window)])],
        [.. Enumerable.Range(from, count).Select(first => series[(first + Window + Ahead - 1)..(first + Window + Ahead)])]);
}

// The root of the mean square.
double Error(float[] values) => Math.Sqrt(values.Zip(truth, (value, right) => (value - right) * (value - right)).Average());

void Add(string name, float[] values)
{
    var line = plot.Add.Signal(values[..200]);
    line.LegendText = name;
    line.LineWidth = 2;
}

[Network("40x1-16gru-1")]
public partial class Forecast;
