using System.Globalization;
using Harness.Cli.Processes;

namespace Harness.Cli.Slurm;

/// <summary>A shell script that submits two jobs: an array with one task per part, and then the report of all parts.</summary>
internal sealed record SlurmScript
{
    // After the name of the suite, so that no line of a job can equal it by chance.
    private const string End = "END_OF_JOB";

    /// <summary>The name of the jobs.</summary>
    public required string Name { get; init; }

    /// <summary>The folder in which the jobs run: where the command was given.</summary>
    public required string Folder { get; init; }

    /// <summary>The folder of the jobs' output, relative to <see cref="Folder"/>.</summary>
    public required string LogFolder { get; init; }

    /// <summary>The number of parts.</summary>
    public required int Parts { get; init; }

    /// <summary>The resources that each job requests.</summary>
    public required SlurmResources Resources { get; init; }

    /// <summary>The program, and what comes before its arguments.</summary>
    public required IReadOnlyList<string> Program { get; init; }

    /// <summary>The suite and its options.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>The script's text.</summary>
    public override string ToString()
    {
        string[] lines =
        [
            "#!/bin/sh",
            $"# Trains '{SingleLine(Name)}' in {Count(Parts)} parts on a Slurm cluster and joins them in a report: run this script with sh on a machine that has sbatch.",
            "# Every node must see the folders at the same paths. Finished epochs are in the store: submitted again, the jobs continue from there.",
            .. Resources is { Time: not null, Memory: not null } ? (string[])[] : ["# Time or memory is not requested, so the cluster's default applies; --time and --memory of 'harness slurm' set them."],
            "set -eu",
            $"cd {ShellWord.Of(Folder)}",
            $"mkdir -p {ShellWord.Of(LogFolder)}",
            "",
            $"parts=$(sbatch --parsable <<'{End}'",
            .. Job(Name, "%A_%a", ["--requeue", string.Create(CultureInfo.InvariantCulture, $"--array=1-{Parts}")]),
            $"exec {Command("run")} --part \"$SLURM_ARRAY_TASK_ID/{Count(Parts)}\"",
            End,
            ")",
            // The cluster follows a semicolon, if there are several.
            "parts=${parts%%;*}",
            "",
            $"report=$(sbatch --parsable --dependency=\"afterany:$parts\" <<'{End}'",
            .. Job($"{Name} report", "%j", ["--requeue"]),
            $"exec {Command("report")}",
            End,
            ")",
            "echo \"Submitted: the parts as job $parts, the report that follows as job ${report%%;*}.\"",
            $"echo {ShellWord.Of($"Their output: {LogFolder}")}",
        ];
        return string.Concat(lines.Select(line => line + "\n"));
    }

    private IEnumerable<string> Job(string name, string logName, IEnumerable<string> more) =>
    [
        "#!/bin/sh",
        $"#SBATCH --job-name={Quoted(name)}",
        $"#SBATCH --output={Quoted($"{LogFolder.Replace("%", "%%", StringComparison.Ordinal)}/{logName}.log")}",
        "#SBATCH --open-mode=append",
        .. more.Concat(Resources.Lines()).Select(line => $"#SBATCH {line}"),
    ];

    private string Command(string command) => ShellWord.Join([.. Program, command, .. Arguments]);

    private static string Quoted(string text) => $"\"{SingleLine(text).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static string SingleLine(string text) => text.ReplaceLineEndings(" ");

    private static string Count(int number) => number.ToString(CultureInfo.InvariantCulture);
}
