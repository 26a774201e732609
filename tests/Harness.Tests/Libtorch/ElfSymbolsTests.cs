using System.Runtime.InteropServices;
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

    // A header, two symbols, their names, and three sections: none, the symbols, the names.
    private static byte[] SmallLibrary()
    {
        const int symbols = 64, names = symbols + 48, sections = names + 16;
        var bytes = new byte[sections + (3 * 64)];
        "\u007FELF\u0002\u0001"u8.CopyTo(bytes);
        "\0first\0second\0"u8.CopyTo(bytes.AsSpan(names));
        Write(bytes, 40, (long)sections);
        Write(bytes, 58, (short)64);
        Write(bytes, 60, (short)3);
        Write(bytes, symbols, 1);
        Write(bytes, symbols + 8, 0x1000L);
        Write(bytes, symbols + 24, 7);
        Write(bytes, symbols + 32, 0x2000L);
        Section(bytes.AsSpan(sections + 64), type: 2, symbols, 48, link: 2);
        Section(bytes.AsSpan(sections + 128), type: 3, names, 16, link: 0);
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
