using System.Runtime.InteropServices;
using System.Text;
using Harness.Libtorch;
using Harness.TestSupport;

namespace Harness.Tests.Libtorch;

public sealed class ElfSymbolsTests
{
    private const string Context = "_ZN2at13globalContextEv", SetUserEnabled = "_ZN2at7Context20setUserEnabledNNPACKEb";

    private static string TorchCpu =>
        (LibtorchFolder.FromEnvironment() ?? LibtorchFolder.OfProgram()).Libraries().First(file => Path.GetFileName(file) == LibtorchFolder.CpuLibrary);

    [SkippableFact]
    public void Find_ExportedFunctions_LieAsFarApartAsInMemory()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Only Linux has libraries of this format.");
        TorchLibrary.Load();
        var library = NativeLibrary.Load(TorchCpu);
        var inMemory = NativeLibrary.GetExport(library, SetUserEnabled) - NativeLibrary.GetExport(library, Context);

        var inFile = ElfSymbols.Find(TorchCpu, Context, SetUserEnabled);

        Assert.NotNull(inFile);
        Assert.Equal(inMemory, inFile[1] - inFile[0]);
    }

    [SkippableFact]
    public void Find_UnknownName_IsNull()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Only Linux has libraries of this format.");
        Assert.Null(ElfSymbols.Find(TorchCpu, Context, "globalContext"));
    }

    [Fact]
    public void Find_SmallLibrary_ReadsItsTable()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["small.so"], SmallLibrary());
        Assert.Equal([0x2000L, 0x1000L], ElfSymbols.Find(folder["small.so"], "second", "first")!);
        Assert.Null(ElfSymbols.Find(folder["small.so"], "irst"));
    }

    [Fact]
    public void Find_NamesThatEndOneAnother_HasTheAddressOfEach()
    {
        using var folder = new TemporaryFolder();
        // "st" is the end of "first", and has no bytes of its own; "cond" ends no symbol's name but as part of "second".
        File.WriteAllBytes(folder["merged.so"], Library("\0first\0second\0st\0st\0", (1, 0x1000), (7, 0x2000), (4, 0x3000)));
        Assert.Equal([0x3000L, 0x2000L, 0x1000L], ElfSymbols.Find(folder["merged.so"], "st", "second", "first")!);
        Assert.Null(ElfSymbols.Find(folder["merged.so"], "st", "cond"));
    }

    [Fact]
    public void Find_FileCutShort_IsNull()
    {
        using var folder = new TemporaryFolder();
        var whole = SmallLibrary();
        for (var length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(folder["cut.so"], whole[..length]);
            Assert.Null(ElfSymbols.Find(folder["cut.so"], "second"));
        }
    }

    [Fact]
    public void Find_AnyByteChanged_FindsSomethingOrNothing()
    {
        using var folder = new TemporaryFolder();
        var whole = SmallLibrary();
        for (var position = 0; position < whole.Length; position++)
        {
            var changed = (byte[])whole.Clone();
            changed[position] ^= 0xFF;
            File.WriteAllBytes(folder["changed.so"], changed);
            Assert.True(ElfSymbols.Find(folder["changed.so"], "second") is null or [_]);
        }
    }

    private static byte[] SmallLibrary() => Library("\0first\0second\0", (1, 0x1000), (7, 0x2000));

    // A header, symbols, their names, and three sections: none, the symbols, the names.
    private static byte[] Library(string strings, params (int Name, long Address)[] table)
    {
        const int symbols = 64, symbolSize = 24;
        var (names, sections) = (symbols + (table.Length * symbolSize), symbols + (table.Length * symbolSize) + strings.Length);
        var bytes = new byte[sections + (3 * 64)];
        "\u007FELF\u0002\u0001"u8.CopyTo(bytes);
        Encoding.ASCII.GetBytes(strings).CopyTo(bytes, names);
        Write(bytes, 40, (long)sections);
        Write(bytes, 58, (short)64);
        Write(bytes, 60, (short)3);
        foreach (var (place, (name, address)) in table.Index())
        {
            Write(bytes, symbols + (place * symbolSize), name);
            Write(bytes, symbols + (place * symbolSize) + 8, address);
        }
        Section(bytes.AsSpan(sections + 64), type: 2, symbols, table.Length * symbolSize, link: 2);
        Section(bytes.AsSpan(sections + 128), type: 3, names, strings.Length, link: 0);
        return bytes;
    }

    private static void Section(Span<byte> section, int type, long offset, long size, int link)
    {
        Write(section, 4, type);
        Write(section, 24, offset);
        Write(section, 32, size);
        Write(section, 40, link);
    }

    private static void Write<T>(Span<byte> bytes, int at, T value) where T : struct => MemoryMarshal.Write(bytes[at..], in value);
}
