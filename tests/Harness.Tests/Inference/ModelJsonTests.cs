using Harness.Data.Transforms;
using Harness.Diagnostics;
using Harness.Inference;
using Harness.Models.Heads;
using Harness.Models.Heads.Layers;
using Harness.Models.Heads.Poolings;
using Harness.Yaml;
using Harness.Yaml.Blocks;

namespace Harness.Tests.Inference;

public sealed class ModelJsonTests
{
    public static TheoryData<string> Transforms => [.. TransformRegistry.All.Select(spec => spec.Example)];

    public static TheoryData<string> Layers => [.. HeadLayerRegistry.All.Select(spec => spec.Example)];

    [Theory]
    [MemberData(nameof(Transforms))]
    public void ToYaml_OfATransform_IsReadAsTheSame(string example) => AssertReadAsTheSame(TransformRegistry.All, example);

    [Theory]
    [MemberData(nameof(Layers))]
    public void ToYaml_OfALayer_IsReadAsTheSame(string example) => AssertReadAsTheSame(HeadLayerRegistry.All, example);

    [Fact]
    public void Read_WhatWasWritten_IsTheSameDescription()
    {
        var written = ModelJson.Write(Description());

        var read = ModelJson.Read<ModelDescription>("a file", written, "Write it again.");

        Assert.Equal(written, ModelJson.Write(read));
        Assert.Equal(["ants", "bees \"and\" wasps: #1", "пчёлы"], read.Classes);
        Assert.Equal(Description().Origin, read.Origin);
        Assert.Contains("пчёлы", written, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"version\": 1,", "\"version\": 2,", "is of version 2 of the format, and this Harness reads version 1.")]
    [InlineData("\"version\": 1,", "", "it names no version")]
    [InlineData("\"resize\": 40", "\"resize\": \"large\"", "'resize' must be a whole number")]
    [InlineData("\"resize\": 40", "\"enlarge\": 40", "unknown transform 'enlarge'")]
    [InlineData("\"concat\"", "\"mean\"", "unknown pool 'mean'")]
    [InlineData("\"backbone\": \"resnet18\",", "", "backbone")]
    [InlineData("\"seed\": 3", "\"seed\": \"three\"", "$.origin.seed")]
    [InlineData("}", "", "is damaged")]
    public void Read_Damaged_SaysWhatAndWhatToDo(string part, string instead, string expected)
    {
        var text = ModelJson.Write(Description());
        Assert.Contains(part, text, StringComparison.Ordinal);

        var error = Assert.Throws<HarnessException>(() => ModelJson.Read<ModelDescription>("a file", text.Replace(part, instead, StringComparison.Ordinal), "Write it again."));

        Assert.StartsWith("a file ", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Equal("Write it again.", error.Remedy);
    }

    private static ModelDescription Description() => new()
    {
        Backbone = "resnet18",
        Head = new HeadSettings { Pool = new ConcatPooling(), Layers = [new LinearLayer(8), new BatchNormLayer(), new ReluLayer(), new DropoutLayer(0.5), new LinearLayer(null)] },
        Classes = ["ants", "bees \"and\" wasps: #1", "пчёлы"],
        Transforms = [new ResizeSettings(40), new CenterCropSettings(32), NormalizeSettings.ImageNet],
        Origin = new() { Suite = "s", Technique = "t", Seed = 3, Epoch = 2, ValidAccuracy = 2.0 / 3, ManifestHash = "abc", WeightsHash = null },
    };

    private static void AssertReadAsTheSame<TFamily>(BlockFamily<TFamily> family, string example)
        where TFamily : Block
    {
        var block = Read(family, example);

        var read = Read(family, block.ToYaml().ToJsonString());

        Assert.Equal(block.ToJson().ToJsonString(), read.ToJson().ToJsonString());
    }

    private static TFamily Read<TFamily>(BlockFamily<TFamily> family, string text)
        where TFamily : Block
    {
        var errors = new DiagnosticBag();
        var block = family.Read(YamlComposer.Compose("test", text, errors)!, errors);
        Assert.Empty(errors.Found);
        return block!;
    }
}
