using System.Runtime.InteropServices;
using System.Runtime.Loader;
using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using NetGen.Onnx.Comparing;
using NetGen.Onnx.Format;
using NetGen.Tool.Networks;

namespace NetGen.Tool.Runtimes;

/// <summary>A model in ONNX Runtime, whose native library is not part of the tool: it is loaded from where it is installed.</summary>
internal sealed class OnnxRuntime : IOriginal, IDisposable
{
    private const string Variable = "NETGEN_ONNXRUNTIME";

    private static string? _library;

    private readonly InferenceSession _session;
    private readonly Origin? _origin;
    private readonly string[] _outputs;
    private Dictionary<string, double[]> _states = [];

    private OnnxRuntime(string path, Origin? origin)
    {
        _origin = origin;
        var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        if (origin is null)
        {
            _session = new(path, options);
            _outputs = [.. _session.OutputNames];
            return;
        }
        _outputs = [.. origin.Cut.Outputs.Concat(origin.States.Select(state => state.Next)).Distinct()];
        string[] hidden = [.. _outputs.Except(origin.Model.Outputs.Select(value => value.Name))];
        if (hidden.Length == 0)
        {
            _session = new(path, options);
            return;
        }
        ModelProto opened = origin.Model.Proto.Clone();
        opened.Graph.Output.Add(hidden.Select(name => new ValueInfoProto { Name = name }));
        options.AddSessionConfigEntry("session.model_external_initializers_file_folder_path", Path.GetDirectoryName(Path.GetFullPath(path)));
        _session = new(opened.ToByteArray(), options);
    }

    /// <summary>Where the library was found; null before.</summary>
    public static string? Version => _library is null ? null : OrtEnv.Instance().GetVersionString();

    /// <summary>The model there.</summary>
    /// <param name="path">An ONNX model.</param>
    /// <param name="origin">What the import made of it; null where nothing is compared.</param>
    /// <param name="library">The library, or a folder that has it; null to look where it usually is.</param>
    /// <exception cref="NotSupportedException">It is not installed; the message says where it was looked for.</exception>
    /// <exception cref="InvalidDataException">It does not take the model.</exception>
    public static OnnxRuntime Open(string path, Origin? origin, string? library)
    {
        Load(library);
        try
        {
            return new(path, origin);
        }
        catch (Exception exception) when (exception is OnnxRuntimeException or TypeInitializationException or EntryPointNotFoundException)
        {
            throw Refusal(Path.GetFileName(path), exception);
        }
    }

