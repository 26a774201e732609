using Harness.Data.Labels;
using Harness.Data.Streams;
using Harness.Models.Heads;
using Harness.Yaml;
using Harness.Yaml.Blocks;

namespace Harness.Training.Objectives.Domains;

/// <summary>Unsupervised domain adaptation: the classes of the source's images, and features in which the two domains cannot be told apart.</summary>
/// <param name="Weight">The factor of the loss that aligns the domains.</param>
/// <remarks>
/// The features after the pooling of the technique's head are aligned. Half of each batch comes from the target (<see cref="BothDomains"/>): batch norm in
/// training mode sees both domains.
/// </remarks>
public abstract record AdaptationSettings(double Weight) : ClassifyingSettings
{
    private protected static readonly NumberForm WeightForm = new(NumberRange.Positive);

    /// <inheritdoc/>
    public override BatchStream Stream => BothDomains.Instance;

    /// <summary>The classifier, then the head on the aligned features.</summary>
    public override IReadOnlyList<HeadDefinition> Heads(HeadSettings head, LabelSpace labels) => [.. base.Heads(head, labels), AlignmentHead(head)];

    /// <summary>The head on the aligned features: only the pooling, unless an objective needs more.</summary>
    /// <param name="head">The technique's own head.</param>
    /// <returns>The head.</returns>
    private protected virtual HeadDefinition AlignmentHead(HeadSettings head) => new("features", head with { Layers = [] }, 0);
}
