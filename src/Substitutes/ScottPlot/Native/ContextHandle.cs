using System.Runtime.InteropServices;

namespace ScottPlot.Native;

/// <summary>Owns a <c>cairo_t</c>, the drawing context of a surface.</summary>
internal sealed class ContextHandle : SafeHandle
{
    public ContextHandle()
        : base(nint.Zero, ownsHandle: true)
    {
    }

    public override bool IsInvalid => handle == nint.Zero;

    protected override bool ReleaseHandle()
    {
        Cairo.cairo_destroy(handle);
        return true;
    }
}
