using System.Runtime.InteropServices;
using System.Text;
using Harness.Data.Manifests;
using Harness.Data.Splits;
using Harness.Diagnostics;
using Harness.Inference;

namespace Harness.Tests.Data.Splits;

/// <summary>Names with bytes that are not UTF-8, as old archives give them: "café" and "naïve" in Latin-1.</summary>
public sealed partial class UndecodableNamesTests : IDisposable
{
    private static readonly SplitSettings Half = new() { Rule = SplitRule.First, Fraction = 0.5 };

    // .NET removes no folder that holds such names.
    private readonly ImageFolder _folder = new();
    private readonly List<byte[]> _made = [];

    public UndecodableNamesTests()
    {
        foreach (var part in new[] { "train", "valid" })
        {
            foreach (var (name, width) in new[] { ("ants", 20), ("bees", 30) })
            {
                for (var i = 0; i < 2; i++) _folder.AddPng($"{part}/{name}/{i}.png", width + i, part.Length + i);
            }
        }
    }

    public void Dispose()
    {
        foreach (var path in _made) Remove(path);
        _folder.Dispose();
    }

    [SkippableFact]
    public void LoadOrCreate_Image_IsNamedAndNotCalledMissing()
    {
        MakeFile("train/ants", "caf\u00E9.png");

        var exception = Assert.Throws<HarnessException>(() => ManifestStore.LoadOrCreate(_folder.Manifest, _folder.PathOf("train"), Half));

        Assert.Contains("ants/caf\uFFFD.png has a name that is not valid UTF-8: rename it", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("missing", exception.Message, StringComparison.Ordinal);
        Assert.Contains("convmv -f latin1", exception.Remedy, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void LoadOrCreate_ImageThatIsSkipped_IsLeftOutNowAndLater()
    {
        MakeFile("train/ants", "caf\u00E9.png");
        var options = new ManifestOptions { SkipUnreadable = true };

        var created = ManifestStore.LoadOrCreate(_folder.Manifest, _folder.PathOf("train"), Half, options);
        var read = ManifestStore.LoadOrCreate(_folder.Manifest, _folder.PathOf("train"), Half, options);

        Assert.Equal(("ants/caf\uFFFD.png", FileInspector.NotUtf8), (Assert.Single(created.Skipped).Path, created.Skipped[0].Reason));
        Assert.Equal(created.Skipped, read.Skipped);
        Assert.Equal(created.Hash, read.Hash);
    }

    [SkippableFact]
    public void List_ClassFolders_AreAllNamed()
    {
        MakeFolder("train", "na\u00EFve");
        MakeFolder("train/ants", "caf\u00E9");

        var exception = Assert.Throws<UndecodableFoldersException>(() => ClassFolders.List(_folder.PathOf("train")));

        Assert.StartsWith("The names of these folders are not valid UTF-8 and cannot be opened:", exception.Message, StringComparison.Ordinal);
        Assert.Contains(_folder.PathOf("train/na\uFFFDve"), exception.Message, StringComparison.Ordinal);
        Assert.Contains(_folder.PathOf("train/ants/caf\uFFFD"), exception.Message, StringComparison.Ordinal);
        Assert.Contains("convmv -f latin1", exception.Remedy, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void List_FoldersOfSeveralParts_AreNamedAtOnce()
    {
        MakeFolder("train", "na\u00EFve");
        MakeFolder("valid", "na\u00EFve");

        var exception = Assert.Throws<UndecodableFoldersException>(() => SplitFolders.List(_folder.Root, ["train", "valid"]));

        Assert.Contains(_folder.PathOf("train/na\uFFFDve"), exception.Message, StringComparison.Ordinal);
        Assert.Contains(_folder.PathOf("valid/na\uFFFDve"), exception.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Find_ImagesToClassify_NamesTheFolder()
    {
        MakeFolder("train/ants", "caf\u00E9");

        var exception = Assert.Throws<UndecodableFoldersException>(() => ImageInputs.Find([_folder.PathOf("train")], () => Stream.Null));

        Assert.Contains(_folder.PathOf("train/ants/caf\uFFFD"), exception.Message, StringComparison.Ordinal);
    }

    private void MakeFile(string folder, string name)
    {
        var path = Latin1(folder, name);
        var good = _folder.PathOf($"{folder}/renamed.png");
        _folder.AddPng($"{folder}/renamed.png", 40, 40);
        Assert.Equal(0, Rename([.. Encoding.UTF8.GetBytes(good), 0], path));
    }

    private void MakeFolder(string folder, string name) => Assert.Equal(0, MakeDirectory(Latin1(folder, name), Convert.ToUInt32("755", 8)));

    // The folder's path in UTF-8, the name's letters in a byte each.
    private byte[] Latin1(string folder, string name)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Other systems have no such names.");
        byte[] path = [.. Encoding.UTF8.GetBytes(_folder.PathOf(folder)), (byte)'/', .. Encoding.Latin1.GetBytes(name), 0];
        _made.Add(path);
        return path;
    }

    [LibraryImport("libc", EntryPoint = "mkdir")]
    private static partial int MakeDirectory(byte[] path, uint mode);

    [LibraryImport("libc", EntryPoint = "rename")]
    private static partial int Rename(byte[] from, byte[] to);

    [LibraryImport("libc", EntryPoint = "remove")]
    private static partial int Remove(byte[] path);
}
