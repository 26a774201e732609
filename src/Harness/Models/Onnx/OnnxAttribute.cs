using Kind = Harness.Models.Onnx.AttributeProto.Types.AttributeType;

namespace Harness.Models.Onnx;

/// <summary>Makes the settings of operations.</summary>
internal static class OnnxAttribute
{
    /// <summary>A whole number.</summary>
    /// <param name="name">The setting.</param>
    /// <param name="value">Its value.</param>
    /// <returns>The attribute.</returns>
    public static AttributeProto Of(string name, long value) => new() { Name = name, Type = Kind.Int, I = value };

    /// <summary>A number.</summary>
    /// <param name="name">The setting.</param>
    /// <param name="value">Its value.</param>
    /// <returns>The attribute.</returns>
    public static AttributeProto Of(string name, double value) => new() { Name = name, Type = Kind.Float, F = (float)value };

    /// <summary>Several whole numbers.</summary>
    /// <param name="name">The setting.</param>
    /// <param name="values">Its values.</param>
    /// <returns>The attribute.</returns>
    public static AttributeProto Of(string name, long[] values) => new() { Name = name, Type = Kind.Ints, Ints = { values } };
}
