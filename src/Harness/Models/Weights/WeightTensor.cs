namespace Harness.Models.Weights;

/// <summary>A tensor as it is in a file: described at once, read when needed.</summary>
public sealed class WeightTensor
{
    private readonly Func<byte[]> _read;

    /// <summary>Describes a tensor.</summary>
    /// <param name="name">Its name, for example <c>layer1.0.conv1.weight</c>.</param>
    /// <param name="type">The type of its elements.</param>
    /// <param name="shape">Its dimensions; empty for a single number.</param>
    /// <param name="read">Gives its elements, row-major and little-endian, <see cref="ByteCount"/> bytes.</param>
    /// <exception cref="OverflowException">The tensor is larger than an array can be.</exception>
    public WeightTensor(string name, WeightType type, IReadOnlyList<long> shape, Func<byte[]> read)
    {
        (Name, Type, Shape, _read) = (name, type, shape, read);
        var bytes = Shapes.Count(shape) * (long)type.SizeBytes();
        if (bytes > Array.MaxLength) throw new OverflowException($"'{name}' is larger than {Array.MaxLength} bytes.");
        ByteCount = (int)bytes;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The type of its elements.</summary>
    public WeightType Type { get; }

    /// <summary>Its dimensions; empty for a single number.</summary>
    public IReadOnlyList<long> Shape { get; }

    /// <summary>The size of all elements together, in bytes.</summary>
    public int ByteCount { get; }

    /// <summary>A tensor whose elements are in memory already.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="type">The type of its elements.</param>
    /// <param name="shape">Its dimensions.</param>
    /// <param name="bytes">Its elements, row-major and little-endian; not copied.</param>
    /// <returns>The tensor.</returns>
    /// <exception cref="ArgumentException">The number of bytes does not follow from type and shape.</exception>
    public static WeightTensor FromBytes(string name, WeightType type, IReadOnlyList<long> shape, byte[] bytes)
    {
        var tensor = new WeightTensor(name, type, shape, () => bytes);
        return tensor.ByteCount == bytes.Length
            ? tensor
            : throw new ArgumentException($"'{name}' needs {tensor.ByteCount} bytes and got {bytes.Length}.", nameof(bytes));
    }

    /// <summary>Reads the elements.</summary>
    /// <returns>Row-major, little-endian bytes. Treat them as read-only: they may be shared.</returns>
    /// <exception cref="Diagnostics.HarnessException">The file has changed or cannot be read any more.</exception>
    public byte[] ReadBytes() => _read();

    /// <summary>The tensor under another name.</summary>
    /// <param name="name">The new name.</param>
    /// <returns>A tensor that shares this one's elements.</returns>
    public WeightTensor Rename(string name) => new(name, Type, Shape, _read);
}
