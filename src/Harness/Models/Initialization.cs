namespace Harness.Models;

/// <summary>With which weights a backbone begins.</summary>
public enum Initialization
{
    /// <summary>With the suite's weights; where the suite has none, with random ones.</summary>
    Pretrained,

    /// <summary>With random ones from the seed, although the suite has weights: a control that transfers nothing.</summary>
    Random,
}
