using Harness.Data.Labels;
using Harness.Data.Transforms;
using Harness.Models;
using Harness.Models.Backbones;
using Harness.Models.Heads.Layers;
using Harness.Models.Heads.Poolings;
using Harness.Tests.Experiments;
using Harness.Tests.Models.Fixtures;
using Harness.Training;
using Harness.Training.Gradients;
using Harness.Training.Objectives;
using Harness.Training.Optimizers;
using Harness.Training.Phases;
using Harness.Training.Schedules;
using Harness.Training.State;
using Harness.Yaml.Blocks;
using TorchSharp;
using static TorchSharp.torch;

namespace Harness.Tests.Training;

/// <summary>Every building block that is registered is written as its own example says, read and used: an entry that cannot train is found here.</summary>
[Collection(TorchCollection.Name)]
public sealed class RegistryTests : IDisposable
{
    private const int Classes = 3;

    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly BackboneDescription _backbone = BackboneRegistry.Catalog.Describe("resnet18_half")!;

    // What the registry is of, and a technique or suite with the example of one of its blocks in it.
    public static TheoryData<string, string, string> Entries
    {
        get
        {
            var entries = new TheoryData<string, string, string>();
            foreach (var pooling in PoolingRegistry.All) entries.Add(pooling.Name, "pool: avg", $"pool: {pooling.Example}");
            foreach (var layer in HeadLayerRegistry.All)
            {
                if (layer.Name == "log_softmax") entries.Add(layer.Name, "layers: [linear] }", "layers: [linear, log_softmax] }\nloss: nll");
                else entries.Add(layer.Name, "layers: [linear]", $"layers: [{layer.Example}, linear]");
            }
            foreach (var loss in LossRegistry.All.Where(loss => loss.Name != "nll")) entries.Add(loss.Name, "name: T\n", $"name: T\nloss: {loss.Example}\n");
            foreach (var objective in ObjectiveRegistry.All.Where(objective => Domains.Contains(objective.Name)))
                entries.Add(objective.Name, "- { epochs: 1,", $"- {{ epochs: 1, objective: {objective.Example},");
            foreach (var objective in ObjectiveRegistry.All.Where(objective => !Domains.Contains(objective.Name)))
            {
                var train = Fitted.Contains(objective.Name) ? "" : ", train: { head: 1e-3 }";
                entries.Add(objective.Name, "- { epochs: 1,", $"- {{ epochs: 1, objective: {objective.Example}{train} }}\n  - {{ epochs: 1,");
            }
            foreach (var optimizer in OptimizerRegistry.All) entries.Add(optimizer.Name, "optimizer: adam", $"optimizer: {optimizer.Example}");
            foreach (var schedule in ScheduleRegistry.All) entries.Add(schedule.Name, "{ epochs: 1,", $"{{ epochs: 2, schedule: {AsValue(schedule)},");
            foreach (var rule in GradientRuleRegistry.All) entries.Add(rule.Name, "optimizer: adam", $"optimizer: adam, gradients: [{AsValue(rule)}]");
            return entries;
        }
    }

    // What is computed from features has no rates.
    private static IReadOnlyList<string> Fitted => ["prototype", "ridge", "knn"];

    // What is measured on a target domain, which a suite must have; the batch of features below is a half of each.
    private static IReadOnlyList<string> Domains => ["source_only", "target_labels", "dann", "coral", "mmd"];

    public static TheoryData<string> Transforms => [.. TransformRegistry.All.Names];

    public void Dispose() => _scope.Dispose();

    [Theory]
    [MemberData(nameof(Entries))]
    public void Block_WrittenAsItsExample_TrainsThreeSteps(string name, string old, string replacement)
    {
        using var folder = new ExperimentFolder();
        folder.Replace(old, replacement);
        if (Domains.Contains(name)) folder.AddTarget();
        if (name == "zero_shot") folder.AddVectors();
        if (name == "auxiliary") folder.UseInception();
        var suite = folder.Load(backbones: BackboneRegistry.Catalog);
        var description = name == "auxiliary" ? TestModels.Backbone("inception_v3") : _backbone;
        var technique = suite.Techniques[0];
        var space = name == "zero_shot" ? LabelSpace.Of(suite.Data, ["a", "b", "c", "d"]) : new LabelSpace(Classes);
        var phase = technique.Phases[0];
        var heads = phase.Objective.Heads(technique.Head, space);
        var assignment = PhaseAssignment.Of(phase, NetworkParameters.Of(description, heads));
        var task = new EpochTask(heads, technique.Loss, technique.Optimizer, phase, assignment, Seed: 0, Epoch: 0) { Gradients = technique.Gradients, Labels = space };
        using var backbone = ModelFactory.CreateBackbone(description, 0);
        using var head = new HeadTraining(new ModelSource(description, null, Classes), task, TrainingState.Initial(), ModelPart.Backbone(backbone), CPU);
        manual_seed(1);
        var (features, labels) = (rand(4, description.Features, 2, 2), tensor(new long[] { 0, 1, 2, 0 }));
        var maps = new FeatureMaps(features, description.Auxiliary is null ? null : rand(4, description.Auxiliary.Features, 17, 17));
        // Of one task beside others there is a column.
        if (name == "multi_task") labels = labels.unsqueeze(1);

        for (var step = 0; step < 3; step++) Trainer.Step(head, maps, labels, step, epochSteps: 3);
        head.EndTraining([]);
        Trainer.Validate(head, features, labels);
        head.EndValidation();

        using var state = head.Finish(backboneSeconds: 0, sharedBy: 1, savedSeconds: 0).State;
        Assert.True(head.Validation.Values.Count > 0 && head.Validation.Values.Values.All(double.IsFinite), name);
    }

    [Theory]
    [MemberData(nameof(Transforms))]
    public void Transform_WrittenAsItsExample_IsRead(string name)
    {
        var example = TransformRegistry.All.Single(spec => spec.Name == name).Example;
        using var folder = new ExperimentFolder();
        if (name != "normalize") folder.Replace("train: [random_resized_crop: 128", $"train: [{example}, random_resized_crop: 128");

        Assert.Contains(folder.Load().Data.Train, transform => transform.Kind == name);
    }

    // As the value of a key an example with arguments is its own mapping.
    private static string AsValue(IBlockSpec block) => block.Example.Contains(':', StringComparison.Ordinal) ? $"{{ {block.Example} }}" : block.Example;
}
