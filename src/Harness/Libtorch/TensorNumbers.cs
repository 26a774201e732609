using TorchSharp;
using static TorchSharp.torch;

namespace Harness.Libtorch;

/// <summary>Arithmetic between a tensor and a number, with TorchSharp's results.</summary>
/// <remarks>
/// TorchSharp's own operators turn the number into a <see cref="Scalar"/> that nothing keeps alive while libtorch reads it: under load the garbage collector
/// frees it in the middle of the operation. Here it is held until the operation has ended.
/// </remarks>
internal static class TensorNumbers
{
    /// <summary>Adds a number to every element.</summary>
    /// <param name="tensor">The tensor; not changed.</param>
    /// <param name="number">The number.</param>
    /// <returns>A new tensor.</returns>
    public static Tensor Plus(this Tensor tensor, double number)
    {
        using var scalar = number.ToScalar();
        return tensor.add(scalar);
    }

    /// <summary>Multiplies every element by a number.</summary>
    /// <param name="tensor">The tensor; not changed.</param>
    /// <param name="number">The number.</param>
    /// <returns>A new tensor.</returns>
    public static Tensor Times(this Tensor tensor, double number)
    {
        using var scalar = number.ToScalar();
        return tensor.mul(scalar);
    }

    /// <summary>Divides every element by a number.</summary>
    /// <param name="tensor">The tensor; not changed.</param>
    /// <param name="number">The number.</param>
    /// <returns>A new tensor.</returns>
    public static Tensor DividedBy(this Tensor tensor, double number)
    {
        using var scalar = number.ToScalar();
        return tensor.div(scalar);
    }

    /// <summary>Raises every element to a number, if it is smaller.</summary>
    /// <param name="tensor">The tensor; not changed.</param>
    /// <param name="number">The number.</param>
    /// <returns>A new tensor.</returns>
    public static Tensor AtLeast(this Tensor tensor, double number)
    {
        using var scalar = number.ToScalar();
        return tensor.clamp(min: scalar);
    }

    /// <summary>Lowers every element to a number, if it is larger.</summary>
    /// <param name="tensor">The tensor; not changed.</param>
    /// <param name="number">The number.</param>
    /// <returns>A new tensor.</returns>
    public static Tensor AtMost(this Tensor tensor, double number)
    {
        using var scalar = number.ToScalar();
        return tensor.clamp(max: scalar);
    }

    /// <summary>Adds a multiple of another tensor in place.</summary>
    /// <param name="tensor">The tensor; changed.</param>
    /// <param name="other">What is added.</param>
    /// <param name="factor">By which it is multiplied first.</param>
    /// <returns>The tensor.</returns>
    public static Tensor AddMultiple(this Tensor tensor, Tensor other, double factor)
    {
        using var scalar = factor.ToScalar();
        return tensor.add_(other, scalar);
    }

    /// <summary>Replaces some elements by minus infinity: of logits, which gives those classes no probability.</summary>
    /// <param name="tensor">The tensor; not changed.</param>
    /// <param name="excluded">[like the tensor], bool: which elements.</param>
    /// <returns>A new tensor.</returns>
    public static Tensor Exclude(this Tensor tensor, Tensor excluded)
    {
        using var scalar = double.NegativeInfinity.ToScalar();
        return tensor.masked_fill(excluded, scalar);
    }

    /// <summary>The whole numbers from 0 on.</summary>
    /// <param name="count">How many.</param>
    /// <param name="device">Where; null for the CPU.</param>
    /// <returns>[count], int64.</returns>
    public static Tensor Indices(long count, Device? device = null)
    {
        using var stop = count.ToScalar();
        return arange(stop, dtype: ScalarType.Int64, device: device);
    }
}
