using System.Text.Json.Nodes;
using Harness.Models;
using Harness.Training;

namespace Harness.Planning;

/// <summary>What an epoch does to the backbone, as known from the plan: epochs whose backbones go through the same states differ only in their heads.</summary>
/// <param name="Before">The address of the backbone's state when the epoch begins: two equal ones are the same bits.</param>
/// <param name="After">The address when it ends; the same as before when nothing of the backbone can change.</param>
/// <param name="Trains">Whether parameters of the backbone train: their gradients come from the head, so that no other head can share the shared epoch.</param>
public sealed record BackbonePath(string Before, string After, bool Trains)
{
    /// <summary>Finds out what an epoch does. A frozen backbone moves only where batch norm continues averaging, and then only as the images decide; one that
    /// trains changes in its technique's own way.</summary>
    /// <param name="before">The address of the backbone's state when the epoch begins.</param>
    /// <param name="node">The epoch's own address.</param>
    /// <param name="task">The epoch.</param>
    /// <param name="hasBatchNorm">Whether the backbone has batch norm.</param>
    /// <returns>The path.</returns>
    internal static BackbonePath Of(string before, string node, EpochTask task, bool hasBatchNorm)
    {
        if (task.Assignment.TrainedInBackbone.Count > 0) return new(before, node, Trains: true);
        if (task.Phase.BatchNorm == BatchNormMode.Eval || !hasBatchNorm) return new(before, before, Trains: false);
        var after = ContentKey.Of(new JsonObject
        {
            ["before"] = before,
            ["seed"] = task.Seed,
            ["epoch"] = task.Epoch,
            ["stream"] = task.Phase.Objective.Stream.Name,
        });
        return new(before, after, Trains: false);
    }
}
