using Harness.Models.Backbones;
using Harness.Models.Heads;
using static TorchSharp.torch;

namespace Harness.Models;

/// <summary>A backbone and a head. Their parameters are called <c>body.…</c> and <c>head.…</c>.</summary>
public sealed class TransferModel : nn.Module<Tensor, Tensor>
{
    // The names of these two fields are the names of the modules: RegisterComponents takes them from here.
    private readonly Backbone body;
    private readonly Head head;

    internal TransferModel(Backbone backbone, Head head, BackboneDescription description) : base(nameof(TransferModel))
    {
        body = backbone;
        this.head = head;
        Description = description;
        RegisterComponents();
    }

    /// <summary>What the backbone is.</summary>
    public BackboneDescription Description { get; }

    /// <summary>The backbone, from images [N, 3, H, W] to a feature map [N, C, h, w].</summary>
    public Backbone Backbone => body;

    /// <summary>The head, from the feature map to [N, classes].</summary>
    public Head Head => head;

    /// <summary>Computes the outputs.</summary>
    /// <param name="images">[N, 3, H, W], float32, normalized; not disposed here.</param>
    /// <returns>[N, classes]. The caller disposes it.</returns>
    public override Tensor forward(Tensor images)
    {
        using var features = ForwardFeatures(images);
        return head.call(features);
    }

    /// <summary>Computes the backbone's feature map alone; <see cref="Head"/> continues from there.</summary>
    /// <param name="images">[N, 3, H, W], float32, normalized; not disposed here.</param>
    /// <returns>[N, C, h, w]. The caller disposes it.</returns>
    public Tensor ForwardFeatures(Tensor images) => body.call(images);
}
