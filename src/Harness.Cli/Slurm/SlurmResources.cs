using System.Globalization;
using Harness.Estimation;

namespace Harness.Cli.Slurm;

/// <summary>The resources that a job requests from Slurm. Those that are null are left to the cluster.</summary>
internal sealed record SlurmResources
{
    private const double TimeMargin = 2;
    private const double MemoryMargin = 1.25;
    private static readonly TimeSpan Opening = TimeSpan.FromMinutes(10);

    /// <summary>The partition.</summary>
    public string? Partition { get; init; }

    /// <summary>The time limit, as Slurm writes it.</summary>
    public string? Time { get; init; }

    /// <summary>The memory, as Slurm writes it.</summary>
    public string? Memory { get; init; }

    /// <summary>The number of cores.</summary>
    public required int Cores { get; init; }

    /// <summary>Whether it needs a GPU.</summary>
    public bool NeedsGpu { get; init; }

    /// <summary>Fills in what is not given.</summary>
    /// <param name="estimate">The estimate of the whole suite.</param>
    /// <param name="share">The fraction of it that the longest part takes.</param>
    /// <returns>The resources: twice the time and ten minutes for opening the suite on a busy disk, and a quarter more memory.</returns>
    public SlurmResources Or(SuiteEstimate estimate, double share) => this with
    {
        Time = Time ?? Minutes(TimeSpan.FromSeconds(TimeMargin * share * estimate.Seconds) + Opening),
        Memory = Memory ?? Gibibytes(MemoryMargin * estimate.PeakBytes),
    };

    /// <summary>The lines of a job's head.</summary>
    public IEnumerable<string> Lines()
    {
        if (Partition is not null) yield return $"--partition={Partition}";
        yield return string.Create(CultureInfo.InvariantCulture, $"--cpus-per-task={Cores}");
        if (Memory is not null) yield return $"--mem={Memory}";
        if (Time is not null) yield return $"--time={Time}";
        if (NeedsGpu) yield return "--gres=gpu:1";
    }

    private static string Minutes(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{(int)Math.Ceiling(time.TotalMinutes)}");

    private static string Gibibytes(double bytes) => string.Create(CultureInfo.InvariantCulture, $"{(int)Math.Ceiling(bytes / (1 << 30))}G");
}
