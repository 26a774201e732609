using System.Runtime.InteropServices;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A tensor over the array's own memory where type and device allow it: writing to one changes the other.</summary>
    public static Tensor from_array(Array rawArray, Device? device = null) => from_array(rawArray, null, device ?? CPU);

    public static Tensor from_array(
        Array rawArray, ScalarType? dtype, Device? device = null, bool requires_grad = false, string[]? names = null)
    {
        RefuseNames(names);
        return TensorOver(rawArray, ShapeOf(rawArray), dtype, device, requires_grad);
    }

    public static Tensor as_tensor(Array data, ScalarType? dtype = null, Device? device = null) => from_array(data, dtype, device);

    public static Tensor as_tensor(Tensor data, ScalarType? dtype = null, Device? device = null) =>
        data.to(dtype ?? data.dtype, device ?? data.device);

    private static long[] ShapeOf(Array array) => [.. Enumerable.Range(0, array.Rank).Select(array.GetLongLength)];

    private static Tensor TensorFromScalar<T>(T value, ScalarType dtype, Device? device, bool requires_grad) where T : unmanaged =>
        TensorOver(new[] { value }, [], dtype, device, requires_grad);

    /// <summary>A tensor with a copy of the array's elements.</summary>
    private static Tensor TensorFromArray(
        Array array, ReadOnlySpan<long> shape, ScalarType? dtype, Device? device, bool requires_grad, string[]? names)
    {
        RefuseNames(names);
        return TensorOver((Array)array.Clone(), shape, dtype, device, requires_grad);
    }

    /// <summary>Pins the array for as long as libtorch holds its memory, and converts the elements where another type or device is asked
    /// for.</summary>
    private static unsafe Tensor TensorOver(Array array, ReadOnlySpan<long> shape, ScalarType? dtype, Device? device, bool requires_grad)
    {
        var wanted = 1L;
        foreach (var length in shape) wanted *= length;
        if (wanted > array.LongLength)
            throw new ArgumentException($"mismatched total size creating a tensor from an array: {wanted} vs. {array.LongLength}");

        var type = ToScalarType(array.GetType().GetElementType()!);
        device = InitializeDevice(device);
        var pin = GCHandle.Alloc(array, GCHandleType.Pinned);
        nint made;
        fixed (long* sizes = shape)
        {
            made = NativeMethods.ht_from_memory(
                (void*)pin.AddrOfPinnedObject(), sizes, shape.Length, (int)type, &Unpin, GCHandle.ToIntPtr(pin));
        }
        if (made == 0)
        {
            pin.Free();
            throw NativeError.Last();
        }
        var result = new Tensor(made);
        if ((dtype ?? type) != type || device.type != DeviceType.CPU) result = result.to(dtype ?? type, device, disposeAfter: true);
        return requires_grad ? result.requires_grad_() : result;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(System.Runtime.CompilerServices.CallConvCdecl)])]
    private static void Unpin(nint handle) => GCHandle.FromIntPtr(handle).Free();
}
