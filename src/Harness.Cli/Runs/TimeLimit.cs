using System.Diagnostics;

namespace Harness.Cli.Runs;

/// <summary>The time that a command may take, counted from its start: it ends before a seed that does not fit, or during one if it is far over time.</summary>
internal sealed class TimeLimit : IDisposable
{
    /// <summary>The option for it.</summary>
    public const string Option = "--minutes";

    // For the report.
    private static readonly TimeSpan AtTheEnd = TimeSpan.FromSeconds(3);

    // A seed that takes a little longer than predicted is worth waiting for.
    private const double MuchTooLate = 1.15;

    private readonly CancellationTokenSource _over = new();
    private readonly TimeSpan _limit;
    private (int Split, long Seed)? _seed;
    private TimeSpan _began;

    /// <summary>Begins to count now, a tenth of a second after the program began. What the script that starts it did before in the same process, such as downloading
    /// packages the first time, does not count.</summary>
    /// <param name="minutes">The time.</param>
    public TimeLimit(double minutes)
    {
        _limit = TimeSpan.FromMinutes(minutes);
        _over.CancelAfter(TimeSpan.FromMilliseconds(Math.Max(1, (_limit * MuchTooLate).TotalMilliseconds)));
    }

    /// <summary>Runs since the command began.</summary>
    public Stopwatch Watch { get; } = Stopwatch.StartNew();

    /// <summary>Canceled when the time is up.</summary>
    public CancellationToken Token => _over.Token;

    /// <summary>Whether the time is up.</summary>
    public bool IsOver => _over.IsCancellationRequested;

    /// <summary>Whether another seed, of the same or another split, fits, if it takes as long as the one that began last; not known before one has begun.</summary>
    public bool HasTimeForAnotherSeed => _seed is not null && Watch.Elapsed + (Watch.Elapsed - _began) + AtTheEnd <= _limit;

    /// <summary>Runs something until it has ended, or until the time is up.</summary>
    /// <param name="run">What to run; it stops when its token is canceled.</param>
    /// <param name="cancellation">Stops it earlier.</param>
    /// <returns>How it ended.</returns>
    public RunEnd During(Action<CancellationToken> run, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, Token);
        var end = RunEnd.Of(() => run(stop.Token));
        return end is RunEnd.Stopped && IsOver && !cancellation.IsCancellationRequested ? new RunEnd.OutOfTime() : end;
    }

    /// <summary>A shared epoch begins: if it is the first of another seed for which there is no time, the time is up.</summary>
    /// <param name="split">The split, counted from 0.</param>
    /// <param name="seed">The seed.</param>
    public void Begin(int split, long seed)
    {
        if (_seed == (split, seed)) return;
        // Nothing is known yet about the first seed.
        if (_seed is not null && !HasTimeForAnotherSeed) _over.Cancel();
        (_seed, _began) = ((split, seed), Watch.Elapsed);
    }

    public void Dispose() => _over.Dispose();
}
