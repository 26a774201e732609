using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Harness.Models.Winograd;

/// <summary>The memory of tensors on the processor.</summary>
internal static unsafe class TensorMemory
{
    /// <summary>The first number of a tensor, valid as long as the tensor is.</summary>
    /// <param name="tensor">On the processor, of any type and strides, and less than 2³¹ bytes.</param>
    public static float* Pointer(Tensor tensor)
    {
        using var first = tensor.as_strided([1], [1], tensor.storage_offset());
        return (float*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(first.bytes));
    }
}
