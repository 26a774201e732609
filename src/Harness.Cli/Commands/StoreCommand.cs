using System.CommandLine;
using Harness.Cli.Output;
using Harness.Diagnostics;
using Harness.Inference;
using Harness.Running.Opening;
using Harness.Storage;

namespace Harness.Cli.Commands;

/// <summary><c>harness store</c>: what the store of finished epochs holds, and how to make it smaller.</summary>
internal static class StoreCommand
{
    public static Command Create() => new("store", "Look at the store of finished epochs, and remove what is no longer used.") { List(), Size(), Prune() };

    private static Command List()
    {
        var store = StoreOption();
        var command = new Command("list", "List what the store holds, by suite and technique.") { store };
        command.SetAction(parsed =>
        {
            StorePrinter.PrintList(StoreContents.Read(parsed.GetValue(store)!));
            return CommandLine.Success;
        });
        return command;
    }

    private static Command Size()
    {
        var store = StoreOption();
        var command = new Command("size", "Show the size of the store, by suite.") { store };
        command.SetAction(parsed =>
        {
            StorePrinter.PrintSizes(StoreContents.Read(parsed.GetValue(store)!));
            return CommandLine.Success;
        });
        return command;
    }

    private static Command Prune()
    {
        var store = StoreOption();
        var olderThan = AgeOption();
        var suite = new Option<string?>("--suite") { Description = "Only epochs of this suite that no other suite has used.", HelpName = "name" };
        var to = SizeOption();
        var networks = new Option<bool>("--with-networks") { Description = "Also epochs that results folders beside the store list as networks, for predict, export and serve." };
        var yes = new Option<bool>("--yes") { Description = "Remove them. Without it, the command only shows what it would remove." };
        var command = new Command("prune", "Remove epochs that are no longer used; a suite that needs them again trains them again.") { store, olderThan, suite, to, networks, yes };
        command.SetAction(parsed => Prune(
            parsed.GetValue(store)!,
            new PruneRule(parsed.GetValue(olderThan), parsed.GetValue(suite), parsed.GetValue(to)) { Kept = parsed.GetValue(networks) ? new HashSet<string>() : NetworksInStore.Beside(parsed.GetValue(store)!) },
            parsed.GetValue(yes)));
        return command;
    }

    private static int Prune(string store, PruneRule rule, bool isMeant)
    {
        if (rule is { OlderThan: null, Suite: null, Bytes: null })
            throw new HarnessException("No rule says which epochs to remove.", "Give --older-than 30d, --suite NAME or --to 10GB, or several of them. Nothing was removed.");
        var contents = StoreContents.Read(store);
        CheckSuite(contents, rule.Suite);
        var choice = rule.Choose(contents, DateTime.UtcNow);
        StorePrinter.Print(contents, choice);
        if (choice.Removed.Count == 0) return CommandLine.Success;
        if (!isMeant)
        {
            Console.WriteLine("Nothing was removed: add --yes to remove them.");
            return CommandLine.Success;
        }
        var removed = StorePruning.Remove(store, choice.Removed);
        Console.WriteLine($"Removed {Quantity.Of(removed.Count, "epoch")}, {ByteSize.Of(removed.Sum(epoch => epoch.Bytes))}.");
        return CommandLine.Success;
    }

    private static void CheckSuite(StoreContents contents, string? suite)
    {
        var known = contents.Epochs.SelectMany(epoch => epoch.Suites).Distinct().Order(StringComparer.Ordinal).ToList();
        if (suite is null || known.Contains(suite)) return;
        throw new HarnessException(
            $"The store knows of no suite '{suite}'.{Suggestion.DidYouMean(suite, known)}", known.Count == 0 ? "It does not know the suites of its epochs: choose by --older-than or --to." : $"Known: {string.Join(", ", known)}.");
    }

    private static Option<string> StoreOption() => new("--store")
    {
        Description = "The folder of finished epochs.",
        DefaultValueFactory = _ => Path.GetRelativePath(Environment.CurrentDirectory, ImageFolder.DefaultStore),
        HelpName = "folder",
    };

    private static Option<TimeSpan?> AgeOption() => OneValue.Option(
        "--older-than",
        "Only epochs that no run or report has used for at least this long: 12h, 30d, 8w.",
        "age",
        "a number of hours, days or weeks, such as 12h, 30d or 8w",
        Age.Parse);

    private static Option<long?> SizeOption() => OneValue.Option(
        "--to",
        "Remove only as many epochs, least recently used first, as it takes to bring the store down to this size: 10GB, 500MiB.",
        "size",
        "a number of bytes with its unit, such as 10GB or 500MiB",
        ByteSize.Parse);
}
