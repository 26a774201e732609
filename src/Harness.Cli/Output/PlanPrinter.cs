using Harness.Planning;
using Harness.Running.Epochs;
using Harness.Storage;
using Spectre.Console;

namespace Harness.Cli.Output;

/// <summary>Prints a plan as a tree: what is shared, what is stored, what will run.</summary>
internal static class PlanPrinter
{
    // A width that can be read, pasted and printed everywhere.
    private const int Width = 100;

    /// <summary>Prints the tree of every seed and a summary.</summary>
    public static void Print(Plan plan, IEpochStore store)
    {
        var console = Wide.Console();
        var statuses = EpochStatuses.Of(plan, store);
        foreach (var seed in plan.Suite.Seeds) PrintTree(console, plan, statuses, seed);

        var alone = plan.Runs.Sum(training => training.Nodes.Count);
        console.WriteLine(
            $"{Quantity.Of(plan.Runs.Count, "training")} {(plan.Runs.Count == 1 ? "has" : "have")} {Quantity.Of(alone, "epoch")}; " +
            $"sharing common beginnings leaves {plan.Nodes.Count}. {Summary(statuses)}");
        if (MayStopEarly(plan, statuses)) console.WriteLine("Early stopping may end trainings sooner: the epochs that will run are an upper limit.");
    }

    private static bool MayStopEarly(Plan plan, IReadOnlyDictionary<string, EpochStatus> statuses) =>
        plan.Runs.Any(run => run.Technique.EarlyStopping is not null && run.Nodes.Any(node => statuses[node.Key] == EpochStatus.WillRun));

    private static string Summary(IReadOnlyDictionary<string, EpochStatus> statuses)
    {
        var count = statuses.Values.CountBy(status => status).ToDictionary();
        var stored = count.GetValueOrDefault(EpochStatus.Stored);
        var failed = count.GetValueOrDefault(EpochStatus.Failed);
        var blocked = count.GetValueOrDefault(EpochStatus.Blocked);
        var text = FormattableString.Invariant($"{stored} {(stored == 1 ? "is" : "are")} stored, {count.GetValueOrDefault(EpochStatus.WillRun)} will run");
        if (failed > 0) text += FormattableString.Invariant($", {failed} failed");
        var notNeeded = count.GetValueOrDefault(EpochStatus.NotNeeded);
        if (notNeeded > 0) text += FormattableString.Invariant($", {notNeeded} {(notNeeded == 1 ? "is" : "are")} not needed after early stops");
        if (blocked > 0) text += FormattableString.Invariant($", {blocked} cannot run after a failed one");
        return $"{text}.";
    }

    private static void PrintTree(IAnsiConsole console, Plan plan, IReadOnlyDictionary<string, EpochStatus> statuses, long seed)
    {
        var width = Math.Min(Width, console.Profile.Width);
        var ending = FormattableString.Invariant($", seed {seed}");
        console.MarkupLine($"[bold]{Markup.Escape(ShortText.Of(plan.Suite.Name, width - ending.Length))}[/]{ending}");
        foreach (var line in PlanTree.LinesOf(plan.Nodes.Where(node => node.Seed == seed), statuses)) console.MarkupLine(line.ToMarkup(width));
    }
}
