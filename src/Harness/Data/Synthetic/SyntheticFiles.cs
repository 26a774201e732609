using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Harness.Experiments;

namespace Harness.Data.Synthetic;

/// <summary>Which files a data set has, and the hash over all of them.</summary>
internal static class SyntheticFiles
{
    private static readonly string[] Folders = ["camouflage_clothes", "normal_clothes"];

    /// <summary>The folders of the classes, in the order of <see cref="SyntheticClass"/>.</summary>
    public static IReadOnlyList<string> ClassFolders => Folders;

    /// <summary>All images: class by class, in the order of their numbers, which is also the ordinal order of their paths.</summary>
    public static IReadOnlyList<(SyntheticClass Label, int Number, string Path)> List(SyntheticSettings settings) =>
    [
        .. from label in Enum.GetValues<SyntheticClass>()
           from number in Enumerable.Range(0, settings.ImagesPerClass)
           select (label, number, PathOf(label, number)),
    ];

    /// <summary>SHA-256 over paths and hashes, in hexadecimal.</summary>
    /// <param name="hashes">The images in the order of <see cref="List"/>.</param>
    public static string Hash(IEnumerable<(string Path, string Sha256)> hashes)
    {
        using var sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (path, sha256) in hashes) sum.AppendData(Encoding.UTF8.GetBytes($"{sha256}  {path}\n"));
        return Convert.ToHexStringLower(sum.GetHashAndReset());
    }

    private static string PathOf(SyntheticClass label, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{Folders[(int)label]}/{number:000000}.jpg");
}
