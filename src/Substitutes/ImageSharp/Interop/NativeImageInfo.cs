using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace SixLabors.ImageSharp.Interop;

/// <summary>What the native library tells about an encoded image; the layout is that of <c>harness_image_info</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeImageInfo
{
    public NativeFormat Format;
    public int Width;
    public int Height;
    public int Components;
    public int BitDepth;
    public NativeColorSpace ColorSpace;
    public int HasAlpha;
    public int IsPalette;
    public long Warnings;
    private MessageBytes _message;

    public readonly string Message
    {
        get
        {
            ReadOnlySpan<byte> bytes = _message;
            var end = bytes.IndexOf((byte)0);
            return Encoding.UTF8.GetString(end < 0 ? bytes : bytes[..end]);
        }
    }

    [InlineArray(256)]
    private struct MessageBytes
    {
        private byte _first;
    }
}

internal enum NativeFormat
{
    None = 0,
    Jpeg = 1,
    Png = 2,
}

internal enum NativeColorSpace
{
    Gray = 1,
    Rgb = 2,
    Cmyk = 3,
}

internal enum NativeStatus
{
    Ok = 0,
    UnknownFormat = 1,
    InvalidContent = 2,
    Unsupported = 3,
    TooLarge = 4,
    OutOfMemory = 5,
    BadArgument = 6,
}
