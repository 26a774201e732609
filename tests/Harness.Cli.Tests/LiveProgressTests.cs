using Harness.Cli.Output;
using Harness.Data.Labels;
using Harness.Experiments;
using Harness.Models;
using Harness.Models.Backbones;
using Harness.Planning;
using Harness.TestSupport;
using Harness.Training;

namespace Harness.Cli.Tests;

public sealed class LiveProgressTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Progressed_EpochThatWasNotToRun_HasABarForTheSuiteToo()
    {
        var suite = SuiteLoader.Load(TinySuite.Write(_folder, (_, _, _, path) => File.WriteAllText(path, "")), new() { Inputs = InputCheck.WhereGiven }, BackboneRegistry.Catalog);
        var plan = Planner.Make(suite, new PlanInputs
        {
            ManifestHash = "images",
            WeightsHash = null,
            Numerics = new Numerics("cpu", "2.10.0", 2) { Compute = ComputeSettings.Default },
            Backbone = BackboneRegistry.Catalog.Describe(suite.Backbone)!,
            Labels = LabelSpace.Of(suite.Data, ["one", "other"]),
        });

        var shown = LiveProgress.Show(display =>
        {
            display.Started(plan, []);
            display.SharedEpochStarted(plan.SharedEpochs[0]);
            display.Progressed(plan.SharedEpochs[0], new EpochProgress(false, 1, 2, new Dictionary<string, double>()));
            return true;
        });

        Assert.True(shown);
    }
}
