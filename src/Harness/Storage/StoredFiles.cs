using System.Security.Cryptography;
using System.Text.Json;
using Harness.Diagnostics;
using Harness.Results;

namespace Harness.Storage;

/// <summary>The files of one epoch. Another process may remove them at any moment: what is gone was never there.</summary>
/// <param name="Folder">Their folder, named after the epoch's key.</param>
internal sealed record StoredFiles(string Folder)
{
    /// <summary>Results, and the hashes of the other files that were there from the beginning.</summary>
    public const string Description = "epoch.json";

    /// <summary>The network's predictions for every validation image.</summary>
    public const string Predictions = "predictions.safetensors";

    /// <summary>What the next epoch starts from.</summary>
    public const string State = "state.safetensors";

    /// <summary>What was measured on test images, and what was predicted for each, later.</summary>
    public const string Test = "test.json";

    // ESTALE of Linux and of macOS: a file of NFS that another machine has removed.
    private const int StaleOnLinux = 116;
    private const int StaleOnMacOS = 70;

    /// <summary>The epoch's key.</summary>
    public string Key => Path.GetFileName(Folder);

    /// <summary>Whether an error says that a file or folder is not there.</summary>
    public static bool IsGone(Exception exception) => exception switch
    {
        FileNotFoundException or DirectoryNotFoundException => true,
        IOException => (OperatingSystem.IsLinux() && exception.HResult == StaleOnLinux) || (OperatingSystem.IsMacOS() && exception.HResult == StaleOnMacOS),
        _ => false,
    };

    /// <summary>The hash of a file.</summary>
    public static string Hash(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    /// <summary>The path of a file.</summary>
    public string PathOf(string name) => Path.Combine(Folder, name);

    /// <summary>Reads the description; null if there is none, or it is damaged or another epoch's.</summary>
    /// <param name="key">The key that it must have.</param>
    public EpochFile? Describe(string key)
    {
        var path = PathOf(Description);
        if (!File.Exists(path)) return null;
        try
        {
            using var stream = File.OpenRead(path);
            var file = JsonSerializer.Deserialize(stream, EpochFileFormat.Default.EpochFile);
            return file?.Key == key ? file : null;
        }
        catch (Exception exception) when (exception is JsonException || IsGone(exception))
        {
            return null;
        }
    }

    /// <summary>Reads what was measured on test images; null if nothing was, or it is damaged.</summary>
    public TestResult? ReadTest()
    {
        var path = PathOf(Test);
        if (!File.Exists(path)) return null;
        try
        {
            using var stream = File.OpenRead(path);
            return JsonSerializer.Deserialize(stream, TestFileFormat.Default.TestFile)?.ToResult();
        }
        catch (Exception exception) when (exception is JsonException || IsGone(exception))
        {
            return null;
        }
    }

    /// <summary>Moves what was measured on test images to another copy of the epoch, unless that has its own or there is nothing sound to move.</summary>
    /// <param name="successor">The other copy.</param>
    public void HandOnTest(StoredFiles successor)
    {
        try
        {
            if (ReadTest() is not null) File.Move(PathOf(Test), successor.PathOf(Test));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The other has one, or this one is open in another program. At worst it is measured again.
        }
    }

    /// <summary>Reads a file whose hash is that of the description; null if it is not.</summary>
    /// <param name="file">The description.</param>
    /// <param name="name">The file's name.</param>
    /// <param name="read">Reads the file at a path.</param>
    public T? Read<T>(EpochFile file, string name, Func<string, T> read)
        where T : class
    {
        if (Verified(file, name) is not { } path) return null;
        try
        {
            return read(path);
        }
        catch (HarnessException) when (!File.Exists(path))
        {
            return null;
        }
        catch (IOException exception) when (IsGone(exception))
        {
            return null;
        }
    }

    /// <summary>Whether all is there that the description names, and as it was written.</summary>
    /// <param name="key">The epoch's key.</param>
    public bool IsWhole(string key) => Describe(key) is { } file && file.Files.Keys.All(name => Verified(file, name) is not null);

    // The path of a file whose hash is that of the description.
    private string? Verified(EpochFile file, string name)
    {
        var path = PathOf(name);
        try
        {
            return file.Files.TryGetValue(name, out var hash) && File.Exists(path) && Hash(path) == hash ? path : null;
        }
        catch (Exception exception) when (IsGone(exception))
        {
            return null;
        }
    }
}
