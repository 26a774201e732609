using Harness.Diagnostics;

namespace Harness.Experiments;

/// <summary>One way of reusing a pretrained network, as read from a technique file.</summary>
public sealed record Technique
{
    /// <summary>The name: the row of the table. Unique in its suite.</summary>
    public required string Name { get; init; }

    /// <summary>Where the name stands.</summary>
    public required SourceLocation Location { get; init; }

    /// <summary>One or two sentences on what the technique does and which reading of its source it follows; empty for none.</summary>
    public string Description { get; init; } = string.Empty;

    /// <summary>What its source reports; null for nothing.</summary>
    public PublishedResult? Published { get; init; }

    /// <summary>What stands on the body.</summary>
    public required HeadSettings Head { get; init; }

    /// <summary>The loss that training minimises.</summary>
    public LossFunction Loss { get; init; } = LossFunction.CrossEntropy;

    /// <summary>The optimizer, one instance through all phases.</summary>
    public required OptimizerSettings Optimizer { get; init; }

    /// <summary>What trains when; at least one phase.</summary>
    public required IReadOnlyList<Phase> Phases { get; init; }
}

/// <summary>The loss that training minimises. Reported losses are cross entropies either way.</summary>
public enum LossFunction
{
    /// <summary>Cross entropy of the logits.</summary>
    CrossEntropy,

    /// <summary>Negative log likelihood; the head must end in <c>log_softmax</c>.</summary>
    NegativeLogLikelihood,
}
