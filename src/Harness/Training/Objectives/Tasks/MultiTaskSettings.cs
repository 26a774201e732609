using System.Text.Json.Nodes;
using Harness.Data;
using Harness.Data.Labels;
using Harness.Data.Streams;
using Harness.Diagnostics;
using Harness.Libtorch;
using Harness.Models.Heads;
using Harness.Training.Metrics;
using Harness.Yaml;
using Harness.Yaml.Blocks;
using static TorchSharp.torch;

namespace Harness.Training.Objectives.Tasks;

/// <summary>Several tasks on one body: each has its own head, and their losses are added.</summary>
/// <param name="Tasks">Which, with the weights of their losses; none for all, with weight 1.</param>
/// <remarks>Source: hard parameter sharing, "Multitask Learning" (https://doi.org/10.1023/A:1007379606734), with fixed weights.</remarks>
public sealed record MultiTaskSettings(IReadOnlyList<TaskWeight> Tasks) : ClassifyingSettings
{
    private static readonly Argument<MultiTaskSettings, IReadOnlyList<TaskWeight>> TasksArgument = new(new TaskWeightsForm(), static block => block.Tasks, [])
    {
        Name = "tasks",
        Description = "Columns of the suite's table of labels, and class, with the factors of their losses.",
    };

    internal static BlockSpec<ObjectiveSettings> Definition { get; } = new BlockSpec<ObjectiveSettings, MultiTaskSettings>
    {
        Name = "multi_task",
        Description = "The class and the other labels of the suite's table: a copy of the technique's head for each task, head.task_NAME. Accuracy and loss are means over the tasks; each task also has its own.",
        Takes = [TasksArgument],
        Create = static values => new(TasksArgument.In(values)),
    };

    internal override IBlockSpec Spec => Definition;

    /// <inheritdoc/>
    public override BatchStream Stream => TaskImages.Instance;

    /// <inheritdoc/>
    public override string Measure => Tasks.Count == 0 ? "all tasks" : $"tasks {string.Join(' ', Tasks.Select(task => task.Name))}";

    /// <inheritdoc/>
    public override IReadOnlyList<HeadDefinition> Heads(HeadSettings head, LabelSpace labels) =>
        [.. Chosen(labels).Select(task => new HeadDefinition(HeadName(task.Name), head, labels.Tasks.FirstOrDefault(known => known.Name == task.Name)?.Values ?? labels.Classes))];

    /// <inheritdoc/>
    public override HeadDefinition? ClassifyingHead(HeadSettings head, LabelSpace labels) => Heads(head, labels).FirstOrDefault(task => task.Name == HeadName(LabelSpace.ClassTask));

    internal override void CheckData(DataSettings data, SourceLocation location, bool isComplete, DiagnosticBag errors)
    {
        if (data.Labels is { } table)
        {
            IReadOnlyList<string> known = [LabelSpace.ClassTask, .. table.Columns.Select(column => column.Name)];
            foreach (var task in Tasks.Where(task => !known.Contains(task.Name))) errors.AddUnknown(location, "task", task.Name, known);
        }
        else if (isComplete)
        {
            errors.Add(location, $"objective '{Kind}' needs a table of labels, and the suite has none", "give --labels FILE, or write 'labels: FILE' in its 'data'");
        }
    }

    internal override JsonNode? DescribeLabels(LabelSpace labels) => labels.Table?.Hash;

    internal override IObjective Begin(IReadOnlyList<Head> heads, LossSettings loss, LabelSpace labels)
    {
        var names = labels.Tasks.Select(task => task.Name).ToList();
        return new Epoch([.. Chosen(labels).Zip(heads, (task, head) => new Part(new Classification(head, loss, task.Name), names.IndexOf(task.Name), task.Weight))]);
    }

    private static string HeadName(string task) => $"task_{task}";

    private IReadOnlyList<TaskWeight> Chosen(LabelSpace labels) => Tasks.Count > 0 ? Tasks : [.. labels.Tasks.Select(task => new TaskWeight(task.Name, 1))];

    private sealed record Part(Classification Classification, int Column, double Weight);

    private sealed class Epoch(IReadOnlyList<Part> parts) : IObjective
    {
        public Tensor? Loss(Tensor features, Tensor targets, RunningMetrics metrics) => parts
            .Select(part => part.Classification.Loss(features, targets.select(1, part.Column), metrics)!.Times(part.Weight))
            .Aggregate((sum, next) => sum.Plus(next));

        public void Evaluate(Tensor features, Tensor targets, RunningMetrics metrics)
        {
            foreach (var part in parts) part.Classification.Evaluate(features, targets.select(1, part.Column), metrics);
        }
    }
}
