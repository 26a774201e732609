namespace Harness.Planning;

/// <summary>Cuts a plan into parts that several machines can train at the same time without communicating.</summary>
/// <remarks>
/// What is connected stays together: an epoch with those that start from it, and the epochs of a shared epoch. So no epoch is trained by two parts, and none
/// waits for another part. The cut depends on the plan alone, not on what is stored: every machine, also one that starts again, cuts the same way.
/// </remarks>
public static class PlanParts
{
    /// <summary>Cuts a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="count">The number of parts, at least 1.</param>
    /// <returns>As many plans, which together have every training and every epoch once, in the plan's order; their estimated work is about equal. The last ones
    /// are empty if there are fewer pieces than parts.</returns>
    public static IReadOnlyList<Plan> Cut(Plan plan, int count)
    {
        var pieces = Pieces(plan);
        var work = new double[count];
        var partOf = new Dictionary<string, int>();
        // The longest first, each to the part that has the least so far.
        foreach (var piece in pieces.OrderByDescending(Work))
        {
            var part = Array.IndexOf(work, work.Min());
            work[part] += Work(piece);
            foreach (var node in piece.SelectMany(sharedEpoch => sharedEpoch.Nodes)) partOf[node.Key] = part;
        }
        return [.. Enumerable.Range(0, count).Select(part => Only(plan, key => partOf[key] == part))];
    }

    /// <summary>The maximum number of parts that a plan can be cut into.</summary>
    /// <param name="plan">The plan.</param>
    /// <returns>The number of its pieces.</returns>
    public static int MaximumOf(Plan plan) => Pieces(plan).Count;

    private static double Work(IEnumerable<SharedEpoch> piece) => piece.Sum(sharedEpoch => sharedEpoch.Work);

    private static List<List<SharedEpoch>> Pieces(Plan plan)
    {
        // Parents come before their children, so that each shared epoch joins pieces that exist.
        var pieceOf = new Dictionary<string, List<SharedEpoch>>();
        foreach (var sharedEpoch in plan.SharedEpochs)
        {
            var joined = sharedEpoch.Nodes.Select(node => node.Parent).OfType<EpochNode>().Select(parent => pieceOf[parent.Key]).Distinct().ToList();
            var piece = joined.FirstOrDefault() ?? [];
            List<SharedEpoch> added = [.. joined.Skip(1).SelectMany(other => other), sharedEpoch];
            piece.AddRange(added);
            foreach (var node in added.SelectMany(one => one.Nodes)) pieceOf[node.Key] = piece;
        }
        return [.. plan.SharedEpochs.Select(sharedEpoch => pieceOf[sharedEpoch.Nodes[0].Key]).Distinct()];
    }

    private static Plan Only(Plan plan, Func<string, bool> isIn) => plan with
    {
        Runs = [.. plan.Runs.Where(run => isIn(run.Nodes[0].Key))],
        Nodes = [.. plan.Nodes.Where(node => isIn(node.Key))],
        SharedEpochs = [.. plan.SharedEpochs.Where(sharedEpoch => isIn(sharedEpoch.Nodes[0].Key))],
    };
}
