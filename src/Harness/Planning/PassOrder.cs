namespace Harness.Planning;

/// <summary>Puts stages together into passes, and passes into the order in which they are run.</summary>
internal sealed class PassOrder
{
    /// <summary>The most stages of a pass: their states and heads are in memory together. With so many the body costs little already, and no bit depends on it.</summary>
    public const int MostStages = 32;

    private readonly Dictionary<string, Pass> _passOf = [];
    // Of a body whose stages are more than a pass holds.
    private readonly Dictionary<Pass, IReadOnlyList<Pass>> _siblings = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<Pass> _added = new(ReferenceEqualityComparer.Instance);
    private readonly List<Pass> _ordered = [];

    private PassOrder(IReadOnlyList<Stage> stages)
    {
        foreach (var group in stages.GroupBy(KeyOf))
        {
            var passes = group.Chunk(MostStages).Select(part => new Pass(part)).ToList();
            foreach (var pass in passes)
            {
                _siblings.Add(pass, passes);
                foreach (var stage in pass.Stages) _passOf.Add(stage.Key, pass);
            }
        }
    }

    /// <summary>Groups and orders.</summary>
    /// <param name="stages">Every stage once, in the suite's order.</param>
    /// <returns>Passes such that what a stage starts from comes before it; otherwise technique by technique, so that the first rows are whole early.</returns>
    public static IReadOnlyList<Pass> Of(IReadOnlyList<Stage> stages)
    {
        var order = new PassOrder(stages);
        foreach (var stage in stages) order.Add(order._passOf[stage.Key]);
        return order._ordered;
    }

    // The images and their order depend on seed and epoch; a body that trains is shared with nobody.
    private static object KeyOf(Stage stage) => stage.Body.Trains
        ? stage.Key
        : (stage.Seed, stage.Epoch, stage.Body.Before, stage.Task.Phase.BatchNorm);

    private void Add(Pass pass)
    {
        if (!_added.Add(pass)) return;
        foreach (var parent in pass.Stages.Select(member => member.Parent).OfType<Stage>()) Add(_passOf[parent.Key]);
        _ordered.Add(pass);
        // One behind the other, so that what is kept of the body is not kept for long.
        foreach (var sibling in _siblings[pass]) Add(sibling);
    }
}
