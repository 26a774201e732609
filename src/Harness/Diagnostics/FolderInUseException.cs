namespace Harness.Diagnostics;

/// <summary>Another process holds what this one needs; the same command works once that has ended.</summary>
/// <param name="message">What is held and where.</param>
/// <param name="remedy">What to do about it, as an instruction.</param>
/// <param name="inner">The technical cause.</param>
public sealed class FolderInUseException(string message, string remedy, Exception inner) : HarnessException(message, remedy, inner);
