using System.Text.Json.Nodes;
using Harness.Planning;

namespace Harness.Estimation;

/// <summary>Tells passes that take equally long from others: what is trained counts, not with which seed, rates or images.</summary>
internal static class PassKind
{
    /// <summary>The kind of a pass.</summary>
    /// <param name="pass">The pass.</param>
    /// <returns>A hash; equal ones take equally long.</returns>
    public static string Of(Pass pass) => ContentKey.Of(new JsonObject
    {
        ["batch_norm"] = pass.Stages[0].Task.Phase.BatchNorm.ToString(),
        ["stages"] = new JsonArray(pass.Stages.Select(Describe).ToArray()),
    });

    private static JsonNode Describe(Stage stage) => new JsonObject
    {
        ["pool"] = stage.Task.Head.Pool.Kind,
        ["head"] = new JsonArray(stage.Task.Head.Layers.Select(layer => (JsonNode)layer.ToJson()).ToArray()),
        ["optimizer"] = stage.Task.Optimizer.Kind,
        ["trains"] = new JsonArray(stage.Task.Phase.Train.Select(rule => (JsonNode)rule.Selector.Text).ToArray()),
    };
}
