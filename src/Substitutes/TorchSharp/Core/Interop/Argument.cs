namespace TorchSharp.Interop;

/// <summary>An argument of an <see cref="Operator"/>: made by implicit conversion from what C# calls it.</summary>
/// <remarks>
/// Integers, floating-point numbers and booleans convert as they are: an operator's schema that says <c>float</c> wants a C# <c>double</c>,
/// <c>int</c> a <c>long</c>; where it says <c>Scalar</c> any will do. A null of any type is an absent optional.
/// </remarks>
internal readonly struct Argument
{
    private Argument(Tag tag, long payload) => (Tag, Payload) = (tag, payload);

    private Argument(Tag tag, object reference, int length, long payload = 0) =>
        (Tag, Reference, Length, Payload) = (tag, reference, length, payload);

    /// <summary>An absent optional.</summary>
    public static Argument None => default;

    /// <summary>The default of the operator's schema; missing trailing arguments take it too.</summary>
    public static Argument Default => new(Tag.Default, 0);

    public Tag Tag { get; }

    /// <summary>The array behind a list, and what must stay alive until the call is over.</summary>
    public object? Reference { get; }

    /// <summary>Elements of a list.</summary>
    public int Length { get; }

    public long Payload { get; }

    public static implicit operator Argument(torch.Tensor? tensor) => tensor is null ? None : new(Tag.Tensor, tensor, 0, tensor.Handle);

    public static implicit operator Argument(long value) => new(Tag.Int, value);

    public static implicit operator Argument(long? value) => value is { } present ? present : None;

    public static implicit operator Argument(double value) => new(Tag.Double, BitConverter.DoubleToInt64Bits(value));

    public static implicit operator Argument(double? value) => value is { } present ? present : None;

    public static implicit operator Argument(bool value) => new(Tag.Bool, value ? 1 : 0);

    public static implicit operator Argument(Scalar? value) => value is null ? None : new(value.Tag, value.Bits);

    public static implicit operator Argument(torch.ScalarType type) => new(Tag.Int, (long)type);

    public static implicit operator Argument(torch.ScalarType? type) => type is { } present ? present : None;

    public static implicit operator Argument(torch.Device? device) => device is null ? None : new(Tag.Device, device.Packed);

    public static implicit operator Argument(torch.Generator? generator) =>
        generator is null ? None : new(Tag.Generator, generator, 0, generator.Handle);

    public static implicit operator Argument(long[]? values) => values is null ? None : new(Tag.Ints, values, values.Length);

    public static implicit operator Argument(ReadOnlySpan<long> values) => values.ToArray();

    public static implicit operator Argument(double[]? values) => values is null ? None : new(Tag.Doubles, values, values.Length);

    public static implicit operator Argument(bool[]? values) => values is null ? None : new(Tag.Bools, values, values.Length);

    public static implicit operator Argument(torch.Tensor[]? tensors) => tensors is null ? None : new(Tag.Tensors, tensors, tensors.Length);

    public static implicit operator Argument(string? text) => text is null ? None : new(Tag.String, text, text.Length);

    /// <summary>A list whose elements may be absent, as indexing takes it.</summary>
    public static Argument OptionalTensors(torch.Tensor?[] tensors) => new(Tag.OptionalTensors, tensors, tensors.Length);
}
