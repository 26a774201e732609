namespace Harness.Serving.Tests;

/// <summary>Holds networks up until it is opened.</summary>
internal sealed class Gate
{
    // So that a test that fails ends.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _opened = new();

    /// <summary>Ends when a network has come to the gate.</summary>
    public Task Reached => _reached.Task;

    /// <summary>Lets all through, from now on.</summary>
    public void Open() => _opened.TrySetResult();

    /// <summary>Waits until it is open.</summary>
    public void Pass()
    {
        _reached.TrySetResult();
        _opened.Task.Wait(Longest);
    }
}
