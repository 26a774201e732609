using System.ComponentModel;
using System.Diagnostics;
using Harness.Diagnostics;

namespace Harness.Cli.Processes;

/// <summary>Processes that run side by side and write to this process's output, each line with the process's name before it.</summary>
/// <remarks>They are asked to stop by closing their input. So they also stop when this process is killed.</remarks>
internal static class ChildProcesses
{
    /// <summary>Runs all of them to their end.</summary>
    /// <param name="children">What to start. Each must stop at the end of its input.</param>
    /// <param name="cancellation">Asks all to stop; they are waited for anyway.</param>
    /// <returns>Their exit codes, in the same order.</returns>
    /// <exception cref="HarnessException">One cannot be started; the others are asked to stop.</exception>
    public static IReadOnlyList<int> Run(IReadOnlyList<ChildProcess> children, CancellationToken cancellation)
    {
        var started = new List<Process>();
        try
        {
            foreach (var child in children) started.Add(Start(child));
            using (cancellation.Register(() => started.ForEach(process => process.StandardInput.Close()))) started.ForEach(process => process.WaitForExit());
            return started.ConvertAll(process => process.ExitCode);
        }
        finally
        {
            started.ForEach(process => process.Dispose());
        }
    }

    private static Process Start(ChildProcess child)
    {
        var process = new Process
        {
            StartInfo = new ProcessStartInfo(child.Command[0], child.Command.Skip(1))
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        process.OutputDataReceived += (_, line) => Relay(Console.Out, child.Name, line.Data);
        process.ErrorDataReceived += (_, line) => Relay(Console.Error, child.Name, line.Data);
        try
        {
            process.Start();
        }
        catch (Win32Exception exception)
        {
            process.Dispose();
            throw new HarnessException($"'{child.Command[0]}' cannot be started: {exception.Message}", "Name one device with --device, which needs no other process.", exception);
        }
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static void Relay(TextWriter output, string name, string? line)
    {
        if (line is not null) output.WriteLine($"[{name}] {line}");
    }
}

/// <summary>A process to start.</summary>
/// <param name="Name">The name before its lines.</param>
/// <param name="Command">The program and its arguments.</param>
internal sealed record ChildProcess(string Name, IReadOnlyList<string> Command);
