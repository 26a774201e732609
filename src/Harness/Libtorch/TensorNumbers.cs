using TorchSharp;
using static TorchSharp.torch;

namespace Harness.Libtorch;

/// <summary>Arithmetic between a tensor and a number, and sums of tensors, with TorchSharp's results.</summary>
/// <remarks>
/// TorchSharp's own operators turn the number into a <see cref="Scalar"/> that nothing keeps alive while libtorch reads it: under load the garbage collector
/// frees it in the middle of the operation. So do its sums, which multiply the second tensor by a number 1. Here it is held until the operation has ended.
/// </remarks>
internal static class TensorNumbers
{
    private static readonly Scalar One = 1.ToScalar();

    /// <summary>Adds two tensors.</summary>
    /// <param name="tensor">One; not changed.</param>
    /// <param name="other">The other; not changed.</param>
    /// <returns>A new tensor.</returns>
    public static Tensor Plus(this Tensor tensor, Tensor other) => tensor.add(other, One);

    /// <summary>Adds another tensor in place.</summary>
    /// <param name="tensor">The tensor; changed.</param>
    /// <param name="other">What is added.</param>
    /// <returns>The tensor.</returns>
    public static Tensor AddInPlace(this Tensor tensor, Tensor other) => tensor.add_(other, One);

    /// <summary>Adds a number to every element in place.</summary>
    /// <param name="tensor">The tensor; changed.</param>
    /// <param name="number">The number, which the caller holds until the operation has ended.</param>
    /// <returns>The tensor.</returns>
    public static Tensor AddInPlace(this Tensor tensor, Scalar number) => tensor.add_(number, One);

    /// <summary>Counts one more.</summary>
    /// <param name="count">Whole numbers; changed.</param>
    public static void Increment(this Tensor count) => count.add_(One, One);

    /// <summary>Adds a number to every element.</summary>
    /// <param name="tensor">The tensor; not changed.</param>
    /// <param name="number">The number.</param>
    /// <returns>A new tensor.</returns>
    public static Tensor Plus(this Tensor tensor, double number)
    {
        using var scalar = number.ToScalar();
        return tensor.add(scalar, One);
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
