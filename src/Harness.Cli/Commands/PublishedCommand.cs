using System.CommandLine;
using Harness.Cli.Output;
using Harness.Published;

namespace Harness.Cli.Commands;

/// <summary><c>harness published</c>: shows what a printed table of accuracies supports, from its digits alone.</summary>
internal static class PublishedCommand
{
    public static Command Create()
    {
        var table = new Argument<string>("table") { Description = "A CSV file: a name and an accuracy in each row, as the source prints them." };
        var column = new Option<string?>("--column") { Description = "The column with the accuracies, if its name does not show it.", HelpName = "name" };
        var images = WholeNumber.Option("--images", "The number of validation images, if the source gives it; otherwise it is inferred from the digits.", "n");
        var command = new Command("published", "Show what a published table of accuracies supports: which image counts its digits stand for, and which rows certainly differ.") { table, column, images };
        command.SetAction(parsed =>
        {
            var printed = PrintedTable.Read(parsed.GetValue(table)!, parsed.GetValue(column));
            var count = parsed.GetValue(images) is { } given ? ImageCount.Of(printed, given) : ImageCount.Find(printed);
            PublishedPrinter.Print(printed, count, parsed.GetValue(images) is not null);
            return CommandLine.Success;
        });
        return command;
    }
}
