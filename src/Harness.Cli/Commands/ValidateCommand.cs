using System.CommandLine;
using Harness.Cli.Output;
using Harness.Diagnostics;
using Harness.Experiments;
using Harness.Models.Backbones;

namespace Harness.Cli.Commands;

/// <summary><c>harness validate</c>: checks suites with all their techniques, and does nothing else.</summary>
internal static class ValidateCommand
{
    private const string SuitesFolder = "experiments/suites";

    public static Command Create()
    {
        var command = new Command("validate", "Check suite files with all their techniques; train nothing.");
        var suites = new Argument<string[]>("suites")
        {
            Description = $"The suite files (default: all in {SuitesFolder}).",
            Arity = ArgumentArity.ZeroOrMore,
        };
        command.Add(suites);
        command.SetAction(parsed => Validate(parsed.GetValue(suites) is { Length: > 0 } named ? named : All()));
        return command;
    }

    private static int Validate(IReadOnlyList<string> paths)
    {
        var failures = paths.Count(path => !IsValid(path));
        return failures == 0 ? CommandLine.Success : CommandLine.Failure;
    }

    private static bool IsValid(string path)
    {
        try
        {
            var suite = SuiteLoader.Load(path, new SuiteOverrides { Inputs = InputCheck.WhereGiven }, BackboneRegistry.Catalog);
            Console.WriteLine($"{path}: {Quantity.Of(suite.Techniques.Count, "technique")}, {Quantity.Of(suite.Seeds.Count, "seed")}, {suite.Backbone}");
            SelectorPrinter.Print(suite);
            return true;
        }
        catch (HarnessException exception)
        {
            ErrorPrinter.Print(exception, verbose: false);
            return false;
        }
    }

    private static string[] All()
    {
        if (!Directory.Exists(SuitesFolder))
            throw new HarnessException($"There is no folder '{SuitesFolder}' here.", "Name the suite files to check.");
        return [.. Directory.GetFiles(SuitesFolder, "*.yaml").Order(StringComparer.Ordinal)];
    }
}
