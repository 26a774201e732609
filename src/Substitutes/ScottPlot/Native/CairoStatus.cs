using System.Runtime.InteropServices;

namespace ScottPlot.Native;

/// <summary>Turns cairo's status codes into exceptions.</summary>
internal static class CairoStatus
{
    private const int Success = 0;
    private const int NoMemory = 1;

    internal static void Check(int status, string operation)
    {
        if (status == Success)
            return;
        if (status == NoMemory)
            throw new OutOfMemoryException($"cairo has no memory left ({operation}).");
        string reason = Marshal.PtrToStringUTF8(Cairo.cairo_status_to_string(status)) ?? $"status {status}";
        throw new InvalidOperationException($"cairo failed ({operation}): {reason}.");
    }
}
