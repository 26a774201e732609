namespace Harness.Results;

/// <summary>Seconds of training and validation of the finished epochs of a suite, whenever they were run.</summary>
/// <param name="SpentSeconds">The time spent: an epoch that techniques share counts once, a backbone that heads share once per batch.</param>
/// <param name="AloneSeconds">The time without sharing, every technique trained on its own.</param>
public sealed record SharingSavings(double SpentSeconds, double AloneSeconds)
{
    /// <summary>The part of the work that sharing saved, 0…1.</summary>
    public double Saved => AloneSeconds > 0 ? Math.Max(0, 1 - (SpentSeconds / AloneSeconds)) : 0;
}
