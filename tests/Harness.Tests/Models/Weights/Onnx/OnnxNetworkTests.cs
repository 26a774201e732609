using Google.Protobuf;
using Harness.Diagnostics;
using Harness.Models.Onnx;
using Harness.Models.Weights.Onnx;
using Harness.TestSupport;

namespace Harness.Tests.Models.Weights.Onnx;

public sealed class OnnxNetworkTests
{
    [Fact]
    public void Read_EitherFormOfConstants_GivesTheirFloats()
    {
        using var folder = new TemporaryFolder();
        var network = OnnxNetwork.Read(folder.Write("a.onnx", Network().ToByteArray()));
        Assert.Equal("Conv", Assert.Single(network.Nodes).OpType);
        Assert.Equal([2, 1], network.Floats("raw").Shape);
        Assert.Equal([1, -2], network.Floats("raw").Values);
        Assert.Equal([0.5f], network.Floats("listed").Values);
    }

    [Theory]
    [InlineData("missing", "it has no constant 'missing'")]
    [InlineData("whole", "the elements of 'whole' are not floats")]
    [InlineData("short", "'short' has 1 elements and the shape [3]")]
    public void Floats_WhatIsNotThere_IsRefused(string name, string message)
    {
        using var folder = new TemporaryFolder();
        var network = OnnxNetwork.Read(folder.Write("a.onnx", Network().ToByteArray()));
        Assert.Equal(message, Assert.Throws<InvalidDataException>(() => network.Floats(name)).Message);
    }

    [Fact]
    public void Read_DamagedOrOtherFile_IsAnErrorForPeople()
    {
        using var folder = new TemporaryFolder();
        var whole = Network().ToByteArray();
        foreach (var bytes in new byte[][] { [], whole[..^3], [.. "no network at all"u8] })
        {
            var error = Assert.Throws<HarnessException>(() => OnnxNetwork.Read(folder.Write("a.onnx", bytes)));
            Assert.Contains("not a readable weight file", error.Message, StringComparison.Ordinal);
        }
    }

    // The numbers of the specification, byte by byte: field 7 is the graph, in it 5 a constant, in that 1 the shape, 2 the type, 4 the list, 8 the name.
    [Fact]
    public void Read_BytesOfTheSpecification_AreUnderstood()
    {
        using var folder = new TemporaryFolder();
        byte[] constant = [0x08, 1, 0x10, 1, 0x22, 4, 0, 0, 0x80, 0x3f, 0x42, 1, (byte)'c'];
        byte[] graph = [0x2a, (byte)constant.Length, .. constant];
        var network = OnnxNetwork.Read(folder.Write("a.onnx", [0x08, 3, 0x3a, (byte)graph.Length, .. graph]));
        Assert.Equal([1f], network.Floats("c").Values);
    }

    private static ModelProto Network() => new()
    {
        Graph = new GraphProto
        {
            Node = { new NodeProto { OpType = "Conv", Input = { "x", "raw" }, Output = { "y" } } },
            Initializer =
            {
                new TensorProto { Name = "raw", DataType = 1, Dims = { 2, 1 }, RawData = ByteString.CopyFrom([0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0]) },
                new TensorProto { Name = "listed", DataType = 1, Dims = { 1 }, FloatData = { 0.5f } },
                new TensorProto { Name = "whole", DataType = 7, Dims = { 1 }, RawData = ByteString.CopyFrom(new byte[8]) },
                new TensorProto { Name = "short", DataType = 1, Dims = { 3 }, FloatData = { 0.5f } },
            },
        },
    };
}
