using Harness.Libtorch;
using static TorchSharp.torch;

namespace Harness.Models.Backbones.ResNets;

/// <summary>What a residual block computes, whether its batch norm layers are folded or not.</summary>
/// <param name="Path">The convolutions one after the other; all but the last are followed by a ReLU.</param>
/// <param name="Shortcut">The projection of the input; null if the input is added as it is.</param>
/// <typeparam name="TUnit">The kind of units; this record owns none of them.</typeparam>
internal sealed record ResidualPath<TUnit>(IReadOnlyList<TUnit> Path, TUnit? Shortcut)
    where TUnit : class, IConvolutionUnit
{
    /// <summary>All units in forward order.</summary>
    public IEnumerable<TUnit> Units => Shortcut is null ? Path : Path.Append(Shortcut);

    /// <summary>Applies the block.</summary>
    /// <param name="input">[N, C, H, W]; neither changed nor disposed.</param>
    /// <returns>[N, C', H/stride, W/stride], not negative. The caller disposes it.</returns>
    public Tensor Forward(Tensor input)
    {
        var result = Path[0].Forward(input);
        foreach (var unit in Path.Skip(1))
        {
            result.relu_();
            var next = unit.Forward(result);
            result.Dispose();
            result = next;
        }
        AddShortcut(result, input);
        return result.relu_();
    }

    /// <summary>The same block of other units.</summary>
    /// <param name="convert">Makes a unit of a unit.</param>
    /// <typeparam name="TOther">The kind that it makes.</typeparam>
    /// <returns>The block.</returns>
    public ResidualPath<TOther> Convert<TOther>(Func<TUnit, TOther> convert)
        where TOther : class, IConvolutionUnit =>
        new([.. Path.Select(convert)], Shortcut is null ? null : convert(Shortcut));

    private void AddShortcut(Tensor result, Tensor input)
    {
        using var projected = Shortcut?.Forward(input);
        result.AddInPlace(projected ?? input);
    }
}
