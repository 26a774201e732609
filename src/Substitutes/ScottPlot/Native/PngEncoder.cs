using System.Runtime.InteropServices;

namespace ScottPlot.Native;

/// <summary>Encodes a surface as PNG in memory, so that writing the file raises .NET's own IO exceptions.</summary>
internal static unsafe class PngEncoder
{
    private const int Success = 0;
    private const int WriteError = 11;

    internal static byte[] Encode(SurfaceHandle surface)
    {
        using MemoryStream stream = new();
        GCHandle closure = GCHandle.Alloc(stream);
        try
        {
            int status = Cairo.cairo_surface_write_to_png_stream(surface, &Write, GCHandle.ToIntPtr(closure));
            CairoStatus.Check(status, "encoding PNG");
        }
        finally
        {
            closure.Free();
        }

        return stream.ToArray();
    }

    [UnmanagedCallersOnly]
    private static int Write(nint closure, byte* data, uint length)
    {
        try
        {
            ((MemoryStream)GCHandle.FromIntPtr(closure).Target!).Write(new ReadOnlySpan<byte>(data, checked((int)length)));
            return Success;
        }
        catch (Exception exception) when (exception is OverflowException or IOException or OutOfMemoryException)
        {
            // An exception must not cross cairo's frames.
            return WriteError;
        }
    }
}
