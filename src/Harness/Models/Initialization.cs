namespace Harness.Models;

/// <summary>The weights that a backbone starts with.</summary>
public enum Initialization
{
    /// <summary>With the suite's weights; where the suite has none, with random ones.</summary>
    Pretrained,

    /// <summary>With random ones from the seed, although the suite has weights: a control that transfers nothing.</summary>
    Random,
}
