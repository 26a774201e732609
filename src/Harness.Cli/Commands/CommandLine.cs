using System.CommandLine;
using Harness.Cli.Output;
using Harness.Diagnostics;

namespace Harness.Cli.Commands;

/// <summary>The commands of <c>harness</c> and what happens to their errors.</summary>
public static class CommandLine
{
    /// <summary>Everything went well.</summary>
    public const int Success = 0;

    /// <summary>The input was wrong; the message says how.</summary>
    public const int Failure = 1;

    /// <summary>The suite was run, but a technique failed.</summary>
    public const int SomeTechniquesFailed = 2;

    /// <summary>A defect of the harness.</summary>
    public const int InternalError = 70;

    /// <summary>Stopped by the user: 128 + SIGINT, as shells have it.</summary>
    public const int Interrupted = 130;

    /// <summary>Runs the command that the arguments say.</summary>
    /// <param name="args">The arguments, without the program's name.</param>
    /// <returns>The exit code: one of the constants.</returns>
    public static int Run(string[] args)
    {
        var root = new RootCommand("Compares ways of reusing a pretrained network on your images.")
        {
            RunCommand.Create(),
            PlanCommand.Create(),
            ReportCommand.Create(),
            ValidateCommand.Create(),
            DataCommand.Create(),
            WeightsCommand.Create(),
        };
        return Guarded(() => root.Parse(args).Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false }), args.Contains("--verbose"));
    }

    private static int Guarded(Func<int> command, bool verbose)
    {
        try
        {
            return command();
        }
        catch (OperationCanceledException)
        {
            return Interrupted;
        }
        catch (HarnessException exception)
        {
            ErrorPrinter.Print(exception, verbose);
            return Failure;
        }
        catch (DllNotFoundException exception)
        {
            ErrorPrinter.Print(new HarnessException(exception.Message, "Run ./run-all.sh setup, which installs and builds what is missing.", exception), verbose);
            return Failure;
        }
        catch (Exception exception)
        {
            ErrorPrinter.PrintDefect(exception, verbose);
            return InternalError;
        }
    }
}
