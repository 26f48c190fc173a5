using System.Globalization;
using System.Reflection;

namespace NetGen.Training.Tests;

/// <summary>A number that is none is refused wherever a training takes one, whichever optimizers, schedules and options there are.</summary>
public class HyperparameterTests
{
    private static readonly double[] NotFinite = [double.NaN, double.PositiveInfinity, double.NegativeInfinity];

    /// <summary>Every number of every public constructor.</summary>
    public static TheoryData<Type, string> Parameters =>
    [
        .. from type in typeof(Optimizer).Assembly.GetExportedTypes()
           where !type.IsAbstract && (type.IsSubclassOf(typeof(Optimizer)) || type.IsSubclassOf(typeof(Schedule)))
           from parameter in Assert.Single(type.GetConstructors()).GetParameters()
           where Wrong(parameter.ParameterType, double.NaN).Any()
           select (type, parameter.Name),
    ];

    /// <summary>Every number among the options.</summary>
    public static TheoryData<Type, string> Properties =>
    [
        .. from type in new[] { typeof(FitOptions<float>), typeof(FitOptions<double>), typeof(EarlyStopping) }
           from property in type.GetProperties()
           where property.CanWrite && Wrong(property.PropertyType, double.NaN).Any()
           select (type, property.Name),
    ];

    [Theory]
    [MemberData(nameof(Parameters))]
    public void Parameter_NotFinite_IsRefused(Type type, string name)
    {
        ConstructorInfo constructor = Assert.Single(type.GetConstructors());
        object? Make(object? wrong) => constructor.Invoke(
            BindingFlags.DoNotWrapExceptions,
            binder: null,
            [.. constructor.GetParameters().Select(parameter => parameter.Name == name ? wrong ?? Valid(parameter) : Valid(parameter))],
            culture: null);

        Assert.NotNull(Make(wrong: null));
        foreach (object wrong in NotFinite.SelectMany(number => Wrong(constructor.GetParameters().Single(parameter => parameter.Name == name).ParameterType, number)))
            Assert.Equal(name, Assert.ThrowsAny<ArgumentOutOfRangeException>(() => Make(wrong)).ParamName);
    }

    [Theory]
    [MemberData(nameof(Properties))]
    public void Option_NotFinite_IsRefused(Type type, string name)
    {
        PropertyInfo property = type.GetProperty(name)!;
        foreach (double wrong in NotFinite)
        {
            Assert.Equal(
                name,
                Assert.Throws<ArgumentOutOfRangeException>(
                    () => property.SetValue(Activator.CreateInstance(type), wrong, BindingFlags.DoNotWrapExceptions, binder: null, index: null, culture: null)).ParamName);
        }
    }

    [Fact]
    public void ClassWeights_NotFinite_AreRefusedBeforeAnythingChanges()
    {
        var net = new Pair(seed: 1);
        float[] before = new float[Pair.ParameterCount], after = new float[Pair.ParameterCount];
        net.GetParameters(before);
        Dataset<float> data = Dataset.Of([1f, 2, 3, 4, 5, 6, 7, 8], [0, 1]);

        foreach (double wrong in NotFinite)
            Assert.Equal("ClassWeights", Assert.Throws<ArgumentOutOfRangeException>(() => net.Fit(data, new() { Epochs = 1, ClassWeights = [1, wrong] })).ParamName);

        net.GetParameters(after);
        Assert.Equal(before, after);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 1)]
    public void ClassWeights_OfZeroForWhatTheDataHas_AreRefusedBeforeAnythingChanges(double first, double second)
    {
        var net = new Pair(seed: 1);
        float[] before = new float[Pair.ParameterCount], after = new float[Pair.ParameterCount];
        net.GetParameters(before);
        Dataset<float> data = Dataset.Of([1f, 2, 3, 4, 5, 6, 7, 8], [0, 0]);

        var refused = Assert.Throws<ArgumentException>("ClassWeights", () => net.Fit(data, new() { Epochs = 1, ClassWeights = [first, second] }));
        Assert.StartsWith("ClassWeights are 0 for every class that the data has", refused.Message, StringComparison.Ordinal);

        net.GetParameters(after);
        Assert.Equal(before, after);
    }

    public static TheoryData<string, Action> OutOfRange => new()
    {
        { "learningRate", () => _ = new Adam(-1e-3) },
        { "momentum", () => _ = new Sgd(momentum: -0.1) },
        { "gamma", () => _ = new StepDecay(1, -0.1) },
        { "gamma", () => _ = new ExponentialDecay(-0.1) },
        { "etaMin", () => _ = new CosineAnnealing(1, -1e-3) },
        { "startFactor", () => _ = new LinearWarmUp(startFactor: -0.1) },
        { "startFactor", () => _ = new LinearWarmUp(startFactor: 1.1) },
        { "maxLr", () => _ = new OneCycle(-0.1) },
        { "pctStart", () => _ = new OneCycle(0.1, pctStart: 1.1) },
        { "divFactor", () => _ = new OneCycle(0.1, divFactor: 0) },
        { "finalDivFactor", () => _ = new OneCycle(0.1, finalDivFactor: 0) },
        { "factor", () => _ = new ReduceOnPlateau(factor: 1) },
        { "threshold", () => _ = new ReduceOnPlateau(threshold: -1e-4) },
        { "minLr", () => _ = new ReduceOnPlateau(minLr: -1e-4) },
        { "L1", () => _ = new FitOptions<float> { L1 = -1 } },
        { "L2", () => _ = new FitOptions<float> { L2 = -1 } },
        { "ClipNorm", () => _ = new FitOptions<float> { ClipNorm = -1 } },
        { "ClipNorm", () => _ = new FitOptions<float> { ClipNorm = 0 } },
        { "ClipValue", () => _ = new FitOptions<float> { ClipValue = -1 } },
    };

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public void Number_OutOfItsRange_IsRefused(string name, Action make) =>
        Assert.Equal(name, Assert.Throws<ArgumentOutOfRangeException>(make).ParamName);

    [Fact]
    public void NoOptimizer_IsRefused() => Assert.Throws<ArgumentNullException>("Optimizer", () => new FitOptions<float> { Optimizer = null! });

    private static object? Valid(ParameterInfo parameter) =>
        parameter.HasDefaultValue ? parameter.DefaultValue : Convert.ChangeType(1, parameter.ParameterType, CultureInfo.InvariantCulture);

    /// <summary>That number as such a parameter, in every place that takes one; nothing when there is no such place.</summary>
    private static IEnumerable<object> Wrong(Type type, double number) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        { } single when single == typeof(double) => [number],
        { } pair when pair == typeof((double, double)) => [(number, 1.0), (0.5, number), (number, number)],
        _ => [],
    };
}
