using Harness.Experiments;
using Harness.Models;
using Harness.Models.Backbones;
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
            "t.yaml:4:29: error: the last phase learns 'rotation', which gives no class accuracy to compare techniques by"
        },
        {
            "epochs: 1, train", "epochs: 1, objective: knn, train",
            "error: objective 'knn' is computed, not trained"
        },
        {
            "epochs: 1, train: { head: 1e-3 }", "epochs: 1, objective: knn, schedule: cosine",
            "t.yaml:4:44: error: objective 'knn' is computed, not trained\n    leave out 'schedule'"
        },
        {
            "epochs: 1, train: { head: 1e-3 } }", "epochs: 1, objective: ridge }\nschedule: cosine",
            "t.yaml:5:11: error: 'schedule' changes nothing: no phase trains\n    leave it out"
        },
        {
            "epochs: 1, train: { head: 1e-3 } }", "epochs: 1, objective: ridge }\nloss: { name: cross_entropy, label_smoothing: 0.1 }",
            "t.yaml:5:7: error: 'loss' changes nothing: 'ridge' has a loss of its own, or none\n    leave it out"
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
        {
            "epochs: 1, train", "epochs: 1, objective: dann, train",
            "t.yaml:4:29: error: objective 'dann' needs a target domain, and the suite has none"
        },
        {
            "epochs: 1, train", "epochs: 1, objective: zero_shot, train",
            "t.yaml:4:29: error: objective 'zero_shot' needs vectors of the classes, and the suite has none\n    add 'class_vectors: FILE' to its 'data'\nt.yaml:4:29: error: objective 'zero_shot' needs classes that training does not see"
        },
        {
            "epochs: 1, train", "epochs: 1, objective: { name: multi_task, tasks: { class: -1 } }, train",
            "error: 'class' must be a number greater than 0, not '-1'"
        },
        {
            "epochs: 1, train", "epochs: 1, objective: { name: multi_task, tasks: [class, class] }, train",
            "error: task 'class' is listed twice"
        },
        {
            "epochs: 1, train", "epochs: 1, objective: { name: multi_task, tasks: color }, train",
            "error: 'tasks' must be tasks with the weights of their losses, or a list of tasks, not 'color'"
        },
        {
            "epochs: 1, train: { head: 1e-3 }", "epochs: 1, objective: { name: rotation, tasks: [class] }, train: { head: 1e-3 } }\n  - { epochs: 1, train: { head: 1e-3 }",
            "error: unknown key 'tasks' in objective 'rotation'"
        },
        {
            "epochs: 1, train: { head: 1e-3 }", "epochs: 1, objective: { name: contrastive, projection: 2000000000 }, train: { head: 1e-3 } }\n  - { epochs: 1, train: { head: 1e-3 }",
            "t.yaml:4:62: error: 'projection' must be "
        },
        {
            "  split: { rule: first, fraction: 0.2", "  target: { transforms: [invert] }\n  split: { rule: first, fraction: 0.2, test_fraction: 0.1",
            "s.yaml:3:3: error: 'target' and a split with a test part cannot be combined: a domain is measured on its validation images\n    leave out one of the two\n"
            + "t.yaml:4:15: error: the last phase learns 'classify', which is measured on the source, and the suite has a target domain (at s.yaml:3:3)"
        },
        {
            "epochs: 1, train: { head: 1e-3 }", "epochs: 1, objective: { name: contrastive, projection: 64 }, train: { head: 1e-3 } }\n  - { epochs: 1, objective: contrastive, train: { head: 1e-3 } }\n  - { epochs: 1, train: { head: 1e-3 }",
            "t.yaml:5:29: error: the head of 'contrastive' differs in size from an earlier phase: head.projection.2.weight has [128, 512] instead of [64, 512]"
        },
        {
            "  split:", "  target: { transforms: [invert] }\n  split:",
            "t.yaml:4:15: error: the last phase learns 'classify', which is measured on the source, and the suite has a target domain (at s.yaml:3:3)"
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
        Assert.Equal(expected.Split("error: ").Length, errors.Split("error: ").Length);
    }

    // What variants share may be of use to only some of them.
    [Fact]
    public void Load_VariantsOfWhichOneUsesNoLoss_IsNoError()
    {
        using var folder = new ExperimentFolder();
        folder.Replace("epochs: 1, train: { head: 1e-3 } }", "epochs: 1, train: { head: 1e-3 } }\nloss: { name: cross_entropy, label_smoothing: 0.1 }\nschedule: cosine\ngrid: { phases: { trained: [{ epochs: 1, train: { head: 1e-3 } }], computed: [{ epochs: 1, objective: ridge }] } }");

        Assert.Equal(2, folder.Load().Techniques.Count);
    }

    [Theory]
    [InlineData("loss: { name: cross_entropy, label_smoothing: 0.1 }", "[linear]", "t.yaml:2:7: error: 'loss' changes nothing: 'zero_shot' has a loss of its own, or none\n    leave it out")]
    [InlineData(
        "loss: nll", "[linear, log_softmax]",
        "t.yaml:2:7: error: 'loss' changes nothing: 'zero_shot' has a loss of its own, or none\n    leave it out\n"
        + "t.yaml:3:37: error: objective 'zero_shot' learns vectors, and no head that ends in 'log_softmax' gives them\n    leave 'log_softmax' out")]
    [InlineData("loss: nll", "[linear]", "t.yaml:2:7: error: 'loss' changes nothing: 'zero_shot' has a loss of its own, or none\n    leave it out")]
    [InlineData("description: d", "[linear, log_softmax]", "t.yaml:3:37: error: objective 'zero_shot' learns vectors, and no head that ends in 'log_softmax' gives them\n    leave 'log_softmax' out")]
    public void Load_LossOrItsHeadWithAnObjectiveThatHasItsOwn_IsReportedWhereItIs(string loss, string layers, string expected)
    {
        using var folder = new ExperimentFolder();
        folder.AddVectors();
        folder.Replace("epochs: 1, train", "epochs: 1, objective: zero_shot, train");
        folder.Replace("layers: [linear]", $"layers: {layers}");
        folder.Replace("name: T\n", $"name: T\n{loss}\n");

        Assert.Equal(expected, folder.Errors());
    }

    // What all techniques of a suite have may mean nothing to one of them.
    [Theory]
    [InlineData("objective: zero_shot, train: { head: 1e-3 }")]
    [InlineData("objective: knn")]
    public void Load_LossAndScheduleOfTheSuitesDefaults_MayChangeNothing(string phase)
    {
        using var folder = new ExperimentFolder();
        folder.AddVectors();
        folder.Replace("epochs: 1, train: { head: 1e-3 }", $"epochs: 1, {phase}");
        folder.Replace("defaults: { optimizer: adam }", "defaults: { optimizer: adam, schedule: cosine, loss: { name: cross_entropy, label_smoothing: 0.1 } }");

        Assert.Single(folder.Load().Techniques);
    }

    [Theory]
    [InlineData("resnet18", "224", "t.yaml:4:29: error: objective 'auxiliary' needs a network with an auxiliary classifier, and resnet18 has none\n    inception_v3 has one; classify is the same without it")]
    [InlineData("inception_v3", "224", "t.yaml:4:29: error: the auxiliary classifier of inception_v3 takes images of at least 299 pixels, and those of 'train' end up 224 pixels wide\n    crop to 299 pixels in the suite's 'train', or use the objective classify")]
    public void Load_AuxiliaryClassifierThatTheNetworkOrItsImagesDoNotHave_IsReportedWhereItIs(string backbone, string side, string expected)
    {
        using var folder = new ExperimentFolder();
        folder.Replace("epochs: 1, train", "epochs: 1, objective: auxiliary, train");
        folder.Replace("backbone: resnet18\n", $"backbone: {backbone}\n");
        folder.Replace("random_resized_crop: 128", $"random_resized_crop: {side}");

        Assert.Equal(expected, folder.Errors(backbones: BackboneRegistry.Catalog));
    }

    [Fact]
    public void Load_AuxiliaryClassifierOnLargeEnoughImages_IsRight()
    {
        using var folder = new ExperimentFolder();
        folder.Replace("epochs: 1, train", "epochs: 1, objective: auxiliary, train");
        folder.UseInception();

        Assert.True(folder.Load(backbones: BackboneRegistry.Catalog).Techniques[0].Phases[0].Objective.SeesAuxiliary);
    }

    [Theory]
    [InlineData("{ transforms: [normalize: imagenet] }", "s.yaml:3:26: error: 'normalize' comes later")]
    [InlineData("{ transforms: [random_horizontal_flip] }", "s.yaml:3:26: error: this transform is random")]
    [InlineData("{ transforms: [grayscal] }", "s.yaml:3:26: error: unknown transform 'grayscal'. Did you mean 'grayscale'?")]
    [InlineData("{ }", "error: the target domain has the same images as the source")]
    [InlineData("{ root: nowhere }", "s.yaml:3:19: error: there is no folder 'nowhere'")]
    public void Load_MistakeInTheTargetDomain_IsReportedWhereItIs(string target, string expected)
    {
        using var folder = new ExperimentFolder();
        folder.Replace("  split:", $"  target: {target}\n  split:");
        folder.Replace("epochs: 1, train", "epochs: 1, objective: dann, train");

        Assert.Contains(expected, folder.Errors(), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_TargetOnTheCommandLineBesideATestPart_IsReported()
    {
        using var folder = new ExperimentFolder();
        folder.Replace("  split: { rule: first, fraction: 0.2", "  split: { rule: first, fraction: 0.2, test_fraction: 0.1");

        var errors = folder.Errors(new SuiteOverrides { Inputs = InputCheck.WhereGiven, TargetRoot = Path.GetTempPath() });

        Assert.StartsWith("--target: error: 'target' and a split with a test part cannot be combined", errors, StringComparison.Ordinal);
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
