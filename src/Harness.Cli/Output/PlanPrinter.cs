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

        var stored = plan.Stages.Count(stage => store.Find(stage.Key) is not null);
        var alone = plan.Trainings.Sum(training => training.Stages.Count);
        console.WriteLine(
            $"{plan.Trainings.Count} trainings have {alone} epochs; sharing common beginnings leaves {plan.Stages.Count}. " +
            $"{stored} are stored, {plan.Stages.Count - stored} will run.");
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
        var record = store.Find(stage.Key);
        var status = record switch { null => "[yellow]will run[/]", { Failure: not null } => "[red]failed[/]", _ => "[green]stored[/]" };
        var shared = stage.IsShared ? "[blue]shared[/] " : string.Empty;
        var users = Markup.Escape(string.Join(" + ", stage.Techniques));
        return FormattableString.Invariant($"epoch {stage.Epoch + 1} {status} {shared}[dim]{stage.Key[..8]}[/] {users}");
    }
}
