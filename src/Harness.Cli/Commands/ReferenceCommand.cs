using System.CommandLine;
using Harness.Experiments.Reference;

namespace Harness.Cli.Commands;

/// <summary><c>harness reference</c>: for whoever adds a building block.</summary>
internal static class ReferenceCommand
{
    public static Command Create()
    {
        var command = new Command("reference", "Update the schemas and tables of the folder 'experiments' from the building blocks in the code.") { Hidden = true };
        var folder = new Argument<string>("folder") { Description = "The folder.", DefaultValueFactory = _ => "experiments" };
        command.Add(folder);
        command.SetAction(parsed =>
        {
            var path = parsed.GetValue(folder)!;
            BlockSchemas.Update(Path.Combine(path, "schema"));
            BlockTables.Update(Path.Combine(path, "README.md"));
            return CommandLine.Success;
        });
        return command;
    }
}
