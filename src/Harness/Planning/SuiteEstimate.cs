using Harness.Experiments;

namespace Harness.Planning;

/// <summary>What a run of the epochs that are missing will take.</summary>
/// <param name="Seconds">Training and validation together.</param>
/// <param name="AloneSeconds">The same with every technique on its own.</param>
/// <param name="Techniques">What each technique would take on its own.</param>
/// <param name="PeakBytes">The most memory of the process.</param>
public sealed record SuiteEstimate(
    double Seconds, double AloneSeconds, IReadOnlyList<TechniqueEstimate> Techniques, long PeakBytes);

/// <summary>What the missing epochs of a technique take.</summary>
/// <param name="Technique">The technique.</param>
/// <param name="Epochs">How many epochs are missing, over all seeds.</param>
/// <param name="AloneSeconds">What they would take on their own.</param>
public sealed record TechniqueEstimate(Technique Technique, int Epochs, double AloneSeconds);
