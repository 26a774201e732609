using Harness.Estimation;
using Harness.Experiments;
using Harness.Models.Backbones;
using Harness.Running;

namespace Harness.Proposals;

/// <summary>A network of which some batches were tried.</summary>
/// <param name="Draft">What was tried.</param>
/// <param name="Session">The suite of the trial.</param>
/// <param name="Calibration">What was measured.</param>
internal sealed record NetworkTrial(SuiteProposal Draft, SuiteSession Session, Calibration Calibration)
{
    private readonly Dictionary<(int Seeds, int EpochFactor), double> _known = [];

    /// <summary>Estimates the time of all epochs.</summary>
    /// <param name="seeds">The number of seeds.</param>
    /// <param name="epochFactor">The factor by which the techniques train more epochs than their sources.</param>
    /// <returns>Seconds.</returns>
    public double Seconds(int seeds, int epochFactor)
    {
        if (_known.TryGetValue((seeds, epochFactor), out var seconds)) return seconds;
        var suite = Session.Suite with
        {
            Seeds = (Draft with { Seeds = seeds }).SeedList,
            Techniques = [.. Session.Suite.Techniques.Select(technique => Lengthen(technique, (double)epochFactor / Draft.MinimumEpochFactor))],
        };
        return _known[(seeds, epochFactor)] = Calibration.Of(Session.PlanOf(suite)).Seconds;
    }

    /// <summary>About what all epochs add to the store.</summary>
    /// <param name="seeds">The number of seeds.</param>
    /// <param name="epochFactor">The factor by which the techniques train more epochs than their sources.</param>
    /// <returns>Bytes.</returns>
    public long StoredBytes(int seeds, int epochFactor) => StoredBytes(Session.Backbone, seeds, epochFactor);

    /// <summary>About what all epochs of a comparison add to the store.</summary>
    /// <param name="backbone">The backbone.</param>
    /// <param name="seeds">The number of seeds.</param>
    /// <param name="epochFactor">The factor by which the techniques train more epochs than their sources.</param>
    /// <returns>Bytes.</returns>
    /// <remarks>Of two epochs, one technique trains the whole network in both and two in the second: weights and both moments of Adam.</remarks>
    public static long StoredBytes(BackboneDescription backbone, int seeds, int epochFactor) => 4L * seeds * epochFactor * backbone.ParameterCount() * 3 * sizeof(float);

    private static Technique Lengthen(Technique technique, double factor) =>
        technique with { Phases = [.. technique.Phases.Select(phase => phase with { Epochs = (int)Math.Round(phase.Epochs * factor) })] };
}
