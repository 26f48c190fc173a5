using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using NetGen.Benchmarks.Networks;

namespace NetGen.Benchmarks.Baselines;

/// <summary>
/// The styles of <c>HandWritten/networks.cpp</c>, compiled on the spot at 256 and at 512 bits, whichever this processor has.
/// There are none without a C++ compiler, or on a processor other than x64.
/// </summary>
internal static unsafe class HandWrittenC
{
    private static readonly List<(int Bits, Entry Entry)> Styles = [];

    // W4 by Adam in batches of 32: parameters in and out, inputs, labels, rows, epochs, rate, seed.
    private static delegate* unmanaged<float*, float*, int*, int, int, double, uint, void> _trainDigits;

    private static readonly List<(int Bits, nint Handle)> Loaded = [];

    /// <summary>What was compiled, by the bits of its vectors.</summary>
    public static IReadOnlyList<(int Bits, nint Handle)> Libraries => Loaded;

    /// <summary>What was compiled, or why nothing was.</summary>
    public static string Description { get; } = Load();

    private static string Load()
    {
        if (!Avx2.IsSupported)
            return "none: it is written for x64 with AVX2";
        if (CCompiler.Find() is not { } compiler)
            return "none: no C++ compiler was found";
        Load(compiler, 256, "-march=haswell");
        if (Avx512F.IsSupported)
            Load(compiler, 512, "-march=native -mprefer-vector-width=512");
        return $"{compiler.Version}, `{CCompiler.Options}`, the best of {(Avx512F.IsSupported ? "256 and 512 bits" : "256 bits")} and all styles";
    }

    public static IReadOnlyList<Candidate> Candidates(Cell cell) =>
    [
        .. Styles
            .Where(style => Text(style.Entry.Workload) == cell.Workload.Name && style.Entry.Batch == cell.Batch && style.Entry.Trains != 0 == cell.Trains)
            .Select(style => Candidate(style.Bits, style.Entry, cell)),
    ];

    /// <summary>Whether there is a <see cref="TrainDigits"/>.</summary>
    public static bool Trains => _trainDigits != null;

    /// <summary>Trains <c>64-64:relu-10:softmax</c> by Adam, in shuffled batches of 32, with the widest vectors there are.</summary>
    public static void TrainDigits(float[] parameters, float[] inputs, int[] labels, int epochs, double learningRate, int seed)
    {
        fixed (float* p = parameters, x = inputs)
        fixed (int* classes = labels)
            _trainDigits(p, x, classes, labels.Length, epochs, learningRate, (uint)seed);
    }

    private static void Load(CCompiler compiler, int bits, string machine)
    {
        nint library = NativeLibrary.Load(compiler.Compile($"networks{bits}", $"{machine} -DLANES={bits / 32}"));
        Loaded.Add((bits, library));
        var entries = (delegate* unmanaged<int*, Entry*>)NativeLibrary.GetExport(library, "entries");
        int count;
        Entry* list = entries(&count);
        for (int i = 0; i < count; i++)
            Styles.Add((bits, list[i]));
        _trainDigits = (delegate* unmanaged<float*, float*, int*, int, int, double, uint, void>)NativeLibrary.GetExport(library, "trainDigits");
    }

    private static Candidate Candidate(int bits, Entry entry, Cell cell)
    {
        Workload workload = cell.Workload;
        Memory<float> outputs = AlignedMemory.Allocate<float>(Workload.Pool * workload.OutputSize);
        return new(
            $"{Text(entry.Style)}, {bits} bits",
            cell,
            () => entry.Load(Pointer(workload.Parameters), Pointer(workload.Inputs), Pointer(workload.Labels)),
            steps => entry.Run(steps, Pointer(outputs)),
            () => cell.Trains ? Parameters() : outputs[..(cell.Batch * workload.OutputSize)].ToArray());

        float[] Parameters()
        {
            var parameters = new float[workload.ParameterCount];
            fixed (float* p = parameters)
                entry.Save(p);
            return parameters;
        }
    }

    private static T* Pointer<T>(Memory<T> pinned)
        where T : unmanaged => (T*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref MemoryMarshal.GetReference(pinned.Span));

    private static string Text(byte* text) => Marshal.PtrToStringUTF8((nint)text)!;

    /// <summary>As declared in <c>networks.cpp</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Entry
    {
        public readonly byte* Workload, Style;
        public readonly int Batch, Trains;
        public readonly delegate* unmanaged<float*, float*, int*, void> Load;
        public readonly delegate* unmanaged<nint, float*, void> RunSteps;
        public readonly delegate* unmanaged<float*, void> Save;

        public void Run(long steps, float* outputs) => RunSteps((nint)steps, outputs);
    }
}
