using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>What a <see cref="NativeValue"/> holds; the numbers are those of <c>ht_tag</c> in harness_torch.h.</summary>
internal enum Tag
{
    None = 0,
    Tensor = 1,
    Int = 2,
    Double = 3,
    Bool = 4,
    Ints = 5,
    Doubles = 6,
    Bools = 7,
    Tensors = 8,
    String = 9,
    Device = 10,
    Generator = 11,
    OptionalTensors = 12,
    Default = 13,
}

/// <summary>One argument or result as the native side sees it: <c>ht_value</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeValue
{
    public Tag Tag;
    public int Length;
    /// <summary>The integer, the bits of the number, or the pointer.</summary>
    public long Payload;
}
