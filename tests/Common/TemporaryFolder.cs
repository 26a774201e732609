namespace Harness.TestSupport;

/// <summary>A folder that is gone when the test is over.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder() => Path = Directory.CreateTempSubdirectory("harness-test-").FullName;

    public string Path { get; }

    /// <summary>A path below the folder.</summary>
    public string this[params string[] parts] => System.IO.Path.Combine([Path, .. parts]);

    /// <summary>Writes a text file below the folder, and the folders on the way.</summary>
    public string Write(string relativePath, string contents)
    {
        var path = this[relativePath];
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, contents);
        return path;
    }

    /// <summary>Writes a file directly in the folder.</summary>
    public string Write(string name, byte[] contents)
    {
        File.WriteAllBytes(this[name], contents);
        return this[name];
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
