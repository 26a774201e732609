using System.Globalization;
using Harness.Diagnostics;
using Harness.Running;
using Harness.Running.Opening;

namespace Harness.Cli.Output;

/// <summary>A text file in a results folder that every run appends to: its command and, with the time before each line, what a log shows of it.</summary>
/// <param name="folder">The results folder. Lines wait until it is certain that the run writes to it, so that a refused run leaves no folder behind.</param>
/// <param name="fileName">The file's name.</param>
internal sealed class RunLog(string folder, string fileName)
{
    private readonly Lock _gate = new();
    private readonly List<string> _waiting = [];
    private bool _isOpen;

    /// <summary>Opens a suite and does something with it; the log records both.</summary>
    /// <param name="options">The options of the command.</param>
    /// <param name="display">Shows the progress to a person.</param>
    /// <param name="cancellation">Ends the opening.</param>
    /// <param name="use">What to do: gets the session and an observer that reports to the display and the log.</param>
    /// <param name="wasOpenedBefore">Whether the person has already seen what is noted while the suite is opened; the log gets it in any case.</param>
    /// <returns>Its return value.</returns>
    public T During<T>(
        RunOptions options, ProgressDisplay display, CancellationToken cancellation, Func<SuiteSession, IRunObserver, T> use, bool wasOpenedBefore = false)
    {
        Begin(options.CommandLine);
        try
        {
            var logged = new PlainProgress(Write);
            var observer = new LoggedProgress(display, logged);
            using var session = SuiteOpener.Open(options, wasOpenedBefore ? logged : observer, display.Images, cancellation);
            Open();
            return use(session, observer);
        }
        catch (Exception exception)
        {
            Write(exception is HarnessException ? $"error: {exception.Message}" : $"{exception.GetType().Name}: {exception.Message}");
            if (Directory.Exists(folder)) Open();
            throw;
        }
    }

    /// <summary>Begins with the command, and the version and process that it is run by.</summary>
    /// <param name="commandLine">The command line.</param>
    public void Begin(string commandLine) =>
        Write(string.Create(CultureInfo.InvariantCulture, $"harness {commandLine} (version {typeof(SuiteSession).Assembly.GetName().Version!.ToString(3)}, process {Environment.ProcessId} on {Environment.MachineName})"));

    /// <summary>Appends a line, with the time.</summary>
    /// <param name="line">The line.</param>
    public void Write(string line)
    {
        lock (_gate)
        {
            _waiting.Add(string.Create(CultureInfo.InvariantCulture, $"{DateTime.UtcNow:yyyy-MM-dd HH:mm:ss}Z  {line}"));
            if (_isOpen) Append();
        }
    }

    /// <summary>Writes the lines that have waited: from now on it is certain that the run writes to the folder.</summary>
    public void Open()
    {
        lock (_gate)
        {
            _isOpen = true;
            Append();
        }
    }

    // Opened for every line, since there are few: so the file can be read, moved and deleted at any time.
    private void Append()
    {
        try
        {
            File.AppendAllLines(Path.Combine(folder, fileName), _waiting);
            _waiting.Clear();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A log that cannot be written is no reason to stop training. The lines wait for the next attempt.
        }
    }
}
