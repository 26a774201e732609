using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Harness.Synthetic;

namespace Harness.Data.Synthetic;

/// <summary>Which files a data set has, and the hash over all of them.</summary>
internal static partial class SyntheticFiles
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

    /// <summary>What is in a folder of drawn images, and in its class folders, but was not drawn.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>Paths relative to the folder. Without files that systems leave, such as .DS_Store and Thumbs.db, which no user made; a user may have made a hidden folder.</returns>
    public static IEnumerable<string> OthersIn(string folder)
    {
        string[] drawn = [SyntheticDescription.FileName, ListName, .. Folders];
        return EntriesOf(folder).Where(entry => !drawn.Contains(entry.Name)).Select(entry => entry.Name)
            .Concat(Folders.SelectMany(label => EntriesOf(Path.Combine(folder, label)).Where(entry => entry is DirectoryInfo || !ImageName().IsMatch(entry.Name)).Select(entry => $"{label}/{entry.Name}")));
    }

    private static IEnumerable<FileSystemInfo> EntriesOf(string folder) => Directory.Exists(folder)
        ? new DirectoryInfo(folder).EnumerateFileSystemInfos().Where(entry => entry is DirectoryInfo || !SystemFile().IsMatch(entry.Name))
        : [];

    /// <summary>The name of the list of hashes, one line per image, in the format of sha256sum.</summary>
    public const string ListName = "SHA256SUMS";

    /// <summary>An image's line in the list of hashes.</summary>
    public static string Line(string path, string sha256) => $"{sha256}  {path}";

    /// <summary>The image of a line.</summary>
    public static string PathOf(string line) => line[(line.LastIndexOf(' ') + 1)..];

    /// <summary>SHA-256 over all lines, which is that of the file with them, in hexadecimal.</summary>
    public static string Hash(IEnumerable<string> lines) => Convert.ToHexStringLower(SHA256.HashData(Encode(lines)));

    /// <summary>The bytes of the list of hashes.</summary>
    public static byte[] Encode(IEnumerable<string> lines) => Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n")));

    private static string PathOf(SyntheticClass label, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{Folders[(int)label]}/{number:000000}.jpg");

    [GeneratedRegex("^[0-9]{6,}[.]jpg$")]
    private static partial Regex ImageName();

    [GeneratedRegex("^([.].*|Thumbs[.]db|desktop[.]ini)$", RegexOptions.IgnoreCase)]
    private static partial Regex SystemFile();
}
