using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Harness.Models.Vectors;

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

    /// <summary>The first number of a tensor; see the other overload.</summary>
    /// <typeparam name="TElement">The type of its numbers.</typeparam>
    /// <param name="tensor">The tensor, or null, which gives null.</param>
    public static TElement* Pointer<TElement>(Tensor? tensor) where TElement : unmanaged => tensor is null ? null : (TElement*)Pointer(tensor);

    /// <summary>The numbers of a tensor, valid as long as the tensor is.</summary>
    /// <param name="tensor">On the processor, float32, contiguous.</param>
    public static Span<float> Numbers(Tensor tensor) => new(Pointer(tensor), (int)tensor.numel());
}
