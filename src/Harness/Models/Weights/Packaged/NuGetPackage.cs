namespace Harness.Models.Weights.Packaged;

/// <summary>A version of a NuGet package.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Megabytes">The size of its download.</param>
public sealed record NuGetPackage(string Id, string Version, int Megabytes)
{
    /// <summary>Where it is in a folder of packages, unpacked.</summary>
    public string Folder => Path.Combine(Id.ToLowerInvariant(), Version);

    /// <summary>Name and version, for people.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Id} {Version}";
}
