using static TorchSharp.torch;

namespace Harness.Training.State;

/// <summary>Copies of tensors that outlive dispose scopes and share no memory with their source.</summary>
internal static class TensorCopy
{
    /// <summary>A contiguous copy on the CPU, without autograd.</summary>
    /// <param name="source">Any tensor.</param>
    /// <returns>The copy; the caller disposes it.</returns>
    public static Tensor ToCpu(Tensor source)
    {
        using var _ = no_grad();
        using var detached = source.detach();
        using var local = detached.cpu();
        // For a channels-last tensor, contiguous() is already a copy; for a contiguous one it is the tensor itself.
        return (local.is_contiguous() ? local.clone() : local.contiguous()).DetachFromDisposeScope();
    }

    /// <summary>Collects copies by name; if one cannot be made, those before it are freed.</summary>
    /// <param name="copies">The copies, each made when it is asked for.</param>
    /// <returns>The copies; the caller disposes them.</returns>
    public static Dictionary<string, Tensor> Collect(IEnumerable<(string Name, Tensor Copy)> copies)
    {
        var collected = new Dictionary<string, Tensor>();
        try
        {
            foreach (var (name, copy) in copies) collected.Add(name, copy);
            return collected;
        }
        catch
        {
            foreach (var tensor in collected.Values) tensor.Dispose();
            throw;
        }
    }

    /// <summary>A copy with the source's device, without autograd.</summary>
    /// <param name="source">Any tensor.</param>
    /// <returns>The copy; the caller disposes it.</returns>
    public static Tensor Detached(Tensor source)
    {
        using var _ = no_grad();
        using var detached = source.detach();
        return detached.clone().DetachFromDisposeScope();
    }

    /// <summary>Whether two contiguous CPU tensors hold the same bits: unlike a comparison of numbers, NaN equals itself and −0 is not 0.</summary>
    /// <param name="a">Contiguous, on the CPU.</param>
    /// <param name="b">Contiguous, on the CPU.</param>
    /// <returns>Whether all bits are equal.</returns>
    public static bool SameBits(Tensor a, Tensor b) => a.bytes.SequenceEqual(b.bytes);
}
