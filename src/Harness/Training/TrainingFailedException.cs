namespace Harness.Training;

/// <summary>A training that cannot continue, such as one whose loss is not a number. Its row fails; the other techniques continue.</summary>
public sealed class TrainingFailedException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="reason">Why, as the table's footnote will say it.</param>
    /// <param name="isReproducible">Whether the same training would fail again, so that the failure may be remembered.</param>
    /// <param name="inner">The technical cause; null for none.</param>
    public TrainingFailedException(string reason, bool isReproducible, Exception? inner = null)
        : base(reason, inner) => IsReproducible = isReproducible;

    /// <summary>Whether the same training would fail again: a loss that is not a number would, a lack of memory might not.</summary>
    public bool IsReproducible { get; }
}
