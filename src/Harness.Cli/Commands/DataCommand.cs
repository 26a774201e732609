using System.CommandLine;
using Harness.Data;
using Harness.Data.Manifests;
using Harness.Data.Quality;
using Harness.Experiments;
using Harness.Models.Backbones;
using Harness.Running.Opening;

namespace Harness.Cli.Commands;

/// <summary><c>harness data</c>: looks at images without training, or draws some.</summary>
internal static class DataCommand
{
    public static Command Create() => new("data", "Look at images without training, measure them, or draw some.") { Split(), SynthCommand.Create(), LabelsCommand.Create() };

    private static Command Split()
    {
        var suitePath = new Argument<string>("suite") { Description = "The suite whose split rule is used." };
        var data = new Option<string?>("--data") { Description = "The folder that holds one folder of images per class.", HelpName = "folder" };
        var target = new Option<string>("--out") { Description = "The manifest to write (CSV).", DefaultValueFactory = _ => "manifest.csv", HelpName = "file" };
        var skip = new Option<bool>("--skip-unreadable") { Description = "Leave out images that cannot be read." };
        var keep = new Option<bool>("--keep-split") { Description = "Leave out images that were changed, added or removed since the manifest was written." };
        var command = new Command("split", "Check all images and write the split as a manifest.") { suitePath, data, target, skip, keep };
        command.SetAction(parsed =>
        {
            using var interrupt = new Interrupt();
            var overrides = new SuiteOverrides { DataRoot = parsed.GetValue(data), Inputs = InputCheck.WhereGiven };
            var suite = SuiteLoader.Load(parsed.GetValue(suitePath)!, overrides, BackboneRegistry.Catalog);
            var path = parsed.GetValue(target)!;
            TargetFile.EnsureNoFolder(path);
            var folder = ImageFolder.Of(suite.Data, storeFolder: null, Console.WriteLine, cancellation: interrupt.Token);
            var options = new ManifestOptions { SkipUnreadable = parsed.GetValue(skip), KeepSplit = parsed.GetValue(keep), Classes = suite.Data.Classes, Written = [ImageFolder.DefaultStore] };
            var manifest = ManifestStore.LoadOrCreate(path, folder, suite.Data.Split, options, cancellation: interrupt.Token);
            Print(manifest, path);
            return CommandLine.Success;
        });
        return command;
    }

    private static void Print(Manifest manifest, string path)
    {
        var hasTest = manifest.Test.Count > 0;
        foreach (var counts in DataQuality.Of(manifest, manifest).Classes) Console.WriteLine($"{counts.Name}: {Counts(counts.Train, counts.Valid, counts.Test, hasTest)}");
        foreach (var skipped in manifest.Skipped) Console.WriteLine($"left out: {skipped.Path}: {skipped.Reason}");
        foreach (var note in DataQuality.NotesOf(manifest)) Console.WriteLine(note);
        Console.WriteLine($"{Counts(manifest.Train.Count, manifest.Valid.Count, manifest.Test.Count, hasTest)}: {path}");
    }

    private static string Counts(int train, int valid, int test, bool hasTest) => $"{train} train, {valid} valid{(hasTest ? $", {test} test" : "")}";
}
