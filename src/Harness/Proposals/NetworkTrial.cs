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
    private readonly Dictionary<(int Seeds, int Lengthened), double> _known = [];

    /// <summary>Estimates the time of all epochs.</summary>
    /// <param name="seeds">The number of seeds.</param>
    /// <param name="lengthened">How many times as many epochs the techniques train as their source has them.</param>
    /// <returns>Seconds.</returns>
    public double Seconds(int seeds, int lengthened)
    {
        if (_known.TryGetValue((seeds, lengthened), out var seconds)) return seconds;
        var suite = Session.Suite with
        {
            Seeds = (Draft with { Seeds = seeds }).SeedList,
            Techniques = [.. Session.Suite.Techniques.Select(technique => Lengthen(technique, (double)lengthened / Draft.LeastLengthened))],
        };
        return _known[(seeds, lengthened)] = Calibration.Of(Session.PlanOf(suite)).Seconds;
    }

    /// <summary>About what all epochs add to the store.</summary>
    /// <param name="seeds">The number of seeds.</param>
    /// <param name="lengthened">How many times as many epochs the techniques train as their source has them.</param>
    /// <returns>Bytes.</returns>
    public long StoredBytes(int seeds, int lengthened) => StoredBytes(Session.Backbone, seeds, lengthened);

    /// <summary>About what all epochs of a comparison add to the store.</summary>
    /// <param name="backbone">The backbone.</param>
    /// <param name="seeds">The number of seeds.</param>
    /// <param name="lengthened">How many times as many epochs the techniques train as their source has them.</param>
    /// <returns>Bytes.</returns>
    /// <remarks>Of two epochs, one technique trains the whole network in both and two in the second: weights and both moments of Adam.</remarks>
    public static long StoredBytes(BackboneDescription backbone, int seeds, int lengthened) => 4L * seeds * lengthened * backbone.ParameterCount() * 3 * sizeof(float);

    private static Technique Lengthen(Technique technique, double factor) =>
        technique with { Phases = [.. technique.Phases.Select(phase => phase with { Epochs = (int)Math.Round(phase.Epochs * factor) })] };
}
