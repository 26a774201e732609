namespace Harness.Planning;

/// <summary>What was measured, by kinds of passes; what was not, or failed, is taken from the most similar pass that was.</summary>
internal sealed class PassMeasurements
{
    private readonly Dictionary<string, (Pass Pass, PassMeasurement Measured)> _byKind = [];

    /// <summary>Whether nothing has been measured.</summary>
    public bool IsEmpty => _byKind.Count == 0;

    /// <summary>Takes a measurement in.</summary>
    /// <param name="pass">The first of its kind.</param>
    /// <param name="measured">What was measured of it.</param>
    public void Add(Pass pass, PassMeasurement measured) => _byKind.Add(PassKind.Of(pass), (pass, measured));

    /// <summary>Tells what a pass takes.</summary>
    /// <param name="pass">The pass.</param>
    /// <returns>What was measured of its kind, or of the pass whose work comes nearest, by the ratio of <see cref="StageCost"/>; null when nothing was
    /// measured at all.</returns>
    public PassMeasurement? Of(Pass pass)
    {
        if (IsEmpty) return null;
        if (_byKind.TryGetValue(PassKind.Of(pass), out var own)) return own.Measured;
        var (similar, measured) = _byKind.Values.MinBy(other => Math.Abs(Math.Log(other.Pass.Cost / pass.Cost)));
        return measured with
        {
            TrainBatchSeconds = measured.TrainBatchSeconds * pass.Cost / similar.Cost,
            // Next to the body, heads cost nothing.
            AloneShares = [.. pass.Stages.Select(_ => 1.0)],
        };
    }
}
