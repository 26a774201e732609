using System.CommandLine;
using System.CommandLine.Help;
using Harness.Cli.Output;
using Harness.Running.Collecting;

namespace Harness.Cli.Commands;

/// <summary>The commands of <c>harness</c> and what happens to their errors.</summary>
public static class CommandLine
{
    /// <summary>Success.</summary>
    public const int Success = 0;

    /// <summary>The input was wrong; the message says how.</summary>
    public const int Failure = 1;

    /// <summary>There are results, but a technique failed, or an image could not be read.</summary>
    public const int Incomplete = 2;

    /// <summary>The machine does not allow it: a file or folder cannot be read or written, because the disk is full or permissions are missing, or there is too little memory.</summary>
    public const int EnvironmentFailure = 3;

    /// <summary>Another process is writing to the same folder.</summary>
    public const int InUse = 4;

    /// <summary>A bug in Harness.</summary>
    public const int InternalError = 70;

    /// <summary>Stopped by the user: 128 + SIGINT, as in shells.</summary>
    public const int Interrupted = 130;

    private const string Description = """
        Compares ways of reusing a pretrained network on your images.

        Exit codes: 0 success; 1 wrong input; 2 there are results, but a technique failed, or an image could not be read; 3 a file or folder cannot
        be read or written (disk full, no permission), or there is too little memory; 4 another process is writing to the same folder; 70 a defect of Harness;
        130 stopped.
        """;

    /// <summary>Runs the command that the arguments name.</summary>
    /// <param name="args">The arguments, without the program's name.</param>
    /// <returns>The exit code: one of the constants.</returns>
    public static int Run(string[] args)
    {
        // A RootCommand would be named after the assembly instead of what the user types.
        var root = new Command("harness", Description)
        {
            new HelpOption(),
            new VersionOption(),
            VerboseOption.Create(),
            NewCommand.Create(),
            RunCommand.Create(),
            PlanCommand.Create(),
            ReportCommand.Create(),
            CompareCommand.Create(),
            PredictCommand.Create(),
            ExportCommand.Create(),
            ServeCommand.Create(),
            PublishedCommand.Create(),
            ReferenceCommand.Create(),
            ValidateCommand.Create(),
            DataCommand.Create(),
            WeightsCommand.Create(),
            StoreCommand.Create(),
            SlurmCommand.Create(),
        };
        ParseResult? parsed = null;
        return Guarded(() => Invoke(parsed = root.Parse(args)), () => parsed is not null && VerboseOption.IsIn(parsed));
    }

    /// <summary>The exit code of a command that shows results.</summary>
    internal static int CodeOf(SuiteResult result) =>
        result.Techniques.Any(technique => technique.Runs.Any(run => run.FailureReason is not null)) ? Incomplete : Success;

    private static int Invoke(ParseResult parsed)
    {
        var errors = UsageErrors.Of(parsed);
        if (errors.Count == 0) return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        ErrorPrinter.PrintUsage(errors, UsageErrors.CommandPath(parsed.CommandResult));
        return Failure;
    }

    private static int Guarded(Func<int> command, Func<bool> isVerbose)
    {
        try
        {
            return command();
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("Stopped.");
            return Interrupted;
        }
        catch (Exception exception)
        {
            if (UserError.From(exception) is { } error)
            {
                ErrorPrinter.Print(error, isVerbose());
                return UserError.CodeOf(error);
            }
            ErrorPrinter.PrintDefect(exception, isVerbose());
            return InternalError;
        }
    }
}
