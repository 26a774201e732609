using static TorchSharp.torch;

namespace Harness.Models.Backbones;

/// <summary>Runs a backbone without recording for gradients. Once it no longer changes it is folded, where its architecture and the settings allow that.</summary>
internal sealed class BackboneWithoutGraph : IDisposable
{
    private readonly Backbone _backbone;
    private readonly ComputeSettings _compute;
    // From the moment when the backbone no longer changes.
    private IFoldedBackbone? _folded;

    /// <summary>Makes the backbone compute as the settings say; its mode stays as it is.</summary>
    /// <param name="backbone">The backbone, on its device; not disposed with this.</param>
    /// <param name="compute">How it computes.</param>
    public BackboneWithoutGraph(Backbone backbone, ComputeSettings compute)
    {
        (_backbone, _compute) = (backbone, compute);
        backbone.Precision = compute.Precision;
        backbone.AllowsWinograd = compute.AllowsWinograd;
    }

    /// <summary>Whether it is folded.</summary>
    public bool IsFolded => _folded is not null;

    /// <summary>Takes a backbone that only evaluates, with the weights that it has.</summary>
    /// <param name="backbone">The backbone, on its device; not disposed with this.</param>
    /// <param name="compute">How it computes.</param>
    /// <returns>The backbone in evaluation mode; the caller disposes it.</returns>
    public static BackboneWithoutGraph Evaluating(Backbone backbone, ComputeSettings compute)
    {
        var evaluating = new BackboneWithoutGraph(backbone, compute);
        evaluating.BeginEvaluation();
        return evaluating;
    }

    /// <summary>Switches to evaluation: from now on the backbone stays as it is.</summary>
    public void BeginEvaluation()
    {
        _backbone.eval();
        Fold();
    }

    /// <summary>Folds the backbone if the settings say so and its architecture can be folded: from now on it stays as it is. Its mode does, too.</summary>
    public void Fold()
    {
        if (_compute.FoldsBatchNorm) _folded ??= _backbone.Fold(_compute.Precision);
    }

    /// <summary>Computes the feature map.</summary>
    /// <param name="images">[N, 3, H, W], float32, normalized, on the backbone's device; not disposed here.</param>
    /// <returns>[N, C, h, w], without a graph. The caller disposes it.</returns>
    public Tensor Forward(Tensor images)
    {
        if (_folded is not null) return _folded.Forward(images);
        using var _ = no_grad();
        return _backbone.call(images);
    }

    /// <inheritdoc/>
    public void Dispose() => _folded?.Dispose();
}
