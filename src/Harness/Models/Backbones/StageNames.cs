namespace Harness.Models.Backbones;

/// <summary>Writes the stages of a backbone for people.</summary>
public static class StageNames
{
    // Two neighbors are shorter written out.
    private const int MinimumRun = 3;

    private static readonly char[] Digits = [.. "0123456789"];

    /// <summary>All stages in order; of names that differ only in a number at their end, only the first and the last: <c>conv1</c>, <c>bn1</c>, <c>layer1 … layer4</c>.</summary>
    /// <param name="backbone">The backbone.</param>
    /// <returns>One item for a stage or a run of stages.</returns>
    public static IEnumerable<string> Of(BackboneDescription backbone)
    {
        var stages = backbone.Stages;
        for (var start = 0; start < stages.Count;)
        {
            var stem = stages[start].TrimEnd(Digits);
            var run = stages.Skip(start).TakeWhile(stage => stage.TrimEnd(Digits) == stem).ToList();
            var isRun = run.Count >= MinimumRun;
            yield return isRun ? $"{run[0]} … {run[^1]}" : run[0];
            start += isRun ? run.Count : 1;
        }
    }
}
