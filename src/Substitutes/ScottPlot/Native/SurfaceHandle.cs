using System.Runtime.InteropServices;

namespace ScottPlot.Native;

/// <summary>Owns a <c>cairo_surface_t</c>.</summary>
internal sealed class SurfaceHandle : SafeHandle
{
    public SurfaceHandle()
        : base(nint.Zero, ownsHandle: true)
    {
    }

    public override bool IsInvalid => handle == nint.Zero;

    protected override bool ReleaseHandle()
    {
        Cairo.cairo_surface_destroy(handle);
        return true;
    }
}
