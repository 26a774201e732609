namespace Harness.Training.Objectives.Tasks;

/// <summary>A task and how much its loss counts.</summary>
/// <param name="Name">The task: a column of the suite's table of labels, or <c>class</c>.</param>
/// <param name="Weight">The factor of its loss; greater than 0.</param>
public sealed record TaskWeight(string Name, double Weight);
