using Harness.Experiments;
using Harness.Models;
using Harness.Training;
using Harness.Training.Phases;
using Harness.Training.Schedules;

namespace Harness.Planning;

/// <summary>Cuts a suite into epochs and finds out, from content alone, which techniques have a common beginning.</summary>
public sealed class Planner
{
    private readonly Suite _suite;
    private readonly PlanInputs _inputs;
    private readonly EpochContent _content;
    private readonly Dictionary<string, EpochNode> _nodes = [];

    private Planner(Suite suite, PlanInputs inputs)
    {
        _suite = suite;
        _inputs = inputs;
        _content = new EpochContent(suite, inputs);
    }

    /// <summary>Makes the plan of a suite.</summary>
    /// <param name="suite">The suite.</param>
    /// <param name="inputs">What else the results depend on.</param>
    /// <returns>The plan; nothing is run or read.</returns>
    public static Plan Make(Suite suite, PlanInputs inputs) => new Planner(suite, inputs).Make();

    private Plan Make()
    {
        var drafts = (from seed in _suite.Seeds from technique in _suite.Techniques select Draft(technique, seed)).ToList();
        var users = drafts
            .SelectMany(draft => draft.Nodes.Select(node => (node.Key, draft.Technique.Name)))
            .ToLookup(pair => pair.Key, pair => pair.Name);
        var trainings = drafts.ConvertAll(draft => draft with { Nodes = draft.Nodes.Select(node => Final(node, users)).ToList() });
        var ordered = trainings.SelectMany(training => training.Nodes).DistinctBy(node => node.Key).ToList();
        return new Plan(_suite, trainings, ordered, SharedEpochOrder.Of(ordered));
    }

    private PlannedRun Draft(Technique technique, long seed)
    {
        var nodes = new List<EpochNode>();
        var key = ContentKey.Of(_content.OfStart(technique, seed));
        var backbone = ContentKey.Of(_content.OfBackbone(technique, seed));
        foreach (var phase in technique.Phases)
        {
            var heads = phase.Objective.Heads(technique.Head, _inputs.Labels);
            var assignment = PhaseAssignment.Of(phase, NetworkParameters.Of(_inputs.Backbone, heads));
            var cost = EpochCost.Of(assignment, phase);
            for (var i = 0; i < phase.Epochs; i++)
            {
                var task = new EpochTask(heads, technique.Loss, technique.Optimizer, phase, assignment, seed, nodes.Count, i, technique.Initialization)
                {
                    Gradients = technique.Gradients,
                    WeightAverage = technique.WeightAverage,
                    Labels = _inputs.Labels,
                };
                if (technique.Schedule is not ConstantScheduleSettings)
                    task = task with { Schedule = new(technique.Schedule, nodes.Count, technique.Phases.Sum(one => one.Epochs)) };
                key = ContentKey.Of(_content.OfEpoch(key, task, technique.Head));
                var path = BackbonePath.Of(backbone, key, task, _inputs.Backbone.HasBatchNorm);
                backbone = path.After;
                nodes.Add(new EpochNode(key, nodes.LastOrDefault(), task, [], cost, path));
            }
        }
        return new PlannedRun(technique, seed, nodes);
    }

    // Two techniques may write one and the same phase differently; the first to be planned represents both.
    private EpochNode Final(EpochNode draft, ILookup<string, string> users)
    {
        if (_nodes.TryGetValue(draft.Key, out var known)) return known;
        var parent = draft.Parent is null ? null : Final(draft.Parent, users);
        return _nodes[draft.Key] = draft with { Parent = parent, Techniques = users[draft.Key].Distinct().ToList() };
    }
}
