using Harness.Diagnostics;

namespace Harness.Models.Weights;

/// <summary>The names that safetensors files give to element types.</summary>
internal static class SafetensorsTypes
{
    public static readonly Registry<WeightType> Names = new("element type")
    {
        { "F32", WeightType.Float32 },
        { "F16", WeightType.Float16 },
        { "BF16", WeightType.BFloat16 },
        { "F64", WeightType.Float64 },
        { "I64", WeightType.Int64 },
        { "I32", WeightType.Int32 },
        { "I16", WeightType.Int16 },
        { "I8", WeightType.Int8 },
        { "U8", WeightType.UInt8 },
        { "BOOL", WeightType.Bool },
    };
}
