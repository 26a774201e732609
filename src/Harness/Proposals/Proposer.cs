using System.Diagnostics;
using System.Globalization;
using Harness.Diagnostics;
using Harness.Estimation;
using Harness.Experiments;
using Harness.Files;
using Harness.Models.Weights;
using Harness.Running;
using Harness.Running.Devices;
using Harness.Running.Folders;
using Harness.Running.Opening;

namespace Harness.Proposals;

/// <summary>Chooses network, seeds and epochs of a first comparison for the time available, by trying some batches.</summary>
/// <remarks>
/// Three seeds come first, since fewer say nothing about techniques; then the best network for which three seeds fit in the time; then the epochs that new heads need; then five seeds;
/// then more epochs; then more seeds.
/// </remarks>
public sealed class Proposer : IDisposable
{
    // Fewer say almost nothing about how much seeds differ.
    private const int LeastSeeds = 3;
    private const int UsualSeeds = 5;
    private const int MostSeeds = 10;
    private const int MostEpochs = 20;

    // The rest of the time is for what no trial foresees.
    private const double Usable = 0.92;
    private const double StartSeconds = 1;

    // The limit for stored states of trained networks: more than this would surprise a user who only wanted a table.
    private const long MostStoredBytes = 4L << 30;
    private const int MostTrials = 4;
    private const double LongTrial = 2.5;

    // Small batches take less than in proportion to their arithmetic, so a network that seems a little too expensive may still fit.
    private const double WorthATrial = 1.3;

    private readonly FolderSurvey _survey;
    private readonly ProposalOptions _options;
    private readonly IRunObserver _observer;
    private readonly ScratchFolder _drafts = new("harness-new-");
    private readonly List<SuiteSession> _sessions = [];
    private double _checkSeconds;
    private double _otherSeconds;
    private int _targetEpochFactor = 1;
    private NetworkTrial? _best;

    /// <summary>Prepares a choice.</summary>
    /// <param name="survey">The images.</param>
    /// <param name="options">The options of the user.</param>
    /// <param name="observer">Notified of what is found in the process.</param>
    /// <exception cref="HarnessException">There is no place for temporary files.</exception>
    public Proposer(FolderSurvey survey, ProposalOptions options, IRunObserver observer) => (_survey, _options, _observer) = (survey, options, observer);

    /// <summary>What the images are like, from their first check; known after <see cref="Propose"/>.</summary>
    public ImagesFound Images { get; private set; } = ImagesFound.Nothing;

    /// <summary>Chooses.</summary>
    /// <param name="progress">Notified of how many images have been checked; null for none.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>The proposal.</returns>
    /// <exception cref="HarnessException">The images cannot be used, or the time is too short; the message then says how much is needed.</exception>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public SuiteProposal Propose(IProgress<(int Done, int Total)>? progress, CancellationToken cancellation)
    {
        EnsureTimeToCheck();
        var isOnGpu = ComputeDevice.Choose(_options.Run.Device).Name != "cpu";
        var ladder = NetworkLadder.For(_survey.Sizes.Median, _options.Run.Backbone, _options.Run.Weights, isOnGpu);
        var draft = new SuiteProposal { Survey = _survey, Name = SuiteName.Of(_survey.Folder), Network = ladder[0], AskedSeeds = _options.Run.Seeds, HasTwoLabels = true };
        var watch = Stopwatch.StartNew();
        var first = Open(draft with { EpochFactor = draft.MinimumEpochFactor }, progress, cancellation);
        _checkSeconds = watch.Elapsed.TotalSeconds;
        Images = ImagesFound.In(first.Manifest);
        draft = draft with { HasTwoLabels = Images.InTwoClasses > 0 };
        _targetEpochFactor = Enumerable.Range(1, draft.MinimumEpochFactor).Last(epochFactor => epochFactor == 1 || NetworkTrial.StoredBytes(first.Backbone, LeastSeedsAsked, epochFactor) <= MostStoredBytes);
        _best = ChooseNetwork(draft, ladder, first, cancellation);
        // A busy moment of the machine must not decide that nothing fits.
        if (!IsWithin(_best.Seconds(_options.Run.Seeds?.Count ?? 1, epochFactor: 1))) _best = Measure(_best.Draft, _best.Session, LongTrial * TrialSeconds, cancellation);
        return ChooseSeedsAndEpochs(_best);
    }

