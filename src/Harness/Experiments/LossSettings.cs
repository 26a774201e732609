namespace Harness.Experiments;

/// <summary>What training minimises. Reported losses are plain cross entropies whatever it is, so that rows can be compared.</summary>
/// <param name="Function">The loss.</param>
/// <param name="LabelSmoothing">The part of each target that is spread evenly over all classes, for <see cref="LossFunction.CrossEntropy"/> only;
/// 0 for none. Source: Szegedy and others 2016.</param>
public sealed record LossSettings(LossFunction Function, double LabelSmoothing = 0);

/// <summary>The losses that training can minimise.</summary>
public enum LossFunction
{
    /// <summary>Cross entropy of the logits.</summary>
    CrossEntropy,

    /// <summary>Negative log likelihood; the head must end in <c>log_softmax</c>.</summary>
    NegativeLogLikelihood,
}
