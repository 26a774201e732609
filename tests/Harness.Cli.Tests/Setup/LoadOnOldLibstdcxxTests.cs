using System.Text;
using Harness.Build;

namespace Harness.Cli.Tests.Setup;

public sealed class LoadOnOldLibstdcxxTests
{
    private const int Names = 64;
    private const int Needs = 128;
    private const int Sections = 256;

    [Fact]
    public void MakeWeak_LibraryThatAsksForTheVersion_ChangesThatFlagAlone()
    {
        var library = Library("GLIBC_2.2.5", "GLIBCXX_3.4.32");
        var before = (byte[])library.Clone();

        Assert.Equal(1, LoadOnOldLibstdcxx.MakeWeak(library, "GLIBCXX_3.4.32"));

        var changed = Enumerable.Range(0, library.Length).Where(i => library[i] != before[i]);
        Assert.Equal(Flags(1), Assert.Single(changed));
        Assert.Equal(2, library[Flags(1)]);
    }

    [Fact]
    public void MakeWeak_Twice_ChangesNothingMore()
    {
        var library = Library("GLIBCXX_3.4.32");
        LoadOnOldLibstdcxx.MakeWeak(library, "GLIBCXX_3.4.32");
        Assert.Equal(0, LoadOnOldLibstdcxx.MakeWeak(library, "GLIBCXX_3.4.32"));
    }

    [Fact]
    public void MakeWeak_LibraryThatAsksForOtherVersions_StaysAsItIs() => Assert.Equal(0, LoadOnOldLibstdcxx.MakeWeak(Library("GLIBCXX_3.4.3", "GLIBCXX_3.4.320"), "GLIBCXX_3.4.32"));

    [Fact]
    public void MakeWeak_NoLibrary_IsRefused() => Assert.Throws<InvalidDataException>(() => LoadOnOldLibstdcxx.MakeWeak(new byte[100], "GLIBCXX_3.4.32"));

    [Fact]
    public void MakeWeak_LibraryCutShort_IsRefused()
    {
        var library = Library("GLIBCXX_3.4.32");
        for (var length = 64; length < Sections + 64 + 48; length += 8)
        {
            var cut = library[..length];
            Assert.Throws<InvalidDataException>(() => LoadOnOldLibstdcxx.MakeWeak(cut, "GLIBCXX_3.4.32"));
        }
    }

    private static int Flags(int version) => Needs + 16 + (16 * version) + 4;

    // A header, names, one library with its versions, and the table of two sections.
    private static byte[] Library(params string[] versions)
    {
        var bytes = new byte[Sections + (2 * 64)];
        ((byte[])[0x7F, .. "ELF"u8, 2, 1]).CopyTo(bytes, 0);
        Write(bytes, 40, (long)Sections);
        Write(bytes, 58, (ushort)64);
        Write(bytes, 60, (ushort)2);
        // The first section has the names, the second the requests, with a link to the first.
        Write(bytes, Sections + 24, (long)Names);
        Write(bytes, Sections + 64 + 4, 0x6FFFFFFE);
        Write(bytes, Sections + 64 + 24, (long)Needs);
        Write(bytes, Sections + 64 + 40, 0);
        Write(bytes, Sections + 64 + 44, 1);
        Write(bytes, Needs + 2, (ushort)versions.Length);
        Write(bytes, Needs + 8, 16);
        var name = 1;
        for (var i = 0; i < versions.Length; i++)
        {
            var entry = Needs + 16 + (16 * i);
            Write(bytes, entry + 8, name);
            Write(bytes, entry + 12, i + 1 < versions.Length ? 16 : 0);
            name += Encoding.ASCII.GetBytes(versions[i], 0, versions[i].Length, bytes, Names + name) + 1;
        }
        return bytes;
    }

    private static void Write(byte[] bytes, int at, long value) => BitConverter.TryWriteBytes(bytes.AsSpan(at), value);

    private static void Write(byte[] bytes, int at, int value) => BitConverter.TryWriteBytes(bytes.AsSpan(at), value);

    private static void Write(byte[] bytes, int at, ushort value) => BitConverter.TryWriteBytes(bytes.AsSpan(at), value);
}
