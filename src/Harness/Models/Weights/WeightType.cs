namespace Harness.Models.Weights;

/// <summary>The element types that weight files hold.</summary>
public enum WeightType
{
    /// <summary>IEEE single precision, 4 bytes.</summary>
    Float32,

    /// <summary>IEEE half precision, 2 bytes.</summary>
    Float16,

    /// <summary>The upper half of a single, 2 bytes.</summary>
    BFloat16,

    /// <summary>IEEE double precision, 8 bytes.</summary>
    Float64,

    /// <summary>Signed integer of 8 bytes.</summary>
    Int64,

    /// <summary>Signed integer of 4 bytes.</summary>
    Int32,

    /// <summary>Signed integer of 2 bytes.</summary>
    Int16,

    /// <summary>Signed integer of 1 byte.</summary>
    Int8,

    /// <summary>Unsigned integer of 1 byte.</summary>
    UInt8,

    /// <summary>One byte, 0 or 1.</summary>
    Bool,
}

/// <summary>What follows from an element type.</summary>
public static class WeightTypes
{
    /// <summary>The size of one element.</summary>
    /// <param name="type">The element type.</param>
    /// <returns>1, 2, 4 or 8 bytes.</returns>
    public static int SizeBytes(this WeightType type) => type switch
    {
        WeightType.Float64 or WeightType.Int64 => 8,
        WeightType.Float32 or WeightType.Int32 => 4,
        WeightType.Float16 or WeightType.BFloat16 or WeightType.Int16 => 2,
        _ => 1,
    };

    /// <summary>Whether the type holds fractions, as parameters must.</summary>
    /// <param name="type">The element type.</param>
    /// <returns>True for the four floating-point types.</returns>
    public static bool IsFloatingPoint(this WeightType type) =>
        type is WeightType.Float32 or WeightType.Float16 or WeightType.BFloat16 or WeightType.Float64;
}
