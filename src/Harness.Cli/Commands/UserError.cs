using System.Net.Sockets;
using System.Reflection;
using Harness.Diagnostics;

namespace Harness.Cli.Commands;

/// <summary>Finds, in what was thrown, an error that the user can fix.</summary>
public static class UserError
{
    /// <summary>Looks through the wrappers that static constructors, reflection and parallel loops put around an exception.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <returns>The error for the user; null for a bug in Harness.</returns>
    public static HarnessException? From(Exception exception) => exception switch
    {
        HarnessException own => own,
        DllNotFoundException missing => new HarnessException(
            $"A native library cannot be loaded: {FirstLine.Of(missing.Message)}", "Run ./run-all.sh setup, which installs and builds what is missing.", missing),
        _ when MemoryShortage.IsMeantBy(exception) => MemoryShortage.Explain(exception),
        TypeInitializationException or TargetInvocationException when exception.InnerException is { } inner => From(inner),
        AggregateException several => several.InnerExceptions.Select(From).FirstOrDefault(found => found is not null),
        _ => null,
    };

    /// <summary>The exit code that shows scripts what kind of error it is.</summary>
    /// <param name="error">The error.</param>
    /// <returns>One of the constants of <see cref="CommandLine"/>.</returns>
    public static int CodeOf(HarnessException error) => error switch
    {
        FolderInUseException => CommandLine.InUse,
        _ when Causes(error).Any(MemoryShortage.IsMeantBy) => CommandLine.EnvironmentFailure,
        _ when Causes(error).Any(IsOfTheDisk) && !Causes(error).Any(IsOfTheNetwork) => CommandLine.EnvironmentFailure,
        _ => CommandLine.Failure,
    };

    private static IEnumerable<Exception> Causes(Exception error)
    {
        for (var cause = error.InnerException; cause is not null; cause = cause.InnerException) yield return cause;
    }

    // A missing file, or one that ends too early, is a wrong input.
    private static bool IsOfTheDisk(Exception cause) =>
        cause is UnauthorizedAccessException || (cause is IOException and not (FileNotFoundException or DirectoryNotFoundException or EndOfStreamException));

    private static bool IsOfTheNetwork(Exception cause) => cause is HttpRequestException or HttpIOException or SocketException;
}
