using System.Text.Json.Nodes;
using Harness.Models.Heads;
using Harness.Planning;

namespace Harness.Estimation;

/// <summary>Identifies shared epochs that take equally long: by what is trained, not by seed, rates or images.</summary>
internal static class EpochKind
{
    /// <summary>The kind of a shared epoch.</summary>
    /// <param name="sharedEpoch">The shared epoch.</param>
    /// <returns>A hash; equal ones take equally long.</returns>
    public static string Of(SharedEpoch sharedEpoch) => ContentKey.Of(new JsonObject
    {
        ["batch_norm"] = sharedEpoch.Nodes[0].Task.Phase.BatchNorm.ToString(),
        ["nodes"] = new JsonArray(sharedEpoch.Nodes.Select(Describe).ToArray()),
    });

    private static JsonObject Describe(HeadDefinition head) => new()
    {
        ["pool"] = head.Settings.Pool.Kind,
        ["layers"] = new JsonArray([.. head.Settings.Layers.Select(layer => layer.ToJson())]),
    };

    private static JsonNode Describe(EpochNode node) => new JsonObject
    {
        ["objective"] = node.Task.Phase.Objective.ToJson(),
        ["heads"] = new JsonArray([.. node.Task.Heads.Select(Describe)]),
        ["optimizer"] = node.Task.Optimizer.Kind,
        ["trains"] = new JsonArray(node.Task.Phase.Train.Select(rule => (JsonNode)rule.Selector.Text).ToArray()),
    };
}
