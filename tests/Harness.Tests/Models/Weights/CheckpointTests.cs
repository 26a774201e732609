using System.Globalization;
using System.Text.Json;
using Harness.Diagnostics;
using Harness.Models.Weights;
using Harness.Tests.Models.Fixtures;
using Harness.TestSupport;

namespace Harness.Tests.Models.Weights;

/// <summary>Checkpoints that torch.save of torch 1.13 wrote (Fixtures/make_checkpoints.py) against the values that it printed.</summary>
public sealed class CheckpointTests
{
    [Theory]
    [InlineData("every_kind", "every_kind.pth")]
    [InlineData("every_kind", "every_kind.legacy.pth")]
    [InlineData("module", "module.pth")]
    [InlineData("module", "module.legacy.pth")]
    public void Read_FileOfTorchSave_GivesTypeShapeAndValuesOfEveryTensor(string expected, string file)
    {
        var tensors = WeightFile.Read(Fixture.Path(file));

        var wanted = Fixture.Json("checkpoints.json").GetProperty(expected).EnumerateObject().ToList();
        Assert.Equal(wanted.Select(property => property.Name), tensors.Keys);
        Assert.All(wanted, property => Assert.Equal(Expected(property), WeightValues.Text(tensors[property.Name])));
    }

    [Theory]
    [InlineData("wrapped_state_dict.pth")]
    [InlineData("wrapped_state_dict.legacy.pth")]
    [InlineData("wrapped_model.pth")]
    [InlineData("wrapped_model_state_dict.pth")]
    public void Read_StateDictInsideACheckpoint_FindsItAndTakesThePrefixOff(string file)
    {
        var tensors = WeightFile.Read(Fixture.Path(file));

        Assert.Equal(["first Float32 [2] 1 2", "second Float32 [1] 3"], tensors.Values.Select(WeightValues.Text));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Read_AnyPickleProtocol_GivesTheSame(int protocol)
    {
        foreach (var file in new[] { $"protocol{protocol}.pth", $"protocol{protocol}.legacy.pth" })
            Assert.Equal(["weight Float32 [3] 1 2 3"], WeightFile.Read(Fixture.Path(file)).Values.Select(WeightValues.Text));
    }

    [Theory]
    [InlineData("runs_system.pth", "posix.system")]
    [InlineData("runs_system.legacy.pth", "posix.system")]
    [InlineData("runs_eval.pth", "builtins.eval")]
    [InlineData("runs_eval.legacy.pth", "builtins.eval")]
    [InlineData("whole_model.pth", "torch.nn.modules.activation.ReLU")]
    [InlineData("whole_model.legacy.pth", "torch.nn.modules.activation.ReLU")]
    public void Read_PickleThatWantsToRunSomething_NamesItAndRunsNothing(string file, string global)
    {
        var path = Fixture.Path(file);

        var error = Assert.Throws<HarnessException>(() => WeightFile.Read(path));

        Assert.Contains($"wants to run {global}", error.Message, StringComparison.Ordinal);
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists("harness-was-here"));
    }

    [Fact]
    public void Read_ByteOrderBig_SwapsTheBytesOfEveryElement()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("big.pth", File.ReadAllBytes(Fixture.Path("protocol2.pth")));
        using (var archive = System.IO.Compression.ZipFile.Open(path, System.IO.Compression.ZipArchiveMode.Update))
        {
            Replace(archive, "data/0", [0x3f, 0x80, 0, 0, 0x40, 0, 0, 0, 0x40, 0x40, 0, 0]);
            Replace(archive, "byteorder", "big"u8.ToArray());
        }

        Assert.Equal(["weight Float32 [3] 1 2 3"], WeightFile.Read(path).Values.Select(WeightValues.Text));
    }

    private static void Replace(System.IO.Compression.ZipArchive archive, string entry, byte[] content)
    {
        var name = $"{archive.Entries[0].FullName.Split('/')[0]}/{entry}";
        archive.GetEntry(name)?.Delete();
        using var stream = archive.CreateEntry(name, System.IO.Compression.CompressionLevel.NoCompression).Open();
        stream.Write(content);
    }

    private static string Expected(JsonProperty property)
    {
        var type = Enum.Parse<WeightType>(property.Value.GetProperty("type").GetString()!, ignoreCase: true);
        var shape = string.Join(", ", property.Value.GetProperty("shape").EnumerateArray().Select(dimension => dimension.GetInt64()));
        var values = property.Value.GetProperty("values").EnumerateArray().Select(value => value.GetDouble().ToString("r", CultureInfo.InvariantCulture));
        return $"{property.Name} {type} [{shape}] {string.Join(" ", values)}";
    }
}
