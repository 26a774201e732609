using Harness.Planning;
using Harness.Running;
using Harness.Storage;
using Spectre.Console;

namespace Harness.Cli.Output;

/// <summary>Prints a plan as a tree: what is shared, what is stored, what will run.</summary>
internal static class PlanPrinter
{
    /// <summary>Prints the tree of every seed and a summary.</summary>
    public static void Print(Plan plan, IEpochStore store)
    {
        var console = Wide.Console();
        var statuses = EpochStatuses.Of(plan, store);
        foreach (var seed in plan.Suite.Seeds) console.Write(SeedTree(plan, statuses, seed));

        var alone = plan.Runs.Sum(training => training.Nodes.Count);
        console.WriteLine(
            $"{Quantity.Of(plan.Runs.Count, "training")} {(plan.Runs.Count == 1 ? "has" : "have")} {Quantity.Of(alone, "epoch")}; " +
            $"sharing common beginnings leaves {plan.Nodes.Count}. {Summary(statuses)}");
        if (MayStopEarly(plan, statuses)) console.WriteLine("Early stopping may end trainings sooner: what will run is the most that there can be.");
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

    private static Tree SeedTree(Plan plan, IReadOnlyDictionary<string, EpochStatus> statuses, long seed)
    {
        var nodes = plan.Nodes.Where(node => node.Seed == seed).ToList();
        var tree = new Tree(FormattableString.Invariant($"[bold]{Markup.Escape(plan.Suite.Name)}[/], seed {seed}"));
        foreach (var root in nodes.Where(node => node.Parent is null)) Add(tree, root, nodes, statuses);
        return tree;
    }

    private static void Add(IHasTreeNodes parent, EpochNode node, List<EpochNode> nodes, IReadOnlyDictionary<string, EpochStatus> statuses)
    {
        var added = parent.AddNode(Describe(node, statuses[node.Key]));
        foreach (var child in nodes.Where(candidate => candidate.Parent?.Key == node.Key)) Add(added, child, nodes, statuses);
    }

    private static string Describe(EpochNode node, EpochStatus status)
    {
        var word = status switch
        {
            EpochStatus.Stored => "[green]stored[/]",
            EpochStatus.Failed => "[red]failed[/]",
            EpochStatus.Blocked => "[red]cannot run[/]",
            EpochStatus.NotNeeded => "[dim]not needed, stopped early[/]",
            _ => "[yellow]will run[/]",
        };
        var shared = node.IsShared ? "[blue]shared[/] " : string.Empty;
        var users = Markup.Escape(string.Join(" + ", node.Techniques));
        return FormattableString.Invariant($"epoch {node.Epoch + 1} {word} {shared}[dim]{node.Key[..8]}[/] {users}");
    }
}
