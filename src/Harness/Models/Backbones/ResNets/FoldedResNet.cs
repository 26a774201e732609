using Harness.Models.BatchNormalization;
using static TorchSharp.torch;

namespace Harness.Models.Backbones.ResNets;

/// <summary>A <see cref="ResNetBackbone"/> with its batch norm layers folded into its convolutions.</summary>
internal sealed class FoldedResNet : IFoldedBackbone
{
    private readonly Tensor? _mean;
    private readonly FoldedConvolution _stem;
    private readonly IReadOnlyList<ResidualPath<FoldedConvolution>> _blocks;

    /// <summary>Folds the layers of a backbone.</summary>
    /// <param name="mean">What is subtracted from every image; null for nothing. It is copied.</param>
    /// <param name="stem">The stem.</param>
    /// <param name="blocks">The blocks of all stages.</param>
    /// <param name="precision">The precision in which to compute.</param>
    public FoldedResNet(Tensor? mean, ConvolutionUnit stem, IEnumerable<ResidualPath<ConvolutionUnit>> blocks, Precision precision)
    {
        Precision = precision;
        _mean = mean?.clone().DetachFromDisposeScope();
        _stem = stem.Fold(precision.ScalarType());
        _blocks = [.. blocks.Select(block => block.Convert(unit => unit.Fold(precision.ScalarType())))];
    }

    /// <inheritdoc/>
    public Precision Precision { get; }

    /// <inheritdoc/>
    public Tensor Forward(Tensor images)
    {
        // Not inference mode: its outputs cannot be the input of a head that trains.
        using var noGrad = no_grad();
        using var centered = MeanImage.Subtract(_mean, images);
        using var input = centered.to(Precision.ScalarType());
        var features = _stem.Forward(input, AfterBatchNorm.MaxPoolRelu);
        foreach (var block in _blocks)
        {
            var next = block.Forward(features);
            features.Dispose();
            features = next;
        }
        return features.to(ScalarType.Float32, disposeAfter: true);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _mean?.Dispose();
        _stem.Dispose();
        foreach (var unit in _blocks.SelectMany(block => block.Units)) unit.Dispose();
    }
}
