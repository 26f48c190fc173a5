using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace NetGen.Runtime;

/// <summary>The loop over the blocks of a batch, for one width of vector.</summary>
internal static class SingleBlocks<TKernels>
    where TKernels : struct, ISingleBatch
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(ref float p, ref float x, ref float y, nuint n)
    {
        nuint block = (nuint)TKernels.Rows;
        ref float s = ref Scratch.Get<float>(TKernels.ForwardLength);
        for (nuint start = 0; start < n; start += block)
        {
            nuint rows = n - start < block ? n - start : block, padded = Padded(rows);
            ref float inputs = ref Unsafe.Add(ref x, start * (nuint)TKernels.Inputs);
            ref float outputs = ref Unsafe.Add(ref y, start * (nuint)TKernels.Outputs);
            Layers(ref p, ref inputs, ref s, rows, padded);
            Turn(ref s, rows);
            TKernels.WriteOutputs(ref s, ref outputs, rows, padded);
            if (TKernels.AcrossSamples)
                Lanes.TransposeBack(ref Unsafe.Add(ref s, TKernels.Across), TKernels.SampleStride, (int)rows, TKernels.Outputs, ref outputs);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Predict(ref float p, ref float x, ref int classes, nuint n, float threshold)
    {
        nuint block = (nuint)TKernels.Rows;

        // Outputs that do not take the place of pre-activations stand behind the scratch that the kernels ask for themselves.
        int length = TKernels.ForwardLength + (TKernels.AcrossSamples ? 0 : TKernels.Rows * TKernels.Outputs);
        ref float s = ref Scratch.Get<float>(length);
        for (nuint start = 0; start < n; start += block)
        {
            nuint rows = n - start < block ? n - start : block;
            Layers(ref p, ref Unsafe.Add(ref x, start * (nuint)TKernels.Inputs), ref s, rows, Padded(rows));
            Classes(ref s, ref Unsafe.Add(ref s, TKernels.ForwardLength), rows, ref Unsafe.Add(ref classes, start), threshold);
        }
    }

    /// <summary>The last layer's pre-activations to classes: the largest output, or whether a lone one reaches the threshold.</summary>
    /// <param name="s">The scratch.</param>
    /// <param name="y">Room for the outputs of a block, where units lie across lanes.</param>
    /// <param name="rows">Samples in the block.</param>
    /// <param name="classes">Receives as many classes.</param>
    /// <param name="threshold">From here on a lone output means class 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Classes(ref float s, ref float y, nuint rows, ref int classes, float threshold)
    {
        Turn(ref s, rows);
        TKernels.WriteOutputs(ref s, ref y, rows, Padded(rows));
        ref float outputs = ref TKernels.AcrossSamples ? ref Unsafe.Add(ref s, TKernels.Across) : ref y;
        if (TKernels.Outputs == 1)
        {
            for (nuint row = 0; row < rows; row++)
                Unsafe.Add(ref classes, row) = Unsafe.Add(ref outputs, row) >= threshold ? 1 : 0;
        }
        else if (TKernels.AcrossSamples)
        {
            Lanes.ArgMaxAcross(ref outputs, TKernels.SampleStride, (int)rows, TKernels.Outputs, ref classes);
        }
        else
        {
            for (nuint row = 0; row < rows; row++)
                Unsafe.Add(ref classes, row) = Lanes.ArgMax(ref Unsafe.Add(ref outputs, row * (nuint)TKernels.Outputs), TKernels.Outputs);
        }
    }

    /// <summary>Inputs to the last layer's pre-activations.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Layers(ref float p, ref float x, ref float s, nuint rows, nuint padded) => TKernels.Forward(ref p, ref Inputs(ref x, ref s, rows), ref s, rows, padded);

    /// <summary>Brings inputs where the kernels expect them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref float Inputs(ref float x, ref float s, nuint rows)
    {
        if (TKernels.TurnsInputs)
        {
            Lanes.Transpose(ref x, (int)rows, TKernels.Inputs, ref s, TKernels.SampleStride);
        }
        else if (rows < (nuint)TKernels.TileRows)
        {
            Lanes.PadRows(ref x, 1, (int)rows * TKernels.Inputs, ref s, TKernels.TileRows * TKernels.Inputs);
            return ref s;
        }

        return ref x;
    }

    /// <summary>Brings the last layer's pre-activations where outputs and losses are computed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Turn(ref float s, nuint rows)
    {
        if (TKernels.Across != TKernels.Z)
            Lanes.Transpose(ref Unsafe.Add(ref s, TKernels.Z), (int)rows, TKernels.Stride, ref Unsafe.Add(ref s, TKernels.Across), TKernels.SampleStride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nuint Padded(nuint rows) => (rows + ((nuint)Vector512<float>.Count - 1)) / (nuint)Vector512<float>.Count * (nuint)Vector512<float>.Count;
}

/// <summary>The loss over the blocks of a batch, for one width of vector.</summary>
internal static class SingleLossBlocks<TKernels>
    where TKernels : struct, ISingleLossBatch
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Evaluate(ref float p, ref float x, ReadOnlySpan<float> targets, ReadOnlySpan<int> labels, nuint n)
    {
        nuint block = (nuint)TKernels.Rows;
        ref float s = ref Scratch.Get<float>(TKernels.Length);
        double loss = 0;
        for (nuint start = 0; start < n; start += block)
        {
            nuint rows = n - start < block ? n - start : block, padded = SingleBlocks<TKernels>.Padded(rows);
            Targets(targets, labels, start, rows, ref s);
            SingleBlocks<TKernels>.Layers(ref p, ref Unsafe.Add(ref x, start * (nuint)TKernels.Inputs), ref s, rows, padded);
            SingleBlocks<TKernels>.Turn(ref s, rows);
            TKernels.LossGradient(ref s, rows, padded);
            loss += SumOfLosses(ref s, padded);
        }

        return (float)(loss / n);
    }

    /// <summary>Pre-activations, where they are kept, to the loss of each sample, and its gradient to where the way back starts.</summary>
    /// <returns>The sum of the losses.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float LossGradient(ref float s, nuint rows, nuint padded)
    {
        SingleBlocks<TKernels>.Turn(ref s, rows);
        TKernels.LossGradient(ref s, rows, padded);
        if (TKernels.Across != TKernels.Z)
            Lanes.TransposeBack(ref Unsafe.Add(ref s, TKernels.Across), TKernels.SampleStride, (int)rows, TKernels.Stride, ref Unsafe.Add(ref s, TKernels.DZ));
        return SumOfLosses(ref s, padded);
    }

    /// <summary>Brings a block's targets where the kernels expect them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Targets(ReadOnlySpan<float> targets, ReadOnlySpan<int> labels, nuint start, nuint rows, ref float s)
    {
        ref float t = ref Unsafe.Add(ref s, TKernels.T);
        ref float target = ref Unsafe.Add(ref MemoryMarshal.GetReference(targets), start * (nuint)TKernels.Outputs);
        ref int label = ref Unsafe.Add(ref MemoryMarshal.GetReference(labels), start);
        if (TKernels.AcrossSamples)
        {
            if (labels.IsEmpty)
                Lanes.Transpose(ref target, (int)rows, TKernels.Outputs, ref t, TKernels.SampleStride);
            else
                Lanes.OneHot(ref label, (int)rows, TKernels.Outputs, ref t, TKernels.SampleStride);
            return;
        }

        if (labels.IsEmpty)
            Lanes.PadRows(ref target, (int)rows, TKernels.Outputs, ref t, TKernels.Stride);
        else
            Lanes.OneHotRows(ref label, (int)rows, ref t, TKernels.Stride);
        MemoryMarshal.CreateSpan(ref Unsafe.Add(ref s, TKernels.Losses), TKernels.SampleStride).Clear();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float SumOfLosses(ref float s, nuint padded) =>
        Lanes.Sum(ref Unsafe.Add(ref s, TKernels.Losses), TKernels.AcrossSamples ? (int)padded : TKernels.SampleStride);
}

/// <summary>The loops of training over the blocks of a batch, for one width of vector.</summary>
internal static class SingleTrainingBlocks<TKernels>
    where TKernels : struct, ISingleTrainingBatch
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Train(ref float p, ref float x, ReadOnlySpan<float> targets, ReadOnlySpan<int> labels, nuint n, float rate, Draw draw)
    {
        ref float s = ref Scratch.Get<float>(TKernels.Length);
        if (n <= (nuint)TKernels.Rows)
            return (float)(Block(ref p, ref x, targets, labels, 0, n, ref p, rate / n, ref s, draw) / n);

        double loss = Gradient(ref p, ref x, targets, labels, n, ref s, draw);
        ref float g = ref Unsafe.Add(ref s, TKernels.G);
        var scale = new Vector<float>(rate / n);
        for (nuint i = 0; i < (nuint)TKernels.TrainableLength; i += (nuint)Vector<float>.Count)
            Lanes.MultiplyAdd(scale, Vector.LoadUnsafe(ref g, i), Vector.LoadUnsafe(ref p, i)).StoreUnsafe(ref p, i);
        return (float)(loss / n);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Backward(ref float p, ref float x, ReadOnlySpan<float> targets, ReadOnlySpan<int> labels, nuint n, ParameterLayout parameters, Span<float> gradient, Draw draw)
    {
        ref float s = ref Scratch.Get<float>(TKernels.Length);
        double loss = Gradient(ref p, ref x, targets, labels, n, ref s, draw);
        ref float g = ref Unsafe.Add(ref s, TKernels.G);
        var scale = new Vector<float>(1 / (float)n);
        for (nuint i = 0; i < (nuint)TKernels.TrainableLength; i += (nuint)Vector<float>.Count)
            (scale * Vector.LoadUnsafe(ref g, i)).StoreUnsafe(ref g, i);
        parameters.Gather(MemoryMarshal.CreateReadOnlySpan(ref g, TKernels.TrainableLength), gradient);
        return (float)(loss / n);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Add(
        ref float p, ref float x, ReadOnlySpan<float> targets, ReadOnlySpan<int> labels, nuint n, ref float into, Span<int> classes, float threshold, Draw draw)
    {
        return Add(ref p, ref x, targets, labels, n, ref into, ref Scratch.Get<float>(TKernels.Length), classes, threshold, draw);
    }

    /// <summary>Adds up the gradient of all samples in G; gives the sum of the losses.</summary>
    private static double Gradient(ref float p, ref float x, ReadOnlySpan<float> targets, ReadOnlySpan<int> labels, nuint n, ref float s, Draw draw)
    {
        ref float g = ref Unsafe.Add(ref s, TKernels.G);
        MemoryMarshal.CreateSpan(ref g, TKernels.TrainableLength).Clear();
        return Add(ref p, ref x, targets, labels, n, ref g, ref s, classes: default, threshold: 0, draw);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Add(
        ref float p,
        ref float x,
        ReadOnlySpan<float> targets,
        ReadOnlySpan<int> labels,
        nuint n,
        ref float into,
        ref float s,
        Span<int> classes,
        float threshold,
        Draw draw)
    {
        nuint block = (nuint)TKernels.Rows;
        double loss = 0;
        for (nuint start = 0; start < n; start += block)
        {
            nuint rows = n - start < block ? n - start : block;
            loss += Block(ref p, ref Unsafe.Add(ref x, start * (nuint)TKernels.Inputs), targets, labels, start, rows, ref into, 1, ref s, draw);
            if (classes.IsEmpty)
                continue;

            // The way back leaves the pre-activations as they are, and needs the targets no more.
            ref int those = ref Unsafe.Add(ref MemoryMarshal.GetReference(classes), start);
            SingleBlocks<TKernels>.Classes(ref s, ref Unsafe.Add(ref s, TKernels.T), rows, ref those, threshold);
        }

        return loss;
    }

    /// <summary>One block of samples forward and back; gives the sum of its losses.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Block(
        ref float p, ref float x, ReadOnlySpan<float> targets, ReadOnlySpan<int> labels, nuint start, nuint rows, ref float into, float scale, ref float s, Draw draw)
    {
        nuint padded = SingleBlocks<TKernels>.Padded(rows);
        SingleLossBlocks<TKernels>.Targets(targets, labels, start, rows, ref s);
        if (TKernels.Drops || TKernels.TrainsApart)
        {
            TKernels.DrawMasks(ref s, draw.From((int)start), rows);
            TKernels.TrainForward(ref p, ref SingleBlocks<TKernels>.Inputs(ref x, ref s, rows), ref s, rows, padded);
        }
        else
        {
            SingleBlocks<TKernels>.Layers(ref p, ref x, ref s, rows, padded);
        }

        float loss = SingleLossBlocks<TKernels>.LossGradient(ref s, rows, padded);
        TKernels.Back(ref p, ref x, ref s, ref into, scale, rows, padded);
        return loss;
    }
}
