namespace NetGen.Networks.Tests.Oracles;

/// <summary>
/// The maximum or the average of what lies under a kernel, each channel for itself. The first of equal maxima takes the gradient.
/// An average is over all taps, where padding counts as zeros; a maximum is over values of the picture alone.
/// </summary>
internal sealed class OraclePooling : OracleLayer
{
    private readonly bool _isMaximum;
    private readonly int _channels;
    private readonly OracleWindow _height;
    private readonly OracleWindow _width;

    private OraclePooling(bool isMaximum, int channels, OracleWindow height, OracleWindow width) =>
        (_isMaximum, _channels, _height, _width) = (isMaximum, channels, height, width);

    public override int ParameterCount => 0;

    private double Share => 1.0 / (_height.Kernel * _width.Kernel);

    public static OraclePooling Of(bool isMaximum, int channels, OracleWindow height, OracleWindow width) => new(isMaximum, channels, height, width);

    public static OraclePooling Maximum(int channels, OracleWindow height, OracleWindow width) => new(true, channels, height, width);

    public static OraclePooling Average(int channels, OracleWindow height, OracleWindow width) => new(false, channels, height, width);

    /// <summary>One number for every channel.</summary>
    public static OraclePooling GlobalAverage(int channels, int height, int width) => Average(channels, new(height, height), new(width, width));

    public override Approximate[] Forward(Approximate[] input, double[] parameters) => _isMaximum
        ? [.. Windows().Select(window => input[Largest(window, input)])]
        : [.. Windows().Select(window => Approximate.Sum(window.Select(value => input[value])) * Share)];

    public override (Approximate[] Input, Approximate.Total[] Parameters) Backward(Approximate[] input, Approximate[] dz, double[] parameters)
    {
        var dx = new Approximate.Total[input.Length];
        foreach (var (window, d) in Windows().Zip(dz))
        {
            if (_isMaximum)
            {
                dx[Largest(window, input)].Add(d);
                continue;
            }

            foreach (int value in window)
                dx[value].AddProduct(d, Share);
        }

        return (Array.ConvertAll(dx, total => total.Sum), []);
    }

    /// <summary>How much larger the maximum of a window is than its other values; values that are the same, doubt included, as what comes of zeros is that dropout or an activation made, are no choice.</summary>
    public override IEnumerable<Approximate> Margins(Approximate[] input, double[] parameters) => !_isMaximum ? [] :
        from window in Windows()
        let largest = input[Largest(window, input)]
        from value in window
        where value != Largest(window, input) && input[value] != largest
        select largest - input[value];

    private static int Largest(IEnumerable<int> window, Approximate[] input)
    {
        int largest = window.First();
        foreach (int value in window)
        {
            if (input[value].Value > input[largest].Value || double.IsNaN(input[value].Value))
                largest = value;
        }

        return largest;
    }

    /// <summary>For every output, the indices of the values that it is of, in the order in which they stand.</summary>
    private IEnumerable<int[]> Windows() =>
        from c in Enumerable.Range(0, _channels)
        from y in Enumerable.Range(0, _height.Outputs)
        from x in Enumerable.Range(0, _width.Outputs)
        select (from row in _height.Under(y)
                from column in _width.Under(x)
                select (((c * _height.Size) + row.Value) * _width.Size) + column.Value).ToArray();
}
