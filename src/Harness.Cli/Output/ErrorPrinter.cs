using Harness.Diagnostics;

namespace Harness.Cli.Output;

/// <summary>Prints errors for people, on standard error and without stack traces.</summary>
internal static class ErrorPrinter
{
    /// <summary>Prints what the user can fix.</summary>
    public static void Print(HarnessException exception, bool verbose)
    {
        // Diagnostics say 'error:' themselves, after the place.
        Console.Error.WriteLine(exception is DiagnosticsException ? exception.Message : $"error: {exception.Message}");
        if (exception.Remedy is not null) Console.Error.WriteLine($"  {exception.Remedy}");
        if (exception is DiagnosticsException { Diagnostics.Count: var count })
            Console.Error.WriteLine($"{count} {(count == 1 ? "error" : "errors")}. Nothing was run.");
        if (verbose && exception.InnerException is not null) Console.Error.WriteLine(exception.InnerException);
    }

    /// <summary>Prints what is wrong with the command line, and where to find help.</summary>
    public static void PrintUsage(IReadOnlyList<string> errors, string command)
    {
        foreach (var error in errors) Console.Error.WriteLine($"error: {error}");
        Console.Error.WriteLine($"  See '{command} --help'.");
    }

    /// <summary>Prints a bug in Harness.</summary>
    public static void PrintDefect(Exception exception, bool verbose)
    {
        Console.Error.WriteLine($"internal error: {exception.GetType().Name}: {FirstLine.Of(exception.Message)}");
        Console.Error.WriteLine("  This is a defect of Harness. Finished epochs are kept. Run the command again with --verbose for the details to report.");
        if (verbose) Console.Error.WriteLine(exception);
    }
}
