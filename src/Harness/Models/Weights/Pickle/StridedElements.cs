namespace Harness.Models.Weights.Pickle;

/// <summary>Views into storages: checked when a file is opened, gathered when a tensor is read.</summary>
internal static class StridedElements
{
    // A view can repeat one element any number of times, so a small file could require any amount of memory. Networks repeat a few numbers at most.
    private const long MaximumRepeatedBytes = 16 << 20;

    /// <summary>Describes a tensor of a checkpoint.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="tensor">The view.</param>
    /// <param name="readStorage">Reads a range of the storage's bytes, little-endian: first byte and number of bytes.</param>
    /// <exception cref="InvalidDataException">The view reaches past its storage, or repeats it all too often.</exception>
    public static WeightTensor Describe(string name, PickleTensor tensor, Func<long, int, byte[]> readStorage)
    {
        var (first, count) = Extent(name, tensor);
        var size = tensor.Storage.Type.SizeBytes();
        var bytes = checked((int)(count * size));
        var whole = Shapes.Count(tensor.Shape);
        if (whole > count && whole > MaximumRepeatedBytes / size)
            throw new InvalidDataException($"'{name}' of shape {Shapes.Text(tensor.Shape)} repeats the {count} elements of its storage");
        return new(name, tensor.Storage.Type, tensor.Shape, () => Gather(readStorage(first * size, bytes), tensor, size));
    }

    // The elements from the first to the last that the view touches.
    private static (long First, long Count) Extent(string name, PickleTensor tensor)
    {
        if (Shapes.Count(tensor.Shape) == 0) return (0, 0);
        var last = tensor.Offset;
        for (var i = 0; i < tensor.Shape.Length; i++) last = checked(last + (tensor.Shape[i] - 1) * tensor.Strides[i]);
        return last < tensor.Storage.Elements
            ? (tensor.Offset, last - tensor.Offset + 1)
            : throw new InvalidDataException($"'{name}' reaches past its storage of {tensor.Storage.Elements} elements");
    }

    private static byte[] Gather(byte[] source, PickleTensor tensor, int size)
    {
        if (IsRowMajor(tensor)) return source;
        var target = new byte[Shapes.Count(tensor.Shape) * size];
        var index = new long[tensor.Shape.Length];
        var from = 0L;
        for (var position = 0; position < target.Length; position += size)
        {
            source.AsSpan((int)from * size, size).CopyTo(target.AsSpan(position));
            from += Advance(index, tensor);
        }
        return target;
    }

    private static bool IsRowMajor(PickleTensor tensor)
    {
        var expected = 1L;
        for (var i = tensor.Shape.Length - 1; i >= 0; i--)
        {
            if (tensor.Shape[i] != 1 && tensor.Strides[i] != expected) return false;
            expected *= tensor.Shape[i];
        }
        return true;
    }

    // How many elements further on the next one is in the storage.
    private static long Advance(long[] index, PickleTensor tensor)
    {
        var step = 0L;
        for (var i = tensor.Shape.Length - 1; i >= 0; i--)
        {
            step += tensor.Strides[i];
            if (++index[i] < tensor.Shape[i]) return step;
            step -= tensor.Strides[i] * tensor.Shape[i];
            index[i] = 0;
        }
        return step;
    }
}
