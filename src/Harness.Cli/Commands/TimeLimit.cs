using System.Diagnostics;

namespace Harness.Cli.Commands;

/// <summary>The time that a command may take, counted from its start.</summary>
internal sealed class TimeLimit : IDisposable
{
    /// <summary>The option that says it.</summary>
    public const string Option = "--minutes";

    private readonly CancellationTokenSource _over = new();
    private readonly TimeSpan _limit;

    /// <summary>Begins to count where the process did.</summary>
    /// <param name="minutes">The time.</param>
    public TimeLimit(double minutes)
    {
        _limit = TimeSpan.FromMinutes(minutes);
        using var process = Process.GetCurrentProcess();
        _before = DateTime.Now - process.StartTime;
    }

    private readonly TimeSpan _before;

    /// <summary>Runs since the command began.</summary>
    public Stopwatch Watch { get; } = Stopwatch.StartNew();

    /// <summary>Canceled when it is over.</summary>
    public CancellationToken Token => _over.Token;

    /// <summary>Whether it is over.</summary>
    public bool IsOver => _over.IsCancellationRequested;

    /// <summary>What has passed of it.</summary>
    public TimeSpan Passed => _before + Watch.Elapsed;

    /// <summary>Ends it, unless something that takes some time still fits.</summary>
    /// <param name="next">What it takes.</param>
    public void EndUnlessFits(TimeSpan next)
    {
        if (Passed + next > _limit) _over.Cancel();
    }

    public void Dispose() => _over.Dispose();
}
