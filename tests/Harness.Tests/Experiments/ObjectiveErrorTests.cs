using Harness.Models;
using Harness.Training.Objectives.Fitted;

namespace Harness.Tests.Experiments;

/// <summary>Mistakes in what a phase learns, and what the user reads.</summary>
public sealed class ObjectiveErrorTests
{
    public static TheoryData<string, string, string> Mistakes => new()
    {
        {
            "epochs: 1, train", "epochs: 1, objective: rotations, train",
            "t.yaml:4:29: error: unknown objective 'rotations'. Did you mean 'rotation'?"
        },
        {
            "epochs: 1, train", "epochs: 1, objective: rotation, train",
            "t.yaml:4:29: error: the last phase learns 'rotation', which gives no accuracy of the classes to compare techniques by"
        },
        {
            "epochs: 1, train", "epochs: 1, objective: knn, train",
            "error: objective 'knn' is computed, not trained"
        },
        {
            "epochs: 1, train: { head: 1e-3 }", "epochs: 2, objective: knn",
            "t.yaml:4:15: error: objective 'knn' is computed in one epoch; more would give the same"
        },
        {
            "epochs: 1, train: { head: 1e-3 }", "epochs: 1, batch_norm: train, objective: ridge",
            "t.yaml:4:30: error: objective 'ridge' needs batch norm in eval mode"
        },
        {
            "epochs: 1, train: { head: 1e-3 }", "epochs: 1, objective: { name: knn, neighbors: 0 }",
            "error: 'neighbors' must be a whole number of at least 1, not '0'"
        },
        {
            "epochs: 1, train: { head: 1e-3 }", "epochs: 1, objective: rotation, train: { head.0: 1e-3 } }\n  - { epochs: 1, train: { head: 1e-3 }",
            "error: selector 'head.0' matches no parameter of"
        },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Load_Mistake_IsReportedWhereItIs(string old, string replacement, string expected)
    {
        using var folder = new ExperimentFolder();
        folder.Replace(old, replacement);

        var errors = folder.Errors();

        Assert.Contains(expected, errors, StringComparison.Ordinal);
        Assert.Equal(1, errors.Split("error: ").Length - 1);
    }

    [Fact]
    public void Load_ComputedObjectiveWithoutBatchNorm_IsInEvalMode()
    {
        using var folder = new ExperimentFolder();
        folder.Replace("epochs: 1, train: { head: 1e-3 }", "epochs: 1, objective: { name: knn, neighbors: 3 }");

        var phase = folder.Load().Techniques[0].Phases[0];

        Assert.Equal(BatchNormMode.Eval, phase.BatchNorm);
        Assert.Equal(new NearestNeighborsSettings(3), phase.Objective);
    }
}
