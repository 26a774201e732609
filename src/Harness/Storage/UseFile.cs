namespace Harness.Storage;

/// <summary>The contents of a file in a store's <c>uses</c>: which epochs a plan consists of. When the file was last written says when they were last used.</summary>
internal sealed record UseFile
{
    /// <summary>The name of the suite.</summary>
    public required string Suite { get; init; }

    /// <summary>The keys of all epochs of the plan, finished or not.</summary>
    public required IReadOnlyList<string> Epochs { get; init; }
}
