using Harness.Storage;
using Spectre.Console;

namespace Harness.Cli.Output;

/// <summary>Prints what a store holds and what would be removed from it.</summary>
internal static class StorePrinter
{
    private const string Unknown = "(unknown)";

    /// <summary>Prints a row per suite and technique.</summary>
    public static void PrintList(StoreContents contents)
    {
        PrintRows(contents.Epochs);
        PrintTotal(contents);
    }

    /// <summary>Prints a row per suite.</summary>
    public static void PrintSizes(StoreContents contents)
    {
        var table = NewTable("Suite", "Epochs", "Size", "Last used");
        foreach (var suite in contents.Epochs.GroupBy(SuiteOf).OrderBy(group => group.Key, StringComparer.Ordinal)) table.AddRow(Cells([suite.Key], [.. suite]));
        if (contents.Epochs.Count > 0) Wide.Console().Write(table);
        PrintTotal(contents);
    }

    /// <summary>Prints what a rule chose.</summary>
    public static void Print(StoreContents contents, PruneChoice choice)
    {
        PrintRows(choice.Removed);
        var freed = choice.Removed.Sum(epoch => epoch.Bytes);
        Console.WriteLine($"{Quantity.Of(choice.Removed.Count, "epoch")} to remove, {ByteSize.Of(freed)}; {Quantity.Of(contents.Epochs.Count - choice.Removed.Count, "epoch")} to keep, {ByteSize.Of(contents.Bytes - freed)}.");
        if (choice.InUse.Count > 0) Console.WriteLine($"{Quantity.Of(choice.InUse.Count, "matching epoch")} {AreKept(choice.InUse.Count)}, because a run is using {Them(choice.InUse.Count)}, or a run that did was killed less than a quarter of an hour ago.");
        if (choice.Shared.Count > 0) Console.WriteLine($"{Quantity.Of(choice.Shared.Count, "matching epoch")} {AreKept(choice.Shared.Count)}, because another suite has used {Them(choice.Shared.Count)}.");
        if (choice.Kept.Count > 0) Console.WriteLine($"{Quantity.Of(choice.Kept.Count, "matching epoch")} {AreKept(choice.Kept.Count)}, because results folders list {Them(choice.Kept.Count)} as networks, for predict, export and serve. --with-networks removes {Them(choice.Kept.Count)} as well.");
    }

    private static string AreKept(int count) => count == 1 ? "is kept" : "are kept";

    private static string Them(int count) => count == 1 ? "it" : "them";

    private static void PrintRows(IReadOnlyList<StoredEpoch> epochs)
    {
        if (epochs.Count == 0) return;
        var table = NewTable("Suite", "Technique", "Backbone", "Seeds", "Epochs", "Size", "Last used");
        var groups = epochs.GroupBy(epoch => (Suite: SuiteOf(epoch), Technique: TechniqueOf(epoch), Backbone: epoch.Backbone ?? Unknown));
        foreach (var group in groups.OrderBy(group => group.Key.Suite, StringComparer.Ordinal).ThenBy(group => group.Key.Technique, StringComparer.Ordinal))
            table.AddRow(Cells([group.Key.Suite, group.Key.Technique, group.Key.Backbone, FormattableString.Invariant($"{group.Select(epoch => epoch.Seed).Distinct().Count()}")], [.. group]));
        Wide.Console().Write(table);
    }

    private static void PrintTotal(StoreContents contents)
    {
        // Lists of used epochs take almost no space.
        var others = contents.OtherBytes < contents.Bytes / 100 ? "" : $", {ByteSize.Of(contents.OtherBytes)} of it in files that are being written or that killed runs left unfinished";
        Console.WriteLine($"{Quantity.Of(contents.Epochs.Count, "epoch")}, {ByteSize.Of(contents.Bytes)}{others}.");
    }

    private static Table NewTable(params string[] heads)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var head in heads)
        {
            var column = new TableColumn(head);
            table.AddColumn(head is "Seeds" or "Epochs" or "Size" ? column.RightAligned().NoWrap() : column);
        }
        return table;
    }

    private static string[] Cells(string[] names, IReadOnlyList<StoredEpoch> epochs) =>
    [
        .. names.Select(Markup.Escape), FormattableString.Invariant($"{epochs.Count}"), ByteSize.Of(epochs.Sum(epoch => epoch.Bytes)),
        epochs.Any(epoch => epoch.IsInUse) ? "now" : Age.Of(DateTime.UtcNow - epochs.Max(epoch => epoch.LastUsed)),
    ];

    // Each epoch is in one row, so that the sizes add up.
    private static string SuiteOf(StoredEpoch epoch) => epoch.Suites.Count == 0 ? Unknown : string.Join(" + ", epoch.Suites);

    private static string TechniqueOf(StoredEpoch epoch) => epoch.Techniques switch
    {
        [] => "(damaged)",
        [var only] => only,
        [var first, ..] => FormattableString.Invariant($"{first} and {epoch.Techniques.Count - 1} more"),
    };
}