    /// <summary>Proposes one more seed, for a run that took less time than estimated.</summary>
    /// <param name="proposal">What was run.</param>
    /// <returns>The proposal; null if more seeds are of no use, or the user has chosen them.</returns>
    public SuiteProposal? WithAnotherSeed(SuiteProposal proposal) =>
        proposal.AskedSeeds is null && proposal.Seeds < MostSeeds ? Of(_best!, proposal.Seeds + 1, proposal.EpochFactor) : null;

    /// <summary>Opens the suite that was written, without checking the images again.</summary>
    /// <param name="options">How to run it.</param>
    /// <param name="observer">Notified of where in their file weights were found, and the like.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>The session; the caller disposes it, before this.</returns>
    public SuiteSession Reopen(RunOptions options, IRunObserver observer, CancellationToken cancellation) => SuiteOpener.Reopen(options, _sessions[0], observer, cancellation);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var session in _sessions) session.Dispose();
        _drafts.Dispose();
    }

    private double TotalSeconds => _options.Minutes * 60;

    // The time that a run takes besides its epochs.
    private double OtherSeconds => (_options.RunsAtOnce ? _options.Watch.Elapsed.TotalSeconds : StartSeconds + _checkSeconds) + ReportSeconds;

    // Pictures and charts, and what is written for every validation image, technique and seed.
    private double ReportSeconds => 6 + (_survey.Images * 0.001);

    private double TrialSeconds => Math.Clamp(TotalSeconds / 20, 3, 20);

    private void EnsureTimeToCheck()
    {
        var seconds = _survey.Images * _survey.Sizes.DecodeSeconds / Environment.ProcessorCount;
        if (seconds < TotalSeconds / 2) return;
        throw TooShort($"reading and checking {Number(_survey.Images)} images takes about {Words.Duration(seconds)}", 4 * seconds);
    }

    // Climbs from the cheapest network to the best for which there is time: predicted from measurements, and then measured itself.
    private NetworkTrial ChooseNetwork(SuiteProposal draft, IReadOnlyList<NetworkChoice> ladder, SuiteSession first, CancellationToken cancellation)
    {
        var (best, rung) = (Measure(draft with { Network = ladder[0] }, first, TrialSeconds, cancellation), 0);
        var highest = ladder.Count - 1;
        for (var trials = 1; trials < MostTrials && rung < highest; trials++)
        {
            var next = Enumerable.Range(rung + 1, highest - rung).LastOrDefault(place => IsWithin(best.Seconds(LeastSeedsAsked, _targetEpochFactor) * ladder[place].Cost / ladder[rung].Cost / WorthATrial), rung);
            if (next == rung) break;
            if (Try(draft with { Network = ladder[next] }, cancellation) is { } trial && Fits(trial, LeastSeedsAsked, _targetEpochFactor)) (best, rung) = (trial, next);
            else highest = next - 1;
        }
        return best;
    }

    private NetworkTrial? Try(SuiteProposal draft, CancellationToken cancellation)
    {
        try
        {
            return Measure(draft, Open(draft with { EpochFactor = draft.MinimumEpochFactor }, progress: null, cancellation), TrialSeconds, cancellation);
        }
        catch (HarnessException exception) when (KnownWeights.IsName(draft.Network.Weights))
        {
            _observer.Noted($"The weights of {draft.Network.Backbone} are not available here, so a smaller network is used: {exception.Message}");
            return null;
        }
    }

    private static NetworkTrial Measure(SuiteProposal draft, SuiteSession session, double seconds, CancellationToken cancellation) =>
        new(draft, session, Calibration.Measure(session, TimeSpan.FromSeconds(seconds), cancellation));

    // The last of the choices, from the shortest on, for which there is time.
    private SuiteProposal ChooseSeedsAndEpochs(NetworkTrial trial)
    {
        _otherSeconds = OtherSeconds;
        var choices = ChoicesInOrder(SmallestEpochFactor(trial)).ToList();
        var shortest = _otherSeconds + trial.Seconds(choices[0].Seeds, choices[0].EpochFactor);
        // The store size limits what is chosen, not what the user asked for.
        var count = choices.TakeWhile((choice, place) => place == 0 ? shortest <= TotalSeconds * Usable : Fits(trial, choice.Seeds, choice.EpochFactor)).Count();
        if (count == 0)
            throw TooShort($"{(choices[0].Seeds == 1 ? "one seed" : "these seeds")} of all techniques at {trial.Draft.Network.Size} pixels {(choices[0].Seeds == 1 ? "takes" : "take")} about {Words.Duration(shortest)}", shortest / Usable);
        return Of(trial, choices[count - 1].Seeds, choices[count - 1].EpochFactor);
    }

    private SuiteProposal Of(NetworkTrial trial, int seeds, int epochFactor)
    {
        var proposal = trial.Draft with
        {
            Seeds = seeds,
            EpochFactor = epochFactor,
            Seconds = _otherSeconds + trial.Seconds(seeds, epochFactor),
            StoredBytes = trial.StoredBytes(seeds, epochFactor),
        };
        return proposal with { Reasons = ProposalReasons.Of(proposal, _options.Minutes) };
    }

    // With few images, three seeds are more important than a longer training.
    private int SmallestEpochFactor(NetworkTrial trial)
    {
        var epochFactor = _targetEpochFactor;
        while (epochFactor > 1 && !Fits(trial, LeastSeedsAsked, epochFactor)) epochFactor = (epochFactor + 1) / 2;
        return epochFactor;
    }

    private IEnumerable<(int Seeds, int EpochFactor)> ChoicesInOrder(int least)
    {
        var enough = Math.Max(least, _targetEpochFactor);
        var longest = Math.Max(enough, MostEpochs / 2);
        if (_options.Run.Seeds is { } asked) return Enumerable.Range(least, longest - least + 1).Select(epochFactor => (asked.Count, epochFactor));
        return
        [
            .. Enumerable.Range(1, LeastSeeds).Select(seeds => (seeds, least)),
            .. Enumerable.Range(least + 1, enough - least).Select(epochFactor => (LeastSeeds, epochFactor)),
            .. Enumerable.Range(LeastSeeds + 1, UsualSeeds - LeastSeeds).Select(seeds => (seeds, enough)),
            .. Enumerable.Range(enough + 1, longest - enough).Select(epochFactor => (UsualSeeds, epochFactor)),
            .. Enumerable.Range(UsualSeeds + 1, MostSeeds - UsualSeeds).Select(seeds => (seeds, longest)),
        ];
    }

    private int LeastSeedsAsked => _options.Run.Seeds?.Count ?? LeastSeeds;

    private bool IsWithin(double seconds) => OtherSeconds + seconds <= TotalSeconds * Usable;

    private bool Fits(NetworkTrial trial, int seeds, int epochFactor) =>
        IsWithin(trial.Seconds(seeds, epochFactor)) && (seeds * epochFactor == 1 || trial.StoredBytes(seeds, epochFactor) <= MostStoredBytes);

    private SuiteSession Open(SuiteProposal draft, IProgress<(int Done, int Total)>? progress, CancellationToken cancellation)
    {
        var file = Path.Combine(_drafts.Path, string.Create(CultureInfo.InvariantCulture, $"{_sessions.Count}"), $"{draft.Name}.yaml");
        ProposalFiles.Write(draft, file, replaces: true, ScratchFolder.Remedy);
        var options = _options.Run with { SuitePath = file, Seeds = null, Backbone = null, Weights = null, DataRoot = null, UseStore = false };
        if (!_options.RunsAtOnce) options = options with { OutputFolder = Path.Combine(_drafts.Path, "results"), Access = ResultsAccess.Look, SkipUnreadable = true };
        var session = _sessions.Count == 0 ? SuiteOpener.Open(options, _observer, progress, cancellation) : SuiteOpener.Reopen(options, _sessions[0], _observer, cancellation);
        _sessions.Add(session);
        return session;
    }

    private HarnessException TooShort(string why, double seconds) => new(
        string.Create(CultureInfo.InvariantCulture, $"{_options.Minutes:0.##} {(_options.Minutes == 1 ? "minute is" : "minutes are")} too short for these images: {why}."),
        string.Create(CultureInfo.InvariantCulture, $"Give more time, at least --minutes {Math.Ceiling(seconds / 60):F0}, or fewer images."));

    private static string Number(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
