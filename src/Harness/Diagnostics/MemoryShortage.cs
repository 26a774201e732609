using System.Runtime.InteropServices;

namespace Harness.Diagnostics;

/// <summary>Describes a lack of memory for people. It says nothing about the input: the same command works with more memory.</summary>
public static class MemoryShortage
{
    private const string Remedy =
        "Give the machine or the container more memory, let fewer threads decode images (--workers), keep fewer decoded images in memory (--cache), or take smaller images or batches.";

    /// <summary>Whether an exception says that there is too little memory, on the GPU or for the processor.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <returns>Whether it does.</returns>
    public static bool IsMeantBy(Exception exception) => exception.GetBaseException() switch
    {
        // A length that no array can have, which only a damaged file asks for.
        OutOfMemoryException memory => !memory.Message.Contains("dimensions exceeded", StringComparison.Ordinal),
        ExternalException native => IsSaid(native.Message),
        _ => false,
    };

    /// <summary>Makes the error.</summary>
    /// <param name="cause">What was thrown.</param>
    /// <param name="purpose">What the memory was for, as in <c>to decode 'a/1.jpg'</c>; null if that is not known.</param>
    /// <returns>The error for the user.</returns>
    public static HarnessException Explain(Exception cause, string? purpose = null) =>
        new($"There is too little memory{(purpose is null ? "" : $" {purpose}")}{(cause is ExternalException ? $": {FirstLine.Of(cause.Message)}" : ".")}", Remedy, cause);

    // libtorch's allocators report it only in words, which TorchSharp passes on as an ExternalException.
    private static bool IsSaid(string message) =>
        message.Contains("out of memory", StringComparison.OrdinalIgnoreCase)
        || message.Contains("not enough memory", StringComparison.OrdinalIgnoreCase)
        || message.Contains("can't allocate memory", StringComparison.OrdinalIgnoreCase);
}
