namespace ScottPlot;

/// <summary>Where an image was saved, and how many bytes it has.</summary>
public class SavedImageInfo(string path, int fileSize)
{
    public string Path { get; } = System.IO.Path.GetFullPath(path);

    public int FileSize { get; } = fileSize;

    public override string ToString() => $"Saved Image ({FileSize * .001} kB) {Path}";
}
