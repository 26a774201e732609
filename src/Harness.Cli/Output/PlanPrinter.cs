using Harness.Planning;
using Harness.Running;
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
        var statuses = StageStatuses.Of(plan, store);
        foreach (var seed in plan.Suite.Seeds) console.Write(SeedTree(plan, statuses, seed));

        var alone = plan.Trainings.Sum(training => training.Stages.Count);
        console.WriteLine(
            $"{Quantity.Of(plan.Trainings.Count, "training")} {(plan.Trainings.Count == 1 ? "has" : "have")} {Quantity.Of(alone, "epoch")}; " +
            $"sharing common beginnings leaves {plan.Stages.Count}. {Summary(statuses)}");
    }

    private static string Summary(IReadOnlyDictionary<string, StageStatus> statuses)
    {
        var count = statuses.Values.CountBy(status => status).ToDictionary();
        var stored = count.GetValueOrDefault(StageStatus.Stored);
        var failed = count.GetValueOrDefault(StageStatus.Failed);
        var blocked = count.GetValueOrDefault(StageStatus.Blocked);
        var text = FormattableString.Invariant($"{stored} {(stored == 1 ? "is" : "are")} stored, {count.GetValueOrDefault(StageStatus.WillRun)} will run");
        if (failed > 0) text += FormattableString.Invariant($", {failed} failed");
        if (blocked > 0) text += FormattableString.Invariant($", {blocked} cannot run after a failed one");
        return $"{text}.";
    }

    private static Tree SeedTree(Plan plan, IReadOnlyDictionary<string, StageStatus> statuses, long seed)
    {
        var stages = plan.Stages.Where(stage => stage.Seed == seed).ToList();
        var tree = new Tree(FormattableString.Invariant($"[bold]{Markup.Escape(plan.Suite.Name)}[/], seed {seed}"));
        foreach (var root in stages.Where(stage => stage.Parent is null)) Add(tree, root, stages, statuses);
        return tree;
    }

    private static void Add(IHasTreeNodes parent, Stage stage, List<Stage> stages, IReadOnlyDictionary<string, StageStatus> statuses)
    {
        var node = parent.AddNode(Describe(stage, statuses[stage.Key]));
        foreach (var child in stages.Where(candidate => candidate.Parent?.Key == stage.Key)) Add(node, child, stages, statuses);
    }

    private static string Describe(Stage stage, StageStatus status)
    {
        var word = status switch
        {
            StageStatus.Stored => "[green]stored[/]",
            StageStatus.Failed => "[red]failed[/]",
            StageStatus.Blocked => "[red]cannot run[/]",
            _ => "[yellow]will run[/]",
        };
        var shared = stage.IsShared ? "[blue]shared[/] " : string.Empty;
        var users = Markup.Escape(string.Join(" + ", stage.Techniques));
        return FormattableString.Invariant($"epoch {stage.Epoch + 1} {word} {shared}[dim]{stage.Key[..8]}[/] {users}");
    }
}
