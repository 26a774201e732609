using System.CommandLine;
using Harness.Cli.Output;

namespace Harness.Cli.Commands;

/// <summary>The arguments of the commands that write a report.</summary>
internal sealed class ReportArguments
{
    /// <summary>The option that prints the comparison as JSON.</summary>
    public const string Json = "--json";

    private readonly Option<bool> _json = new(Json) { Description = "Print the comparison as JSON instead of a table; everything else goes to standard error." };

    private readonly Option<bool> _open = new("--open") { Description = "Open report.html once it is written." };

    private readonly Option<bool> _tensorBoard = new("--tensorboard") { Description = "Also write the epochs as TensorBoard event files." };

    /// <summary>Gives a command these arguments.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new[] { _json, _open, _tensorBoard }) command.Add(option);
    }

    /// <summary>The options on the command line.</summary>
    public ReportOutput Read(ParseResult arguments) => new(arguments.GetValue(_json), arguments.GetValue(_open), arguments.GetValue(_tensorBoard));
}
