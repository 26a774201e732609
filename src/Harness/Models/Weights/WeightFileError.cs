using Harness.Diagnostics;

namespace Harness.Models.Weights;

/// <summary>The ways in which a weight file can be bad, in the user's words.</summary>
internal static class WeightFileError
{
    /// <summary>The bytes are not what the format says.</summary>
    public static HarnessException Corrupt(string path, string detail, Exception? inner = null) => new(
        $"{path}: not a readable weight file: {detail}.",
        "The file is damaged, incomplete or of another format: copy or download it again.", inner);

    /// <summary>The operating system does not give the bytes.</summary>
    public static HarnessException Unreadable(string path, Exception inner) => new(
        $"{path}: the weight file cannot be read: {inner.Message}", "Check the path, the permissions and the disk.", inner);

    /// <summary>A pickle names something that is not needed for tensors.</summary>
    public static HarnessException Refused(string path, string global) => new(
        $"{path}: refused: the pickle inside wants to run {global}, which weights do not need.",
        "Nothing was executed; loading it in Python would run it. Get the weights from a source that you trust.");

    /// <summary>A file of torch.save holds no tensors, or none that can be read without running something.</summary>
    public static HarnessException NoTensors(string path, string? detail) => new(
        $"{path}: it holds no tensors with names, neither as a state dict nor as a whole model{detail}.",
        "Save the weights in Python: torch.save(model.state_dict(), path).");

    /// <summary>Runs a reader and turns what the class library throws at bad files into errors for the user.</summary>
    public static T Guard<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new HarnessException($"{path}: there is no such weight file.", "Check the path.", e);
        }
        catch (Exception e) when (e is EndOfStreamException or InvalidDataException or OverflowException)
        {
            throw Corrupt(path, e is EndOfStreamException ? "it ends too early" : e.Message.TrimEnd('.'), e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, e);
        }
    }
}
