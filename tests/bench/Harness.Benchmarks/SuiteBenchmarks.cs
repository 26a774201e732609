using BenchmarkDotNet.Attributes;
using Harness.Data.Labels;
using Harness.Experiments;
using Harness.Models;
using Harness.Models.Backbones;
using Harness.Planning;

namespace Harness.Benchmarks;

/// <summary>What happens before anything is trained: the files of the default suite, and the plan of its epochs.</summary>
public class SuiteBenchmarks
{
    private readonly string _file = Path.Combine(FindRepository(), "experiments", "suites", "flowers.yaml");
    private readonly SuiteOverrides _overrides = new() { Inputs = InputCheck.WhereGiven };
    private readonly Suite _suite;
    private readonly PlanInputs _inputs;

    public SuiteBenchmarks()
    {
        _suite = SuiteLoader.Load(_file, _overrides, BackboneRegistry.Catalog);
        var backbone = BackboneRegistry.Catalog.Describe(_suite.Backbone)!;
        _inputs = new PlanInputs
        {
            ManifestHash = "manifest",
            WeightsHash = null,
            Numerics = new Numerics("cpu", "benchmark", Threads: 2) { Compute = ComputeSettings.Default },
            Backbone = backbone,
            Labels = new LabelSpace(5),
        };
    }

    [Benchmark]
    public Suite LoadSuite() => SuiteLoader.Load(_file, _overrides, BackboneRegistry.Catalog);

    [Benchmark]
    public Plan MakePlan() => Planner.Make(_suite, _inputs);

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Harness.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("The repository of the experiments was not found above the benchmarks.");
    }
}
