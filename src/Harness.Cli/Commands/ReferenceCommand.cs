using System.CommandLine;
using Harness.Experiments.Reference;

namespace Harness.Cli.Commands;

/// <summary><c>harness reference</c>: for those who add a building block or a backbone.</summary>
internal static class ReferenceCommand
{
    public static Command Create()
    {
        var command = new Command("reference", "For those who add a building block or a backbone: update the schemas and tables of the folder 'experiments' from the code.");
        var folder = new Argument<string>("folder") { Description = "The folder.", DefaultValueFactory = _ => "experiments" };
        command.Add(folder);
        command.SetAction(parsed =>
        {
            var path = parsed.GetValue(folder)!;
            ReferenceSchemas.Update(Path.Combine(path, "schema"));
            ReferenceTables.Update(Path.Combine(path, "README.md"));
            return CommandLine.Success;
        });
        return command;
    }
}
