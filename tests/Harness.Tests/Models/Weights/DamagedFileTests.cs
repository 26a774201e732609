using Harness.Diagnostics;
using Harness.Models.Weights;
using Harness.Tests.Models.Fixtures;
using Harness.TestSupport;

namespace Harness.Tests.Models.Weights;

/// <summary>Files cut short or changed: either they are read or there is an error for the user, never anything else.</summary>
public sealed class DamagedFileTests
{
    public static TheoryData<string> Files => ["every_kind.pth", "every_kind.legacy.pth", "module.pth", "wrapped_state_dict.legacy.pth", "every_kind.safetensors"];

    [Theory]
    [MemberData(nameof(Files))]
    public void Read_FileCutAtAnyPlace_IsAnErrorThatNamesTheFile(string file)
    {
        using var folder = new TemporaryFolder();
        var whole = File.ReadAllBytes(PathOf(file, folder));
        for (var length = 0; length < whole.Length; length += 97)
        {
            var path = folder.Write("cut.pth", whole[..length]);
            var error = Assert.Throws<HarnessException>(() => ReadAll(path));
            Assert.Contains(path, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Read_ZipCutShort_SaysSo()
    {
        using var folder = new TemporaryFolder();
        var whole = File.ReadAllBytes(PathOf("module.pth", folder));

        var error = Assert.Throws<HarnessException>(() => WeightFile.Read(folder.Write("cut.pth", whole[..(whole.Length / 2)])));

        Assert.Contains("it is cut short or damaged", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Central Directory", error.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Read_FileWithChangedBytes_IsReadOrRefused(string file)
    {
        using var folder = new TemporaryFolder();
        var whole = File.ReadAllBytes(PathOf(file, folder));
        var random = new Random(20);
        var refused = 0;
        for (var round = 0; round < 1500; round++)
        {
            var path = folder.Write("changed.pth", Changed(whole, random));
            try
            {
                ReadAll(path);
            }
            catch (HarnessException)
            {
                refused++;
            }
        }
        Assert.InRange(refused, 1, 1499);
    }

    [Fact]
    public void Read_EmptyMissingAndForeignFiles_AreErrorsForTheUser()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("it is empty", Error(folder.Write("empty.pth", [])), StringComparison.Ordinal);
        Assert.Contains("neither a safetensors file nor", Error(folder.Write("other.pth", [1, 2, 3, 0, 255])), StringComparison.Ordinal);
        Assert.Contains("there is no such weight file", Error(folder["missing.pth"]), StringComparison.Ordinal);
        Assert.Contains("cannot be read", Error(folder.Path), StringComparison.Ordinal);
    }

    private static string Error(string path) => Assert.Throws<HarnessException>(() => WeightFile.Read(path)).Message;

    private static byte[] Changed(byte[] whole, Random random)
    {
        var changed = (byte[])whole.Clone();
        for (var count = random.Next(1, 5); count > 0; count--) changed[random.Next(changed.Length)] = (byte)random.Next(256);
        return random.Next(4) == 0 ? [.. changed, .. whole] : changed;
    }

    private static void ReadAll(string path)
    {
        foreach (var tensor in WeightFile.Read(path).Values)
        {
            // A damaged but consistent shape may be honest about being huge; reading it is not the point here.
            if (tensor.ByteCount < 1 << 20) Assert.Equal(tensor.ByteCount, tensor.ReadBytes().Length);
        }
    }

    private static string PathOf(string file, TemporaryFolder folder)
    {
        if (!file.EndsWith(".safetensors", StringComparison.Ordinal)) return Fixture.Path(file);
        SafetensorsWriter.Write(folder[file], WeightFile.Read(Fixture.Path("every_kind.pth")).Values, new Dictionary<string, string> { ["a"] = "b" });
        return folder[file];
    }
}
