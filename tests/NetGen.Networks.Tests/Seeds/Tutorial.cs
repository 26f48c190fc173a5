using System.Numerics;

namespace NetGen.Networks.Tests.Seeds;

/// <summary>The tutorials' weights, written as they print them, [in, out], and turned into parameter order, [out, in].</summary>
internal static class Tutorial
{
    private static readonly double[] BinaryBias = [.1, .3, .5, .1, .3, .5, .1, .3, .5, .6];

    private static readonly double[] BinaryRow = [.2, .4, .6, .2, .4, .6, .2, .4, .6, .7];

    public static T[] ThreeLayers<T>()
        where T : INumber<T> =>
    [
        .. Layer<T>([[.1, .3, .5], [.2, .4, .6]], [.1, .2, .3]),
        .. Layer<T>([[.1, .4], [.2, .5], [.3, .6]], [.1, .2]),
        .. Layer<T>([[.1, .3], [.2, .4]], [.1, .2]),
    ];

    /// <summary>S5 and S6.</summary>
    public static T[] Classification<T>()
        where T : INumber<T> =>
    [
        .. Layer<T>([[.1, .4, .7, .1, .3], [.2, .5, .8, .1, .4], [.3, .6, .9, .2, .5]], [.1, .2, .3, .4, .5]),
        .. Layer<T>([[.1, .6, .1, .6], [.2, .7, .2, .7], [.3, .8, .3, .8], [.4, .9, .4, .9], [.5, .1, .5, .1]], [.1, .2, .3, .4]),
    ];

    /// <summary>S7.</summary>
    public static T[] Binary<T>()
        where T : INumber<T> =>
    [
        .. Layer<T>([BinaryBias, BinaryRow, BinaryRow, BinaryRow, BinaryRow], BinaryBias),
        .. Layer<T>([.. Enumerable.Repeat(new[] { .1 }, 10)], [.1]),
    ];

    private static IEnumerable<T> Layer<T>(double[][] weights, double[] bias)
        where T : INumber<T> =>
        Enumerable.Range(0, bias.Length).SelectMany(o => weights.Select(row => row[o])).Concat(bias).Select(T.CreateTruncating);
}
