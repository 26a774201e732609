using System.CommandLine;
using System.Globalization;
using Harness.Cli.Runs;

namespace Harness.Cli.Commands;

/// <summary>The arguments of the commands that choose a suite for images.</summary>
internal sealed class ProposalArguments
{
    private const double UsualMinutes = 10;
    private const double MostMinutes = 60 * 24 * 30;

    private readonly Option<string?> _to = new("--to") { Description = "The suite file to write (default: NAME.yaml here, named after the image folder).", HelpName = "file" };

    private readonly Option<bool> _force = new("--force") { Description = "Overwrite an existing suite file and its techniques." };

    private readonly Option<double?> _minutes = OneValue.Option(
        TimeLimit.Option,
        $"The minutes that a run may take, from start to report (default: {UsualMinutes}).",
        "n",
        $"a number of minutes greater than 0 and at most {MostMinutes:F0}",
        text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var minutes) && minutes is > 0 and <= MostMinutes ? minutes : (double?)null);

    /// <summary>Gives a command these arguments.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_minutes, _to, _force]) command.Add(option);
    }

    /// <summary>The suite file.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="name">The name of the suite.</param>
    /// <returns>The path as the user would type it.</returns>
    public string File(ParseResult arguments, string name) => arguments.GetValue(_to) ?? $"{name}.yaml";

    /// <summary>Whether existing files are replaced.</summary>
    public bool Replaces(ParseResult arguments) => arguments.GetValue(_force);

    /// <summary>The minutes that a run may take.</summary>
    public double Minutes(ParseResult arguments) => arguments.GetValue(_minutes) ?? UsualMinutes;
}
