using Harness.Models.Heads;
using Harness.Planning;
using Harness.Training;
using Harness.Training.Objectives;
using Harness.Training.Optimizers;
using Harness.Training.Phases;

namespace Harness.Tests.Storage;

/// <summary>Epochs of a plan, for stores to keep.</summary>
internal static class EpochNodes
{
    /// <summary>One that trains nothing.</summary>
    public static EpochNode Any()
    {
        var task = new EpochTask(
            [new HeadDefinition(string.Empty, HeadSettings.Linear, Outputs: 2)],
            new CrossEntropyLoss(),
            new AdamSettings(),
            new Phase { Epochs = 1, Train = [] },
            PhaseAssignment.Of(new Phase { Epochs = 1, Train = [] }, []),
            Seed: 0,
            Epoch: 0);
        return new EpochNode(new string('a', 64), null, task, ["A"], 1, new("body", "body", Trains: false));
    }
}
