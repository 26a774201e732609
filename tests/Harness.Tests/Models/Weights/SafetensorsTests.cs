using System.Text;
using Harness.Diagnostics;
using Harness.Models.Weights;
using Harness.Tests.Models.Fixtures;
using Harness.TestSupport;

namespace Harness.Tests.Models.Weights;

public sealed class SafetensorsTests
{
    [Fact]
    public void Write_TensorsOfEveryType_AreReadBackTheSame()
    {
        using var folder = new TemporaryFolder();
        var tensors = WeightFile.Read(Fixture.Path("every_kind.pth"));
        var path = folder["all.safetensors"];

        SafetensorsWriter.Write(path, tensors.Values, new Dictionary<string, string> { ["stage"] = "é\"1\"", ["seed"] = "0" });

        Assert.Equal(tensors.Values.Select(WeightValues.Text).Order(), WeightFile.Read(path).Values.Select(WeightValues.Text).Order());
        Assert.Equal([("seed", "0"), ("stage", "é\"1\"")], SafetensorsReader.Read(path).Metadata.Select(pair => (pair.Key, pair.Value)).Order());
        Assert.Equal([path], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void Write_SameTensorsInAnotherOrder_GivesTheSameBytes()
    {
        using var folder = new TemporaryFolder();
        var tensors = WeightFile.Read(Fixture.Path("every_kind.pth")).Values.ToList();
        SafetensorsWriter.Write(folder["a"], tensors, new Dictionary<string, string> { ["x"] = "1", ["y"] = "2" });
        SafetensorsWriter.Write(folder["b"], Enumerable.Reverse(tensors), new Dictionary<string, string> { ["y"] = "2", ["x"] = "1" });
        Assert.Equal(File.ReadAllBytes(folder["a"]), File.ReadAllBytes(folder["b"]));
    }

    [Fact]
    public void Write_WhereAFileStandsInTheWay_IsAnErrorForTheUser()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Write("file", [1]), "a.safetensors");
        Assert.Contains(path, Assert.Throws<HarnessException>(() => SafetensorsWriter.Write(path, [])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_TensorThatCannotBeRead_LeavesTheOldFileAlone()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("a.safetensors", [1, 2, 3]);
        var bad = new WeightTensor("w", WeightType.Float32, [1], () => throw new HarnessException("gone"));
        Assert.Throws<HarnessException>(() => SafetensorsWriter.Write(path, [bad]));
        Assert.Equal([1, 2, 3], File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void Write_TwoTensorsOfOneName_IsRefused()
    {
        using var folder = new TemporaryFolder();
        var tensor = WeightValues.Float32("w", [1], 1);
        Assert.Throws<ArgumentException>(() => SafetensorsWriter.Write(folder["a"], [tensor, tensor]));
    }

    [Fact]
    public void Read_HeaderAsTheReferenceWritesIt_GivesTheTensor() =>
        Assert.Equal(["w BFloat16 [1, 2] 1 -2"],
            Read("""{"__metadata__":{"format":"pt"},"w":{"dtype":"BF16","shape":[1,2],"data_offsets":[0,4]}}   """, [0x80, 0x3f, 0x00, 0xc0]).Select(WeightValues.Text));

    [Theory]
    [InlineData("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", "needs 8 bytes and has 4")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "occupies 0 to 8 of 4 bytes")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}""", "occupies 4 to 0")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}}""", "not two positions")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[0]}}""", "not two positions")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"v":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "overlaps")]
    [InlineData("""{"w":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"v":{"dtype":"U8","shape":[2],"data_offsets":[2,4]}}""", "belong to no tensor")]
    [InlineData("""{"w":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}""", "after the last tensor there are 3 bytes")]
    [InlineData("""{"w":{"dtype":"F8_E4M3","shape":[4],"data_offsets":[0,4]}}""", "'F8_E4M3'")]
    [InlineData("""{"w":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", "negative dimension")]
    [InlineData("""{"w":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,4]}}""", "not a readable weight file")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}}""", "not a valid JSON description")]
    [InlineData("""{"w":{"dtype":"F32","data_offsets":[0,4]}}""", "not a valid JSON description")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "not a valid JSON description")]
    [InlineData("""{"w":7}""", "not a valid JSON description")]
    [InlineData("""{"\ud800":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "not a valid JSON description")]
    [InlineData("""{"w":""", "not a valid JSON description")]
    [InlineData("""{"__metadata__":{"a":1}}""", "not a valid JSON description")]
    public void Read_HeaderThatIsWrong_SaysHow(string header, string message) =>
        Assert.Contains(message, Assert.Throws<HarnessException>(() => Read(header, [1, 2, 3, 4])).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_HeaderLongerThanTheFile_IsAnErrorForTheUser()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("a.safetensors", [200, 0, 0, 0, 0, 0, 0, 0, (byte)'{', (byte)'}']);
        Assert.Contains("ends too early", Assert.Throws<HarnessException>(() => WeightFile.Read(path)).Message, StringComparison.Ordinal);
    }

    // The first two bytes are then those of a zip archive.
    [Fact]
    public void Read_HeaderOfTheLengthThatSpellsPK_GivesTheTensor()
    {
        const int length = 'P' + ('K' << 8);
        var header = """{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""".PadRight(length);
        Assert.Equal(["w Float32 [1] 0"], Read(header, [0, 0, 0, 0]).Select(WeightValues.Text));
    }

    private static List<WeightTensor> Read(string header, byte[] data)
    {
        using var folder = new TemporaryFolder();
        var text = Encoding.UTF8.GetBytes(header);
        var path = folder.Write("a.safetensors", [.. BitConverter.GetBytes((long)text.Length), .. text, .. data]);
        var tensors = WeightFile.Read(path).Values.ToList();
        return [.. tensors.Select(tensor => WeightTensor.FromBytes(tensor.Name, tensor.Type, tensor.Shape, tensor.ReadBytes()))];
    }
}
