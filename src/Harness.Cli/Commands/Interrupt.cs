using System.Runtime.InteropServices;

namespace Harness.Cli.Commands;

/// <summary>Turns Ctrl-C and SIGTERM into a cancellation, once; a second Ctrl-C ends the process at once.</summary>
internal sealed class Interrupt : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;
    private bool _isSignaled;

    public Interrupt() => _registrations =
        [PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle)];

    /// <summary>Canceled by the first signal, or the end of the input.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Runs something cancelable; afterwards signals end the process again.</summary>
    /// <param name="action">What to do.</param>
    /// <returns>Its return value.</returns>
    public static T During<T>(Func<CancellationToken, T> action)
    {
        using var interrupt = new Interrupt();
        return action(interrupt.Token);
    }

    /// <summary>Also cancels when a reader has come to its end.</summary>
    /// <param name="input">The reader, which nothing else reads from.</param>
    public void StopAtEndOf(TextReader input) => new Thread(() =>
    {
        while (input.ReadLine() is not null) continue;
        Cancel();
    })
    { IsBackground = true }.Start();

    public void Dispose()
    {
        foreach (var registration in _registrations) registration.Dispose();
        _source.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        if (_isSignaled) return;
        _isSignaled = true;
        context.Cancel = true;
        Cancel();
    }

    private void Cancel()
    {
        try
        {
            _source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The cancelable part is over.
        }
    }
}
