using System.Security.Cryptography;
using System.Text;

namespace Harness.Data.Manifests;

/// <summary>The hash by which results identify their images.</summary>
internal static class ManifestHash
{
    /// <summary>Hashes what decides the results: class names, paths, splits and contents, and labels that are not in the paths.</summary>
    /// <param name="classes">In ordinal order.</param>
    /// <param name="rows">In ordinal order of their paths.</param>
    /// <param name="isFromTable">Whether a table gives the classes, instead of folders in the paths.</param>
    /// <returns>SHA-256 in lower-case hexadecimal.</returns>
    /// <remarks>Fields end with a zero byte, which no file name contains, so that different lists never make the same bytes.</remarks>
    public static string Compute(IEnumerable<string> classes, IEnumerable<ManifestRow> rows, bool isFromTable)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        void Add(string field) => hash.AppendData(Encoding.UTF8.GetBytes(field + '\0'));
        foreach (var name in classes) Add(name);
        Add(string.Empty);
        foreach (var row in rows)
        {
            Add(row.Path);
            if (isFromTable) Add(row.Label);
            Add(ManifestRow.Parts.NameOf(row.Part));
            Add(row.Sha256);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
