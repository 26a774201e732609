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
    [InlineData("network", "whole_network.pth")]
    [InlineData("network", "whole_network.legacy.pth")]
    [InlineData("network", "whole_network_inside.pth")]
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
    public void Read_PickleThatWantsToRunSomething_NamesItAndRunsNothing(string file, string global)
    {
        var path = Fixture.Path(file);

        var error = Assert.Throws<HarnessException>(() => WeightFile.Read(path));

        Assert.Contains($"wants to run {global}", error.Message, StringComparison.Ordinal);
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists("harness-was-here"));
    }

    [Theory]
    [InlineData("whole_model.pth")]
    [InlineData("whole_model.legacy.pth")]
    public void Read_WholeModelWithoutTensors_SaysSo(string file) =>
        Assert.Contains("it holds no tensors with names", Assert.Throws<HarnessException>(() => WeightFile.Read(Fixture.Path(file))).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_TorchScript_GivesTheTensorsOfItsModules()
    {
        var tensors = WeightFile.Read(Fixture.Path("script.pt"));

        var wanted = Fixture.Json("checkpoints.json").GetProperty("network").EnumerateObject().Select(Expected).ToList();
        // A script keeps all buffers alike.
        Assert.Equal([.. wanted, "passing Float32 [1] 9"], tensors.Values.Select(WeightValues.Text).OrderBy(text => wanted.IndexOf(text) is var place && place < 0 ? int.MaxValue : place));
    }

    [Theory]
    [InlineData("with_extras.pth")]
    [InlineData("with_extras.legacy.pth")]
    [InlineData("with_extras.protocol4.pth")]
    public void Open_StateDictBesideWhatIsNoTensor_FindsItAndMakesNothingElse(string file)
    {
        var contents = WeightFile.Open(Fixture.Path(file));

        Assert.Equal(["optimizer.state.0", "nested.inner.net"], contents.StateDicts.Select(state => state.Container).OrderDescending());
        var state = Assert.Single(contents.StateDicts, state => state.Container == "nested.inner.net");
        Assert.Equal(["module.first Float32 [1] 1", "module.marked Float32 [1] 2"], state.Tensors.Values.Select(WeightValues.Text));
        Assert.Equal(["first", "marked"], contents.Main().Tensors.Keys);
    }

    [Fact]
    public void Open_TensorThatNeedsAnUnknownCall_IsNamedWithIt()
    {
        var state = Assert.Single(WeightFile.Open(Fixture.Path("not_made.pth")).StateDicts);
        Assert.Equal(["first"], state.Tensors.Keys);
        Assert.Equal("torch._utils._rebuild_qtensor", state.NotMade["quantized"]);
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
