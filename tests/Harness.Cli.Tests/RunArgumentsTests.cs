using System.CommandLine;
using System.Text.Json;
using Harness.Cli.Commands;
using Harness.Cli.Processes;
using Harness.Models;
using Harness.Running;

namespace Harness.Cli.Tests;

public sealed class RunArgumentsTests
{
    private static readonly RunOptions Everything = new()
    {
        SuitePath = "my suite.yaml",
        DataRoot = "it's data",
        TargetRoot = "target",
        Labels = "labels.csv",
        Weights = "weights.pth#ema",
        OutputFolder = "out put",
        StoreFolder = "$store",
        Seeds = [3, 1],
        Techniques = ["A, with commas", "B -- dashes"],
        AddedTechniques = ["one.yaml", "two more.yaml"],
        Backbone = "resnet18",
        Device = "cuda:1",
        Workers = 3,
        Threads = 5,
        CacheMebibytes = 7,
        Compute = new(FoldsBatchNorm: false, Precision.BFloat16, AllowsWinograd: false),
        Share = false,
        UseStore = false,
        SkipUnreadable = true,
        KeepSplit = true,
        Dry = true,
    };

    [Fact]
    public void Of_Everything_IsReadAsItWas() => Assert.Equal(Text(Everything), Text(Read(RunArguments.Of(Everything))));

    [Fact]
    public void Of_NothingButASuite_IsReadAsItWas() => Assert.Equal(Text(new() { SuitePath = "s.yaml" }), Text(Read(RunArguments.Of(new() { SuitePath = "s.yaml" }))));

    [Fact]
    public void Of_NothingButASuite_IsTheSuiteAlone() => Assert.Equal(["s.yaml"], RunArguments.Of(new() { SuitePath = "s.yaml" }));

    // An option that is added later must be carried over, too.
    [Fact]
    public void Everything_HasNoOptionWithItsDefaultValue()
    {
        var plain = new RunOptions { SuitePath = "" };
        string[] notOfTheCommandLine = [nameof(RunOptions.Split), nameof(RunOptions.Access), nameof(RunOptions.CommandLine), nameof(RunOptions.Overrides)];

        Assert.All(
            typeof(RunOptions).GetProperties().Where(property => !notOfTheCommandLine.Contains(property.Name)),
            property => Assert.NotEqual(JsonSerializer.Serialize(property.GetValue(plain)), JsonSerializer.Serialize(property.GetValue(Everything))));
    }

    private static RunOptions Read(IReadOnlyList<string> arguments)
    {
        var suite = new SuiteArguments();
        var command = new Command("run");
        suite.AddTo(command);
        var parsed = command.Parse([.. arguments]);
        Assert.Empty(parsed.Errors);
        return suite.Read(parsed) with { CommandLine = "" };
    }

    private static string Text(RunOptions options) => JsonSerializer.Serialize(options);
}
