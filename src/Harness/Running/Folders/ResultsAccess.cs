namespace Harness.Running.Folders;

/// <summary>What a command does with the results folder.</summary>
public enum ResultsAccess
{
    /// <summary>It writes it, and no other process may at the same time.</summary>
    Whole,

    /// <summary>It trains a part: other parts may do so at the same time.</summary>
    Part,

    /// <summary>It writes it, and no other process may at the same time; it trains nothing, so the device only shows where the results come from, and need not be on this
    /// machine.</summary>
    Report,

    /// <summary>It trains nothing and writes no report.</summary>
    Look,
}
