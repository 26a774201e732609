using Harness.Models.BatchNormalization;
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
        var features = input.alias();
        foreach (var unit in Path.SkipLast(1)) features = Replace(features, unit.Forward(features, AfterBatchNorm.Relu));
        using var projected = Shortcut?.Forward(input, AfterBatchNorm.Nothing);
        return Replace(features, Path[^1].Forward(features, AfterBatchNorm.Relu, projected ?? input));
    }

    /// <summary>The same block of other units.</summary>
    /// <param name="convert">Makes a unit of a unit.</param>
    /// <typeparam name="TOther">The kind that it makes.</typeparam>
    /// <returns>The block.</returns>
    public ResidualPath<TOther> Convert<TOther>(Func<TUnit, TOther> convert)
        where TOther : class, IConvolutionUnit =>
        new([.. Path.Select(convert)], Shortcut is null ? null : convert(Shortcut));

    private static Tensor Replace(Tensor features, Tensor next)
    {
        features.Dispose();
        return next;
    }
}
