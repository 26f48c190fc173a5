namespace NetGen.Onnx.Format;

/// <summary>The types of numbers that ONNX has, by its own numbers for them.</summary>
internal enum ElementType
{
    Float = 1,
    UInt8 = 2,
    Int8 = 3,
    UInt16 = 4,
    Int16 = 5,
    Int32 = 6,
    Int64 = 7,
    Bool = 9,
    Float16 = 10,
    Double = 11,
    UInt32 = 12,
    UInt64 = 13,
}

internal static class ElementTypes
{
    public static bool IsFloating(this ElementType type) => type is ElementType.Float or ElementType.Float16 or ElementType.Double;

    /// <summary>The size of one number in bytes.</summary>
    public static int Size(this ElementType type) => type switch
    {
        ElementType.UInt8 or ElementType.Int8 or ElementType.Bool => 1,
        ElementType.UInt16 or ElementType.Int16 or ElementType.Float16 => 2,
        ElementType.Float or ElementType.Int32 or ElementType.UInt32 => 4,
        _ => 8,
    };

    /// <summary>The nearest number of a floating-point type; a whole number, cut off as a cast does, of the others.</summary>
    public static double Round(this ElementType type, double value) => type switch
    {
        ElementType.Float => (float)value,
        ElementType.Float16 => (double)(Half)value,
        ElementType.Double => value,
        ElementType.Bool => value != 0 ? 1 : 0,
        _ => Math.Truncate(value),
    };
}