    /// <summary>The same; null where it is not installed or does not take the model.</summary>
    public static OnnxRuntime? TryOpen(string path, Origin? origin, string? library)
    {
        try
        {
            return Open(path, origin, library);
        }
        catch (Exception exception) when (library is null && exception is NotSupportedException or InvalidDataException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public string By => $"ONNX Runtime {Version}";

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">It does not run the model.</exception>
    public double[] Run(ReadOnlySpan<double> row)
    {
        List<NamedOnnxValue> inputs = Inputs(_origin!.Spread(row, _states));
        try
        {
            using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> results = _session.Run(inputs, _outputs);
            Dictionary<string, double[]> values = results.ToDictionary(result => result.Name, Values);
            _states = _origin.States.ToDictionary(state => state.Next, state => values[state.Next]);
            return [.. _origin.Cut.Outputs.SelectMany(output => values[output])];
        }
        catch (OnnxRuntimeException exception)
        {
            throw Refusal(_origin.Model.Source, exception);
        }
    }

    /// <summary>Nanoseconds of one sample on one thread, in the median, inputs and outputs being in place.</summary>
    public double NanosecondsAlone()
    {
        List<NamedOnnxValue> inputs = Inputs([]);
        using var values = new OrtValueSet(inputs);
        using var run = new RunOptions();
        return Stopping.Nanoseconds(() =>
        {
            using IDisposableReadOnlyCollection<OrtValue> results = _session.Run(run, values.Names, values.Values, _outputs);
        });
    }

    public void Dispose() => _session.Dispose();

    /// <summary>All inputs of the model; those that are not given are 0.</summary>
    private List<NamedOnnxValue> Inputs(Dictionary<string, double[]> given)
    {
        var inputs = new List<NamedOnnxValue>();
        foreach ((string name, NodeMetadata metadata) in _session.InputMetadata)
        {
            int[] shape = _origin?.Shapes.GetValueOrDefault(name) ?? [.. metadata.Dimensions.Select(size => Math.Max(size, 1))];
            double[] values = given.GetValueOrDefault(name) ?? new double[shape.Aggregate(1, (product, size) => product * size)];
            inputs.Add(Type.GetTypeCode(metadata.ElementType) switch
            {
                TypeCode.Double => NamedOnnxValue.CreateFromTensor(name, new DenseTensor<double>(values, shape)),
                TypeCode.Single => Of(value => (float)value),
                TypeCode.Int32 => Of(value => (int)value),
                TypeCode.Int64 => Of(value => (long)value),
                TypeCode.Boolean => Of(value => value != 0),
                _ => throw new InvalidDataException($"ONNX Runtime's input '{name}' is of {metadata.ElementType.Name}; expected single or double precision."),
            });

            NamedOnnxValue Of<T>(Converter<double, T> convert) => NamedOnnxValue.CreateFromTensor(name, new DenseTensor<T>(Array.ConvertAll(values, convert), shape));
        }
        return inputs;
    }

    private static double[] Values(DisposableNamedOnnxValue result) => result.ElementType == TensorElementType.Double
        ? [.. result.AsTensor<double>()]
        : [.. result.AsTensor<float>().Select(value => (double)value)];

    private static InvalidDataException Refusal(string model, Exception exception) =>
        new($"{model}: ONNX Runtime ({_library}) refuses it: {exception.InnerException?.Message ?? exception.Message}");

    private static void Load(string? library)
    {
        if (_library is not null)
            return;
        library ??= Environment.GetEnvironmentVariable(Variable);
        string[] names = [.. new[] { "libonnxruntime.so", "libonnxruntime.dylib", "onnxruntime.dll" }];
        string? found = library is null
            ? Installed(names)
            : File.Exists(library) ? library : names.Select(name => Path.Combine(library, name)).FirstOrDefault(File.Exists);
        if (found is null)
        {
            throw new NotSupportedException(
                $"ONNX Runtime is not installed: no {string.Join(", ", names)} in {library ?? $"the program's folder or the packages of Microsoft.ML.OnnxRuntime under {Packages}"}. "
                + $"Add that package to any project and restore it, or name the library with --onnxruntime or {Variable}.");
        }
        _library = Path.GetFullPath(found);
        nint handle = NativeLibrary.Load(_library);
        AssemblyLoadContext.Default.ResolvingUnmanagedDll += (_, name) => name.Contains("onnxruntime", StringComparison.OrdinalIgnoreCase) ? handle : 0;
    }

    private static string Packages => Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    /// <summary>The newest that this processor and system run.</summary>
    private static string? Installed(string[] names)
    {
        string system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
        string platform = $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
        string package = Path.Combine(Packages, "microsoft.ml.onnxruntime");
        IEnumerable<string> versions = Directory.Exists(package)
            ? Directory.EnumerateDirectories(package).OrderByDescending(folder => System.Version.TryParse(Path.GetFileName(folder), out Version? version) ? version : new())
            : [];
        return versions.Select(folder => Path.Combine(folder, "runtimes", platform, "native")).Prepend(AppContext.BaseDirectory)
            .SelectMany(folder => names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }

    /// <summary>Inputs that stay in place from run to run.</summary>
    private sealed class OrtValueSet : IDisposable
    {
        public OrtValueSet(List<NamedOnnxValue> inputs)
        {
            Names = [.. inputs.Select(input => input.Name)];
            Values = [.. inputs.Select(Value)];
        }

        public string[] Names { get; }

        public OrtValue[] Values { get; }

        public void Dispose()
        {
            foreach (OrtValue value in Values)
                value.Dispose();
        }

        private static OrtValue Value(NamedOnnxValue input) => input.Value switch
        {
            DenseTensor<double> tensor => Of(tensor),
            DenseTensor<int> tensor => Of(tensor),
            DenseTensor<long> tensor => Of(tensor),
            DenseTensor<bool> tensor => Of(tensor),
            _ => Of((DenseTensor<float>)input.Value),
        };

        private static OrtValue Of<T>(DenseTensor<T> tensor)
            where T : unmanaged => OrtValue.CreateTensorValueFromMemory(tensor.ToArray(), [.. tensor.Dimensions.ToArray().Select(size => (long)size)]);
    }
}
