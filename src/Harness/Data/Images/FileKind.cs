using System.Formats.Tar;

namespace Harness.Data.Images;

/// <summary>Distinguishes files from pipes, sockets and devices, which may also be in folders and on which reading can wait forever.</summary>
internal static class FileKind
{
    /// <summary>Whether a file without content is a regular one. All others have the length 0, so nothing else need be checked.</summary>
    /// <param name="file">The file, not a link to it. It is not opened unless it is regular.</param>
    /// <remarks>.NET shows the kind of a file only when writing archives: a tar entry has a type.</remarks>
    /// <exception cref="IOException">It cannot be looked at.</exception>
    public static bool IsRegularWithoutContent(FileInfo file)
    {
        using var archive = new MemoryStream();
        try
        {
            using var writer = new TarWriter(archive, leaveOpen: true);
            writer.WriteEntry(file.FullName, "file");
        }
        catch (IOException) when (file.Exists)
        {
            // Sockets have no type in archives.
            return false;
        }
        archive.Position = 0;
        using var reader = new TarReader(archive);
        return reader.GetNextEntry() is { EntryType: TarEntryType.RegularFile or TarEntryType.V7RegularFile };
    }
}
