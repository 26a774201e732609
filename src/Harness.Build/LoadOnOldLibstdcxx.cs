// MSBuild compiles this file on its own, without the usings that projects have implicitly.
#pragma warning disable IDE0005
using System;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Build.Framework;
#pragma warning restore IDE0005

namespace Harness.Build;

/// <summary>
/// The build step that lets TorchSharp's native library load where libstdc++ is older than GCC 13 (Debian 12, Ubuntu 22.04).
/// </summary>
/// <remarks>
/// <c>libLibTorchSharp.so</c> 0.107 requires version GLIBCXX_3.4.32 of libstdc++ because of one symbol, which initializes the standard streams and which
/// none of its code calls. Where the machine has that version nothing is done. Elsewhere the output folder gets its own copy, with a weak requirement.
/// How a library requires versions (section <c>.gnu.version_r</c>): Linux Standard Base, core specification, chapter "Symbol Versioning".
/// MSBuild compiles this file when a build needs it, so it must be a single file.
/// </remarks>
public sealed class LoadOnOldLibstdcxx : Microsoft.Build.Utilities.Task
{
    private const string Version = "GLIBCXX_3.4.32";
    private const string Symbol = "_ZSt21ios_base_library_initv";
    private const uint VersionNeedsSection = 0x6FFFFFFE; // SHT_GNU_verneed
    private const ushort WeakFlag = 2; // VER_FLG_WEAK

    /// <summary>The path of <c>libLibTorchSharp.so</c>, or of a link to it. Nothing is done if it is missing.</summary>
    [Required]
    public string Library { get; set; } = "";

    /// <inheritdoc/>
    public override bool Execute()
    {
        try
        {
            if (File.Exists(Library) && !HasVersion()) Change();
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Log.LogError($"{Library} cannot be made to load with this machine's libstdc++, which lacks {Version}: {exception.Message}");
            return false;
        }
    }

    private static bool HasVersion()
    {
        try
        {
            var library = Open("libstdc++.so.6", 1);
            return library != IntPtr.Zero && Find(library, Symbol, Version) != IntPtr.Zero;
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            // A different C library, without symbol versions.
            return true;
        }
    }

    private void Change()
    {
        var bytes = File.ReadAllBytes(Library);
        if (MakeWeak(bytes, Version) == 0) return;
        // Beside it and renamed: the file in the output folder may be a link to the package's, which stays as it is, or be loaded by a running program.
        var fresh = $"{Library}.{Guid.NewGuid():N}";
        File.WriteAllBytes(fresh, bytes);
        // The same time as the package's, or the next build would treat it as a different file.
        File.SetLastWriteTimeUtc(fresh, File.GetLastWriteTimeUtc(Library));
        File.Delete(Library);
        File.Move(fresh, Library);
    }

    [DllImport("libc.so.6", EntryPoint = "dlopen")]
    private static extern IntPtr Open(string name, int flags);

    [DllImport("libc.so.6", EntryPoint = "dlvsym")]
    private static extern IntPtr Find(IntPtr library, string symbol, string version);

    /// <summary>Sets the weak flag on every requirement of a version, so that the loader continues if the version is missing.</summary>
    /// <param name="library">The bytes of a 64-bit little-endian ELF library; changed in place.</param>
    /// <param name="version">The name of the version: <c>GLIBCXX_3.4.32</c>.</param>
    /// <returns>How many requirements were changed: 0 if there are none or all were already weak.</returns>
    /// <exception cref="InvalidDataException">The bytes are not such a library.</exception>
    public static int MakeWeak(byte[] library, string version)
    {
        if (library.Length < 64 || BitConverter.ToUInt32(library, 0) != 0x464C457F || library[4] != 2 || library[5] != 1)
            throw new InvalidDataException("This is not a 64-bit little-endian ELF library.");
        try
        {
            var changed = 0;
            var sections = BitConverter.ToInt64(library, 40);
            var sectionSize = BitConverter.ToUInt16(library, 58);
            var sectionCount = BitConverter.ToUInt16(library, 60);
            for (var i = 0; i < sectionCount; i++)
            {
                var section = checked((int)(sections + (i * sectionSize)));
                if (BitConverter.ToUInt32(library, section + 4) != VersionNeedsSection) continue;
                var names = checked((int)(sections + (BitConverter.ToInt32(library, section + 40) * sectionSize)));
                changed += MakeWeak(library, version, Offset(library, section), BitConverter.ToInt32(library, section + 44), Offset(library, names));
            }
            return changed;
        }
        catch (Exception exception) when (exception is ArgumentException or IndexOutOfRangeException or OverflowException)
        {
            throw new InvalidDataException("The ELF library is cut short or damaged.", exception);
        }
    }

    // A chain of libraries (Elf64_Verneed), each with a chain of versions (Elf64_Vernaux). Links are relative; a link of 0 ends a chain.
    private static int MakeWeak(byte[] library, string version, int need, int needCount, int names)
    {
        var changed = 0;
        for (; needCount > 0; needCount--)
        {
            var entry = need + BitConverter.ToInt32(library, need + 8);
            for (var count = BitConverter.ToUInt16(library, need + 2); count > 0; count--)
            {
                if (Name(library, names + BitConverter.ToInt32(library, entry + 8)) == version && (library[entry + 4] & WeakFlag) == 0)
                {
                    library[entry + 4] |= (byte)WeakFlag;
                    changed++;
                }
                entry += BitConverter.ToInt32(library, entry + 12);
            }
            need += BitConverter.ToInt32(library, need + 12);
        }
        return changed;
    }

    private static int Offset(byte[] library, int section) => checked((int)BitConverter.ToInt64(library, section + 24));

    private static string Name(byte[] library, int start) =>
        Encoding.ASCII.GetString(library, start, Array.IndexOf(library, (byte)0, start) - start);
}
