using System.CommandLine;
using Harness.Cli.Output;
using Harness.Diagnostics;
using Harness.Experiments;
using Harness.Files;
using Harness.Models.Backbones;

namespace Harness.Cli.Commands;

/// <summary><c>harness validate</c>: checks suites with all their techniques, and single techniques, and does nothing else.</summary>
internal static class ValidateCommand
{
    private const string SuitesFolder = "experiments/suites";
    private const string BackboneOfTechniques = "resnet18";

    public static Command Create()
    {
        var command = new Command("validate", "Check suite and technique files; train nothing.");
        var files = new Argument<string[]>("files")
        {
            Description = $"Suite and technique files, folders of them, or patterns such as '{SuitesFolder}/*.yaml' (default: all in {SuitesFolder}).",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var options = new SuiteArguments();
        command.Add(files);
        options.AddInputsTo(command);
        command.SetAction(parsed => Validate(
            Files(parsed.GetValue(files) ?? []),
            options.ReadInputs(parsed, suitePath: string.Empty).Overrides with { Inputs = InputCheck.WhereGiven },
            VerboseOption.IsIn(parsed)));
        return command;
    }

    // Every file is checked, even after an error in the one before.
    private static int Validate(IReadOnlyList<string> paths, SuiteOverrides overrides, bool verbose) => paths.Select(path => Check(path, overrides, verbose)).ToList().Max();

    private static int Check(string path, SuiteOverrides overrides, bool verbose)
    {
        try
        {
            if (TechniqueFileLoader.IsTechnique(path)) CheckTechnique(path, overrides.Backbone ?? BackboneOfTechniques);
            else CheckSuite(path, overrides);
            return CommandLine.Success;
        }
        catch (HarnessException exception)
        {
            ErrorPrinter.Print(exception, verbose);
            return UserError.CodeOf(exception);
        }
    }

    private static void CheckSuite(string path, SuiteOverrides overrides)
    {
        var suite = SuiteLoader.Load(path, overrides, BackboneRegistry.Catalog);
        Console.WriteLine($"{path}: {Quantity.Of(suite.Techniques.Count, "technique")}, {Quantity.Of(suite.Seeds.Count, "seed")}, {suite.Backbone}");
        SelectorPrinter.Print(suite);
    }

    private static void CheckTechnique(string path, string backbone)
    {
        var description = BackboneRegistry.Catalog.Describe(backbone)
            ?? throw new HarnessException($"There is no backbone '{backbone}'.{Suggestion.DidYouMean(backbone, BackboneRegistry.Catalog.Names)}", $"Known: {string.Join(", ", BackboneRegistry.Catalog.Names)}.");
        var names = TechniqueFileLoader.Load(path, description);
        Console.WriteLine($"{path}: {string.Join(", ", names.Select(name => $"'{name}'"))}, checked with {backbone}");
    }

    private static List<string> Files(IReadOnlyList<string> named)
    {
        if (named.Count > 0) return [.. named.SelectMany(Expand)];
        if (!Directory.Exists(SuitesFolder))
            throw new HarnessException($"There is no folder '{SuitesFolder}' here.", "Name the files to check.");
        return Found(SuitesFolder, FilesOf(SuitesFolder, "*"));
    }

    // Shells on Windows do not expand patterns.
    private static List<string> Expand(string path)
    {
        if (Directory.Exists(path)) return Found(path, FilesOf(path, "*"));
        var pattern = Path.GetFileName(path);
        if (File.Exists(path) || !pattern.AsSpan().ContainsAny('*', '?')) return [path];
        var folder = Path.GetDirectoryName(path) is { Length: > 0 } above ? above : ".";
        if (!Directory.Exists(folder)) throw new HarnessException($"There is no folder '{folder}'.", "Check the pattern.");
        return Found(path, FilesOf(folder, pattern));
    }

    private static List<string> Found(string path, List<string> files) =>
        files.Count > 0 ? files : throw new HarnessException($"There is no YAML file in '{path}'.", "Name the files to check.");

    private static List<string> FilesOf(string folder, string pattern) =>
        [.. FolderContent.Files(folder, pattern).Where(file => Path.GetExtension(file).ToLowerInvariant() is ".yaml" or ".yml")];
}
