using Harness.Training.Objectives.Domains;
using Harness.Training.Objectives.Fitted;
using Harness.Training.Objectives.Tasks;
using Harness.Training.Objectives.ZeroShot;
using Harness.Yaml.Blocks;

namespace Harness.Training.Objectives;

/// <summary>What a phase can learn.</summary>
internal static class ObjectiveRegistry
{
    /// <summary>All of them, in the order in which they are listed to people. The first is what a phase learns that does not say.</summary>
    public static readonly BlockFamily<ObjectiveSettings> All = new("objective", static name => $"objective '{name}'")
    {
        ClassificationSettings.Definition,
        AuxiliarySettings.Definition,
        MixupSettings.Definition,
        CutMixSettings.Definition,
        RotationSettings.Definition,
        ContrastiveSettings.Definition,
        PrototypeSettings.Definition,
        RidgeSettings.Definition,
        NearestNeighborsSettings.Definition,
        SourceOnlySettings.Definition,
        TargetLabelsSettings.Definition,
        DannSettings.Definition,
        CoralSettings.Definition,
        MmdSettings.Definition,
        MultiTaskSettings.Definition,
        ZeroShotSettings.Definition,
    };
}
