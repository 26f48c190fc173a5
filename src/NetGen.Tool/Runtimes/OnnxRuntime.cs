using System.Runtime.InteropServices;
using System.Runtime.Loader;
using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using NetGen.Onnx;
using NetGen.Onnx.Format;
using NetGen.Onnx.Graph;
using NetGen.Tool.Networks;

namespace NetGen.Tool.Runtimes;

/// <summary>A model in ONNX Runtime, whose native library is not part of the tool: it is loaded from where it is installed.</summary>
internal sealed class OnnxRuntime : IDisposable
{
    private const string Variable = "NETGEN_ONNXRUNTIME";

    private static string? _library;

    private readonly InferenceSession _session;
    private readonly HashSet<string> _used;
    private readonly string _output;

    private OnnxRuntime(string path, string? output)
    {
        var model = OnnxModel.Read(path);
        var cut = Cut.Of(model, output is null ? [] : [output]);
        _used = [.. cut.Inputs.Select(input => input.Name)];
        _output = cut.Outputs[0];
        var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        if (model.Outputs.Any(value => value.Name == _output))
        {
            _session = new(path, options);
            return;
        }
        ModelProto opened = model.Proto.Clone();
        opened.Graph.Output.Add(new NetGen.Onnx.Format.ValueInfoProto { Name = _output });
        _session = new(opened.ToByteArray(), options);
    }

    /// <summary>Where the library was found; null before.</summary>
    public static string? Version => _library is null ? null : OrtEnv.Instance().GetVersionString();

    /// <summary>The model there.</summary>
    /// <param name="path">An ONNX model.</param>
    /// <param name="output">The output to compare; null for the one that an import would choose.</param>
    /// <param name="library">The library, or a folder that has it; null to look where it usually is.</param>
    /// <exception cref="NotSupportedException">It is not installed; the message says where it was looked for.</exception>
    /// <exception cref="InvalidDataException">It does not take the model.</exception>
    public static OnnxRuntime Open(string path, string? output, string? library)
    {
        Load(library);
        try
        {
            return new(path, output);
        }
        catch (Exception exception) when (exception is OnnxRuntimeException or TypeInitializationException or EntryPointNotFoundException)
        {
            throw new InvalidDataException($"{Path.GetFileName(path)}: ONNX Runtime ({_library}) refuses it: {exception.InnerException?.Message ?? exception.Message}");
        }
    }

    /// <summary>The same; null where it is not installed or does not take the model.</summary>
    public static OnnxRuntime? TryOpen(string path, string? output, string? library)
    {
        try
        {
            return Open(path, output, library);
        }
        catch (Exception exception) when (library is null && exception is NotSupportedException or InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>The outputs of one sample: the inputs that an import has, one after the other; others are 0.</summary>
    public double[] Run(ReadOnlySpan<double> sample)
    {
        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> results = _session.Run(Inputs(sample), [_output]);
        return _session.OutputMetadata[_output].ElementType == typeof(double) ? [.. results[0].AsTensor<double>()] : [.. results[0].AsTensor<float>().Select(value => (double)value)];
    }

    /// <summary>Nanoseconds of one sample on one thread, in the median, inputs and outputs being in place.</summary>
    public double NanosecondsAlone(int inputSize)
    {
        List<NamedOnnxValue> inputs = Inputs(new double[inputSize]);
        using var values = new OrtValueSet(inputs);
        using var run = new RunOptions();
        string[] outputs = [_output];
        return Stopping.Nanoseconds(() =>
        {
            using IDisposableReadOnlyCollection<OrtValue> results = _session.Run(run, values.Names, values.Values, outputs);
        });
    }

    public void Dispose() => _session.Dispose();

    private List<NamedOnnxValue> Inputs(ReadOnlySpan<double> sample)
    {
        var inputs = new List<NamedOnnxValue>();
        int start = 0;
        foreach ((string name, NodeMetadata metadata) in _session.InputMetadata)
        {
            int[] shape = [.. metadata.Dimensions.Select(size => size < 1 ? 1 : size)];
            int count = shape.Aggregate(1, (product, size) => product * size);
            double[] values = new double[count];
            if (_used.Contains(name))
            {
                if (start + count > sample.Length)
                    throw new InvalidDataException($"ONNX Runtime's input '{name}' takes {count} values, which are more than the {sample.Length} of the network.");
                sample.Slice(start, count).CopyTo(values);
                start += count;
            }
            inputs.Add(metadata.ElementType == typeof(double) ? NamedOnnxValue.CreateFromTensor(name, new DenseTensor<double>(values, shape))
                : metadata.ElementType == typeof(float) ? NamedOnnxValue.CreateFromTensor(name, new DenseTensor<float>(Array.ConvertAll(values, value => (float)value), shape))
                : throw new InvalidDataException($"ONNX Runtime's input '{name}' is of {metadata.ElementType.Name}; expected single or double precision."));
        }
        return inputs;
    }

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

        private static OrtValue Value(NamedOnnxValue input) => input.Value is DenseTensor<double> tensor
            ? OrtValue.CreateTensorValueFromMemory(tensor.ToArray(), Shape(tensor.Dimensions))
            : OrtValue.CreateTensorValueFromMemory(((DenseTensor<float>)input.Value).ToArray(), Shape(((DenseTensor<float>)input.Value).Dimensions));

        private static long[] Shape(ReadOnlySpan<int> dimensions) => [.. dimensions.ToArray().Select(size => (long)size)];
    }
}
