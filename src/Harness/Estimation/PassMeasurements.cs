using Harness.Planning;
using MathNet.Numerics.Statistics;

namespace Harness.Estimation;

/// <summary>What was measured, by kinds of passes; what was not, or failed, is taken from the most similar pass that was.</summary>
/// <remarks>A kind that was measured several times counts with the medians: a machine has its moments.</remarks>
internal sealed class PassMeasurements
{
    private readonly Dictionary<string, (Pass Pass, List<PassMeasurement> Measured)> _byKind = [];

    /// <summary>Whether nothing has been measured.</summary>
    public bool IsEmpty => _byKind.Count == 0;

    /// <summary>Takes a measurement in.</summary>
    /// <param name="pass">A pass; of one kind always the same.</param>
    /// <param name="measured">What was measured of it.</param>
    public void Add(Pass pass, PassMeasurement measured)
    {
        var kind = PassKind.Of(pass);
        if (!_byKind.ContainsKey(kind)) _byKind.Add(kind, (pass, []));
        _byKind[kind].Measured.Add(measured);
    }

    /// <summary>Whether a pass of this kind has been measured.</summary>
    /// <param name="pass">The pass.</param>
    /// <returns>Whether what <see cref="Of"/> tells is its kind's own.</returns>
    public bool Contains(Pass pass) => _byKind.ContainsKey(PassKind.Of(pass));

    /// <summary>Tells what a pass takes.</summary>
    /// <param name="pass">The pass.</param>
    /// <returns>What was measured of its kind, or of the pass whose work comes nearest, by the ratio of <see cref="StageCost"/>; null when nothing was
    /// measured at all.</returns>
    public PassMeasurement? Of(Pass pass)
    {
        if (IsEmpty) return null;
        if (_byKind.TryGetValue(PassKind.Of(pass), out var own)) return Medians(own.Measured);
        var (similar, times) = _byKind.Values.MinBy(other => Math.Abs(Math.Log(other.Pass.Cost / pass.Cost)));
        var measured = Medians(times);
        return measured with
        {
            TrainBatchSeconds = measured.TrainBatchSeconds * pass.Cost / similar.Cost,
            // Next to the body, heads cost nothing.
            AloneShares = [.. pass.Stages.Select(_ => 1.0)],
        };
    }

    private static PassMeasurement Medians(List<PassMeasurement> times) => new(
        times.Select(time => time.OverheadSeconds).Median(),
        times.Select(time => time.TrainBatchSeconds).Median(),
        times.Select(time => time.ValidBatchSeconds).Median(),
        [.. times[0].AloneShares.Select((_, stage) => times.Select(time => time.AloneShares[stage]).Median())]);
}
