using System.Diagnostics;

namespace Harness.Cli.Output;

/// <summary>Reports how many files a listing has found, if it takes long.</summary>
internal sealed class FoundFiles : IProgress<int>
{
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(3);
    private readonly Stopwatch _sinceStart = Stopwatch.StartNew();
    private readonly Stopwatch _sinceLine = Stopwatch.StartNew();

    /// <inheritdoc/>
    public void Report(int value)
    {
        if (_sinceLine.Elapsed < BetweenLines) return;
        _sinceLine.Restart();
        Console.Error.WriteLine(FormattableString.Invariant($"listing: {value:N0} files in {_sinceStart.Elapsed.TotalSeconds:F0} s …"));
    }
}
