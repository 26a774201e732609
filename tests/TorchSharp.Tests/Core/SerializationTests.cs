using static TorchSharp.torch;

namespace TorchSharp.Tests.Core;

public sealed class SerializationTests
{
    [Fact]
    public void Save_Float32Matrix_HasTheDocumentedBytes()
    {
        using var x = tensor(new[] { 1f, -2f }, [1L, 2]);
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        x.Save(writer);
        // Type 6, rank 2, lengths 1 and 2, then the elements, little-endian.
        Assert.Equal([6, 2, 1, 2, 0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0], stream.ToArray());
    }

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Int64)]
    [InlineData(ScalarType.BFloat16)]
    [InlineData(ScalarType.Bool)]
    public void SaveAndLoad_AnyType_RoundTrips(ScalarType type)
    {
        using var scope = NewDisposeScope();
        var x = arange(300).view(3, 100).to(type);
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        x.Save(writer);
        stream.Position = 0;
        using var reader = new BinaryReader(stream);
        Assert.True(x.Equals(TensorExtensionMethods.Load(reader)));

        stream.Position = 0;
        var target = zeros_like(x);
        target.Load(reader);
        Assert.True(x.Equals(target));

        stream.Position = 0;
        Assert.True(x.Equals(Tensor.Load(reader)));
    }

    [Fact]
    public void Load_OtherShapeOrType_IsRefused()
    {
        using var scope = NewDisposeScope();
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        ones(2, 3).Save(writer);
        using var reader = new BinaryReader(stream);
        stream.Position = 0;
        Assert.Throws<ArgumentException>(() => zeros(3, 2).Load(reader));
        stream.Position = 0;
        Assert.Throws<ArgumentException>(() => zeros(2, 3, dtype: float64).Load(reader));
    }

    [Fact]
    public void Load_Truncated_IsRefused()
    {
        using var scope = NewDisposeScope();
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        ones(2, 3).Save(writer);
        stream.SetLength(stream.Length - 1);
        stream.Position = 0;
        using var reader = new BinaryReader(stream);
        Assert.Throws<EndOfStreamException>(() => TensorExtensionMethods.Load(reader));
    }

    [Fact]
    public void Save_NotContiguous_IsRefused()
    {
        using var scope = NewDisposeScope();
        using var writer = new BinaryWriter(new MemoryStream());
        Assert.Throws<InvalidOperationException>(() => ones(2, 3).t().Save(writer));
    }
}
