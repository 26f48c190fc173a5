using System.Text;
using SkiaSharp;

namespace NetGen.Plots;

/// <summary>Writes animated GIFs, as "Graphics Interchange Format, version 89a" (1990) has them, in a fixed palette.</summary>
internal static class Gif
{
    // 6 × 7 × 6 levels of red, green and blue: 252 of the 256 colours that there may be.
    private const int Reds = 6, Greens = 7, Blues = 6;

    public static void Write(Stream stream, IReadOnlyList<Picture> pictures, int delay)
    {
        using var writer = new BinaryWriter(stream, Encoding.ASCII, leaveOpen: true);
        int width = pictures[0].Width, height = pictures[0].Height;
        writer.Write("GIF89a"u8);
        writer.Write((ushort)width);
        writer.Write((ushort)height);
        writer.Write([0xF7, 0, 0]);
        WritePalette(writer);
        writer.Write([0x21, 0xFF, 11, .. "NETSCAPE2.0"u8, 3, 1, 0, 0, 0]);
        foreach (Picture picture in pictures)
        {
            writer.Write([0x21, 0xF9, 4, 0, (byte)delay, (byte)(delay >> 8), 0, 0, 0x2C, 0, 0, 0, 0]);
            writer.Write((ushort)width);
            writer.Write((ushort)height);
            writer.Write((byte)0);
            using SKBitmap bitmap = picture.Pixels();
            GifCodes.Write(writer, Indices(bitmap.GetPixelSpan()));
        }
        writer.Write((byte)0x3B);
    }

    private static void WritePalette(BinaryWriter writer)
    {
        for (int index = 0; index < 256; index++)
        {
            int red = index / (Greens * Blues) % Reds, green = index / Blues % Greens, blue = index % Blues;
            writer.Write([(byte)(red * 255 / (Reds - 1)), (byte)(green * 255 / (Greens - 1)), (byte)(blue * 255 / (Blues - 1))]);
        }
    }

    private static byte[] Indices(ReadOnlySpan<byte> rgba)
    {
        var indices = new byte[rgba.Length / 4];
        for (int pixel = 0; pixel < indices.Length; pixel++)
        {
            int red = Level(rgba[4 * pixel], Reds), green = Level(rgba[4 * pixel + 1], Greens), blue = Level(rgba[4 * pixel + 2], Blues);
            indices[pixel] = (byte)((red * Greens + green) * Blues + blue);
        }
        return indices;
    }

    private static int Level(byte value, int levels) => (value * (levels - 1) + 127) / 255;
}
