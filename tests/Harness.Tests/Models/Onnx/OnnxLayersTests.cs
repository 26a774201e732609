using Harness.Models.Onnx;
using Harness.Tests.Models.Fixtures;
using TorchSharp;
using static TorchSharp.torch;

namespace Harness.Tests.Models.Onnx;

[Collection(TorchCollection.Name)]
public sealed class OnnxLayersTests
{
    public static TheoryData<string> Unwritable => ["Tanh", "Conv2d", "MaxPool2d", "AvgPool2d", "GELU", "LogSoftmax"];

    [Theory]
    [MemberData(nameof(Unwritable))]
    public void Layers_WhatWouldBeWrittenWrong_IsRefused(string kind)
    {
        using nn.Module<torch.Tensor, torch.Tensor> layer = kind switch
        {
            "Conv2d" => nn.Conv2d(3, 4, 3, padding: 1, padding_mode: PaddingModes.Reflect),
            "MaxPool2d" => nn.MaxPool2d(2, ceil_mode: true),
            "AvgPool2d" => nn.AvgPool2d(3, padding: 1, count_include_pad: false),
            "GELU" => nn.GELU(approximate: TorchSharp.Modules.GELU.Approximate.tanh),
            "LogSoftmax" => nn.LogSoftmax(2),
            _ => nn.Tanh(),
        };
        using var network = nn.Sequential(layer);
        var graph = new OnnxGraph(network, 32);
        Assert.Throws<NotSupportedException>(() => graph.Layers(graph.Images("images"), [network]));
    }

    [Fact]
    public void Layers_NumbersUsedTwice_AreKeptOnce()
    {
        using var network = nn.Sequential(nn.ReLU6(), nn.ReLU6());
        var graph = new OnnxGraph(network, 32);
        var written = graph.Finish(graph.Layers(graph.Images("images"), [network]), "logits", 3);

        Assert.Equal(["number_0", "number_6"], written.Initializer.Select(constant => constant.Name));
        Assert.Equal([["images", "number_0", "number_6"], ["Clip", "number_0", "number_6"]], written.Node.Select(node => node.Input.ToArray()));
        Assert.Equal([["Clip"], ["logits"]], written.Node.Select(node => node.Output.ToArray()));
    }
}
