using Harness.Planning;
using Harness.Storage;
using Spectre.Console;

namespace Harness.Cli.Output;

/// <summary>Prints a plan as a tree: what is shared, what is stored, what will run.</summary>
internal static class PlanPrinter
{
    /// <summary>Prints the tree of every seed and a summary.</summary>
    public static void Print(Plan plan, IStageStore store)
    {
        var console = Wide.Console();
        foreach (var seed in plan.Suite.Seeds) console.Write(SeedTree(plan, store, seed));

        var alone = plan.Trainings.Sum(training => training.Stages.Count);
        console.WriteLine(
            $"{Quantity.Of(plan.Trainings.Count, "training")} {(plan.Trainings.Count == 1 ? "has" : "have")} {Quantity.Of(alone, "epoch")}; " +
            $"sharing common beginnings leaves {plan.Stages.Count}. {Summary(plan, store)}");
    }

    private static string Summary(Plan plan, IStageStore store)
    {
        var count = plan.Stages.CountBy(stage => StatusOf(stage, store)).ToDictionary();
        var stored = count.GetValueOrDefault(Status.Stored);
        var failed = count.GetValueOrDefault(Status.Failed);
        var blocked = count.GetValueOrDefault(Status.Blocked);
        var text = FormattableString.Invariant($"{stored} {(stored == 1 ? "is" : "are")} stored, {count.GetValueOrDefault(Status.WillRun)} will run");
        if (failed > 0) text += FormattableString.Invariant($", {failed} failed");
        if (blocked > 0) text += FormattableString.Invariant($", {blocked} cannot run after a failed one");
        return $"{text}.";
    }

    private static Status StatusOf(Stage stage, IStageStore store)
    {
        if (store.Find(stage.Key) is { } record) return record.Failure is null ? Status.Stored : Status.Failed;
        return stage.Parent is { } parent && StatusOf(parent, store) is Status.Failed or Status.Blocked ? Status.Blocked : Status.WillRun;
    }

    private static Tree SeedTree(Plan plan, IStageStore store, long seed)
    {
        var stages = plan.Stages.Where(stage => stage.Seed == seed).ToList();
        var tree = new Tree(FormattableString.Invariant($"[bold]{Markup.Escape(plan.Suite.Name)}[/], seed {seed}"));
        foreach (var root in stages.Where(stage => stage.Parent is null)) Add(tree, root, stages, store);
        return tree;
    }

    private static void Add(IHasTreeNodes parent, Stage stage, List<Stage> stages, IStageStore store)
    {
        var node = parent.AddNode(Describe(stage, store));
        foreach (var child in stages.Where(candidate => candidate.Parent?.Key == stage.Key)) Add(node, child, stages, store);
    }

    private static string Describe(Stage stage, IStageStore store)
    {
        var status = StatusOf(stage, store) switch
        {
            Status.Stored => "[green]stored[/]",
            Status.Failed => "[red]failed[/]",
            Status.Blocked => "[red]cannot run[/]",
            _ => "[yellow]will run[/]",
        };
        var shared = stage.IsShared ? "[blue]shared[/] " : string.Empty;
        var users = Markup.Escape(string.Join(" + ", stage.Techniques));
        return FormattableString.Invariant($"epoch {stage.Epoch + 1} {status} {shared}[dim]{stage.Key[..8]}[/] {users}");
    }

    private enum Status
    {
        WillRun,
        Stored,
        Failed,

        /// <summary>An epoch before it failed, so that it has nothing to start from.</summary>
        Blocked,
    }
}
