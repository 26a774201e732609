using Harness.Planning;
using MathNet.Numerics.Statistics;

namespace Harness.Estimation;

/// <summary>Measurements by kind of shared epoch; kinds that were not measured, or failed, use those of the most similar one.</summary>
/// <remarks>For a kind that was measured several times, the medians count, since a machine has busy moments.</remarks>
internal sealed class EpochMeasurements
{
    private readonly Dictionary<string, (SharedEpoch SharedEpoch, List<EpochMeasurement> Measured)> _byKind = [];

    /// <summary>Whether nothing has been measured.</summary>
    public bool IsEmpty => _byKind.Count == 0;

    /// <summary>Adds a measurement.</summary>
    /// <param name="sharedEpoch">A shared epoch; of one kind always the same.</param>
    /// <param name="measured">Its measurement.</param>
    public void Add(SharedEpoch sharedEpoch, EpochMeasurement measured)
    {
        var kind = EpochKind.Of(sharedEpoch);
        if (!_byKind.ContainsKey(kind)) _byKind.Add(kind, (sharedEpoch, []));
        _byKind[kind].Measured.Add(measured);
    }

    /// <summary>Whether a shared epoch of this kind has been measured.</summary>
    /// <param name="sharedEpoch">The shared epoch.</param>
    /// <returns>Whether <see cref="Of"/> returns a measurement of its own kind.</returns>
    public bool Contains(SharedEpoch sharedEpoch) => _byKind.ContainsKey(EpochKind.Of(sharedEpoch));

    /// <summary>Reports what a shared epoch takes.</summary>
    /// <param name="sharedEpoch">The shared epoch.</param>
    /// <returns>The measurement of its kind, or of the shared epoch whose work comes nearest, by the ratio of <see cref="EpochCost"/>; null when nothing was
    /// measured at all.</returns>
    public EpochMeasurement? Of(SharedEpoch sharedEpoch)
    {
        if (IsEmpty) return null;
        if (_byKind.TryGetValue(EpochKind.Of(sharedEpoch), out var own)) return Medians(own.Measured);
        var (similar, times) = _byKind.Values.MinBy(other => Math.Abs(Math.Log(other.SharedEpoch.Cost / sharedEpoch.Cost)));
        var measured = Medians(times);
        return measured with
        {
            TrainBatchSeconds = measured.TrainBatchSeconds * sharedEpoch.Cost / similar.Cost,
            // Compared with the backbone, heads cost nothing.
            AloneShares = [.. sharedEpoch.Nodes.Select(_ => 1.0)],
        };
    }

    private static EpochMeasurement Medians(List<EpochMeasurement> times) => new(
        times.Select(time => time.OverheadSeconds).Median(),
        times.Select(time => time.TrainBatchSeconds).Median(),
        times.Select(time => time.ValidBatchSeconds).Median(),
        [.. times[0].AloneShares.Select((_, node) => times.Select(time => time.AloneShares[node]).Median())]);
}
