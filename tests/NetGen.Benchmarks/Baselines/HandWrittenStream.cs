using System.Runtime.InteropServices;

namespace NetGen.Benchmarks.Baselines;

/// <summary>A style of <c>HandWritten/recurrent.h</c>: one network, step by step. There are none without a C++ compiler.</summary>
internal sealed unsafe class HandWrittenStream
{
    private readonly Entry _entry;

    private HandWrittenStream(int bits, Entry entry)
    {
        Bits = bits;
        _entry = entry;
    }

    public static IReadOnlyList<HandWrittenStream> All { get; } = [.. HandWrittenC.Libraries.SelectMany(library => Of(library.Bits, library.Handle))];

    public int Bits { get; }

    public string Network => Marshal.PtrToStringUTF8((nint)_entry.Network)!;

    public string Style => Marshal.PtrToStringUTF8((nint)_entry.Style)!;

    /// <summary>Takes parameters in PyTorch's order, and a state of zeros.</summary>
    public void Load(float[] parameters)
    {
        fixed (float* p = parameters)
            _entry.Load(p);
    }

    /// <summary>A call for every step.</summary>
    public void Steps(float[] inputs, float[] outputs)
    {
        fixed (float* x = inputs, y = outputs)
            _entry.Steps(x, y, inputs.Length);
    }

    /// <summary>One call for all steps.</summary>
    public void Run(float[] inputs, float[] outputs)
    {
        fixed (float* x = inputs, y = outputs)
            _entry.Run(x, y, inputs.Length);
    }

    private static List<HandWrittenStream> Of(int bits, nint library)
    {
        var streams = (delegate* unmanaged<int*, Entry*>)NativeLibrary.GetExport(library, "streams");
        int count;
        Entry* list = streams(&count);
        List<HandWrittenStream> all = [];
        for (int i = 0; i < count; i++)
            all.Add(new(bits, list[i]));
        return all;
    }

    /// <summary>As declared in <c>recurrent.h</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Entry
    {
        public readonly byte* Network, Style;
        public readonly delegate* unmanaged<float*, void> Load;
        public readonly delegate* unmanaged<float*, float*, nint, void> Steps;
        public readonly delegate* unmanaged<float*, float*, nint, void> Run;
    }
}
