using System.Text;
using SkiaSharp;

namespace NetGen.Plots;

/// <summary>Writes animated GIFs, as "Graphics Interchange Format, version 89a" (1990) has them, each picture in its own 256 colours.</summary>
internal static class Gif
{
    public static void Write(Stream stream, IReadOnlyList<Picture> pictures, int delay)
    {
        using var writer = new BinaryWriter(stream, Encoding.ASCII, leaveOpen: true);
        int width = pictures[0].Width, height = pictures[0].Height;
        writer.Write("GIF89a"u8);
        writer.Write((ushort)width);
        writer.Write((ushort)height);
        writer.Write([0x70, 0, 0]);
        writer.Write([0x21, 0xFF, 11, .. "NETSCAPE2.0"u8, 3, 1, 0, 0, 0]);
        foreach (Picture picture in pictures)
        {
            writer.Write([0x21, 0xF9, 4, 0, (byte)delay, (byte)(delay >> 8), 0, 0, 0x2C, 0, 0, 0, 0]);
            writer.Write((ushort)width);
            writer.Write((ushort)height);
            writer.Write((byte)0x87);
            using SKBitmap bitmap = picture.Pixels();
            ReadOnlySpan<byte> rgba = bitmap.GetPixelSpan();
            var palette = new GifPalette(rgba);
            writer.Write(palette.Colours);
            GifCodes.Write(writer, Indices(rgba, palette));
        }
        writer.Write((byte)0x3B);
    }

    private static byte[] Indices(ReadOnlySpan<byte> rgba, GifPalette palette)
    {
        byte[] indices = new byte[rgba.Length / 4];
        for (int pixel = 0; pixel < indices.Length; pixel++)
            indices[pixel] = palette.IndexOf(rgba[(4 * pixel)..]);
        return indices;
    }
}
