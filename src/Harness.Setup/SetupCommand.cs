using Harness.Setup.Building;
using Harness.Setup.Testing;

namespace Harness.Setup;

/// <summary>The commands that the run scripts do not pass on to the program: <c>setup</c> and <c>test</c>.</summary>
internal static class SetupCommand
{
    /// <summary>Runs a command.</summary>
    /// <param name="arguments">The repository's folder, the command, and for <c>test</c> further arguments for <c>dotnet test</c>.</param>
    /// <param name="output">Where results go.</param>
    /// <param name="messages">Where messages go.</param>
    /// <returns>The exit code.</returns>
    public static int Run(string[] arguments, TextWriter output, TextWriter messages)
    {
        try
        {
            var folders = new SetupFolders(arguments[0]);
            if (arguments[1] == "test") return new TestRun(folders, output, messages).Run(arguments[2..]);
            new ProgramBuild(folders, messages).Run();
            return 0;
        }
        catch (SetupException exception)
        {
            exception.Print(messages);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            new SetupException($"set-up cannot continue: {exception.Message}", "Fix the permissions or free some space, and run this again.").Print(messages);
        }
        return 1;
    }
}
