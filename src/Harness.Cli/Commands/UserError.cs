using System.Reflection;
using Harness.Diagnostics;

namespace Harness.Cli.Commands;

/// <summary>Finds, in what was thrown, an error that the user can mend.</summary>
public static class UserError
{
    /// <summary>Looks through the wrappers that static constructors, reflection and parallel loops put around an exception.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <returns>The error for the user; null for a defect of the harness.</returns>
    public static HarnessException? From(Exception exception) => exception switch
    {
        HarnessException own => own,
        DllNotFoundException missing => new HarnessException(
            $"A native library cannot be loaded: {FirstLine(missing.Message)}", "Run ./run-all.sh setup, which installs and builds what is missing.", missing),
        TypeInitializationException or TargetInvocationException when exception.InnerException is { } inner => From(inner),
        AggregateException several => several.InnerExceptions.Select(From).FirstOrDefault(found => found is not null),
        _ => null,
    };

    private static string FirstLine(string message) => message.Split('\n', 2)[0].TrimEnd();
}
