using Harness.Diagnostics;
using Harness.Models;
using Harness.Models.Backbones;
using Harness.Models.Heads;
using Harness.Models.Heads.Layers;
using Harness.Models.Heads.Poolings;
using Harness.Models.Onnx;
using Harness.Models.Weights;
using Harness.Tests.Experiments;
using Harness.Tests.Models.Fixtures;
using Harness.TestSupport;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using TorchSharp;
using Xunit.Abstractions;
using static TorchSharp.torch;

namespace Harness.Tests.Models.Onnx;

/// <summary>ONNX Runtime gives of a written network what the network itself gives.</summary>
[Collection(TorchCollection.Name)]
public sealed class OnnxExportTests(ITestOutputHelper output)
{
    private const double Tolerance = 1e-4;
    private const int Classes = 5;

    // Each with the number of its batch norm layers that no linear layer beside them takes.
    private static readonly (HeadSettings Head, int BatchNorms)[] Heads =
    [
        (HeadSettings.Linear, 0),
        (TestModels.DeepHead, 0),
        (Head(Pooling.Concat, new BatchNormLayer(), new DropoutLayer(0.5), new LinearLayer(16), new ReluLayer(), new BatchNormLayer(), new LinearLayer(null)), 0),
        (Head(Pooling.Avg, new BatchNormLayer(), new LinearLayer(8), new BatchNormLayer(), new LinearLayer(null)), 0),
        (Head(Pooling.Avg, new ReluLayer(), new BatchNormLayer(), new ReluLayer(), new LinearLayer(null)), 1),
        (Head(Pooling.Concat, new LinearLayer(8), new BatchNormLayer(), new BatchNormLayer(), new ReluLayer(), new LinearLayer(null), new LogSoftmaxLayer()), 1),
    ];

    public static TheoryData<string> Names => [.. BackboneRegistry.Catalog.Names];

    // A line of a technique, and the same with the example of a block in it: a new one is found here when it cannot be written.
    public static TheoryData<string, string> Blocks
    {
        get
        {
            var blocks = new TheoryData<string, string>();
            foreach (var pooling in PoolingRegistry.All) blocks.Add("pool: avg", $"pool: {pooling.Example}");
            foreach (var layer in HeadLayerRegistry.All)
            {
                if (layer.Name == "log_softmax") blocks.Add("layers: [linear] }", "layers: [linear, log_softmax] }\nloss: nll");
                else blocks.Add("layers: [linear]", $"layers: [{layer.Example}, linear]");
            }
            return blocks;
        }
    }

    public static TheoryData<int> HeadPlaces => [.. Enumerable.Range(0, Heads.Length)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Write_EveryBackbone_GivesItsLogitsWithBatchNormFolded(string name)
    {
        var description = TestModels.Backbone(name);
        using var model = Model(name, HeadSettings.Linear);
        // The one that subtracts an image is tried with that image resized.
        var side = description.TakesPublishedSizeOnly ? description.PublishedImageSize : description.MinimumImageSize;

        var network = AssertSame(model, new() { ImageSize = side });

        Assert.Equal(BatchNormsBeforeRelu(name), network.Node.Count(node => node.OpType == "BatchNormalization"));
    }

    [Theory]
    [InlineData("resnet18_half", 45)]
    [InlineData("resnet18_cntk", 224)]
    [InlineData("inception_v3", 110)]
    [InlineData("efficientnet_b0", 75)]
    public void Write_OtherImageSizes_GiveTheLogits(string name, int side)
    {
        using var model = Model(name, HeadSettings.Linear);
        AssertSame(model, new() { ImageSize = side });
    }

    [Theory]
    [MemberData(nameof(HeadPlaces))]
    public void Write_EveryHead_GivesItsOutputsAndProbabilities(int place)
    {
        var (head, batchNorms) = Heads[place];
        using var model = Model("resnet18_half", head);

        var network = AssertSame(model, new() { ImageSize = 32 });
        AssertSame(model, new() { ImageSize = 32, Softmax = true });

        Assert.Equal(batchNorms, network.Node.Count(node => node.OpType == "BatchNormalization"));
        Assert.DoesNotContain(network.Node, node => node.OpType == "Dropout");
    }

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Write_EveryRegisteredPoolingAndLayer_GivesItsOutputs(string old, string replacement)
    {
        using var folder = new ExperimentFolder();
        folder.Replace(old, replacement);
        using var model = Model("resnet18_half", folder.Load().Techniques[0].Head);
        AssertSame(model, new() { ImageSize = 32 });
    }

    [Fact]
    public void Write_Twice_GivesTheSameBytesAndLeavesTheModelAsItIs()
    {
        using var folder = new TemporaryFolder();
        using var model = Model("resnet18_half", TestModels.DeepHead);
        model.train();
        var before = ModuleWeights.Capture(model).Values.SelectMany(tensor => tensor.ReadBytes()).ToArray();

        var live = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        OnnxExport.Write(folder["a.onnx"], model, new() { ImageSize = 64, Metadata = new Dictionary<string, string> { ["a"] = "1", ["b"] = "2" } });
        Assert.Equal(live, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        OnnxExport.Write(folder["b.onnx"], model, new() { ImageSize = 64, Metadata = new Dictionary<string, string> { ["b"] = "2", ["a"] = "1" } });

        Assert.Equal(File.ReadAllBytes(folder["a.onnx"]), File.ReadAllBytes(folder["b.onnx"]));
        Assert.Equal(before, ModuleWeights.Capture(model).Values.SelectMany(tensor => tensor.ReadBytes()));
        Assert.True(model.training);
    }

    [Fact]
    public void Write_Metadata_AreWhatOnnxRuntimeReads()
    {
        using var folder = new TemporaryFolder();
        using var model = Model("resnet18_half", HeadSettings.Linear);
        OnnxExport.Write(folder["a.onnx"], model, new() { ImageSize = 64, Metadata = new Dictionary<string, string> { ["class_names"] = """["Gänseblümchen","b"]""" } });
        using var session = new InferenceSession(folder["a.onnx"]);

        Assert.Equal("harness", session.ModelMetadata.ProducerName);
        Assert.Equal("""["Gänseblümchen","b"]""", Assert.Single(session.ModelMetadata.CustomMetadataMap, pair => pair.Key == "class_names").Value);
        Assert.Equal([-1, 3, 64, 64], session.InputMetadata["images"].Dimensions);
        Assert.Equal("batch", session.InputMetadata["images"].SymbolicDimensions[0]);
        Assert.Equal([-1, Classes], session.OutputMetadata["logits"].Dimensions);
    }

    [Theory]
    [InlineData("resnet18_half", 31, "resnet18_half takes images of at least 32 pixels, not of 31.")]
    [InlineData("vit_b_16", 256, "vit_b_16 takes images of 224 pixels only, not of 256.")]
    public void Write_ImagesThatTheBackboneDoesNotTake_AreRefused(string name, int side, string message)
    {
        using var folder = new TemporaryFolder();
        using var model = ModelFactory.Create(TestModels.Backbone(name), HeadSettings.Linear, Classes, seed: 0);
        var error = Assert.Throws<HarnessException>(() => OnnxExport.Write(folder["a.onnx"], model, new() { ImageSize = side }));
        Assert.Equal(message, error.Message);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void Write_MoreThanAFileHolds_IsRefused()
    {
        using var folder = new TemporaryFolder();
        using var model = TestModels.Small();
        var error = Assert.Throws<HarnessException>(() => OnnxExport.Write(folder["a.onnx"], model, new() { ImageSize = 64 }, largestFile: 20 << 20));
        Assert.Contains("an ONNX file holds at most 20,971,520", error.Message, StringComparison.Ordinal);
        Assert.Contains("smaller backbone", error.Remedy, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void Write_WhereNothingCanBeWritten_IsAnErrorForPeople()
    {
        using var folder = new TemporaryFolder();
        using var model = TestModels.Small();
        folder.Write("file", "not a folder");
        Assert.Throws<HarnessException>(() => OnnxExport.Write(folder["file", "a.onnx"], model, new() { ImageSize = 64 }));
    }

    // A DenseNet normalizes what several convolutions gave together: in each layer, each transition and at the end. No other batch norm stays.
    private static int BatchNormsBeforeRelu(string backbone) => backbone switch
    {
        "densenet121" => 6 + 12 + 24 + 16 + 3 + 1,
        "densenet161" => 6 + 12 + 36 + 24 + 3 + 1,
        _ => 0,
    };

    private static HeadSettings Head(Pooling pool, params HeadLayer[] layers) => new() { Pool = pool, Layers = layers };

    // No weight and no statistic of batch norm is what it is at the beginning.
    private static TransferModel Model(string backbone, HeadSettings head)
    {
        var model = ModelFactory.Create(TestModels.Backbone(backbone), head, Classes, seed: 0);
        WeightLoader.LoadBackbone(model.Backbone, FormulaWeights.For(model.Backbone), model.Description, "the test");
        WeightLoader.Load(model.Head, FormulaWeights.For(model.Head), "the test");
        model.eval();
        return model;
    }

    // For several batch sizes; gives what was written.
    private GraphProto AssertSame(TransferModel model, OnnxOptions options)
    {
        using var folder = new TemporaryFolder();
        var path = folder["network.onnx"];
        OnnxExport.Write(path, model, options);
        using var session = new InferenceSession(path);
        using var noGrad = no_grad();
        foreach (var count in new[] { 1, 3 })
        {
            using var images = FormulaWeights.Images(count, 3, options.ImageSize, options.ImageSize);
            using var outputs = model.call(images);
            using var expected = options.Softmax ? outputs.softmax(1) : outputs.alias();
            var actual = Run(session, images, options.Softmax ? "probabilities" : "logits");
            var difference = Difference.OfLargest(Difference.Values(expected), actual);
            output.WriteLine($"{count} images: {difference:e2} off");
            Assert.InRange(difference, 0, Tolerance);
        }
        using var file = File.OpenRead(path);
        return ModelProto.Parser.ParseFrom(file).Graph;
    }

    private static double[] Run(InferenceSession session, torch.Tensor images, string name)
    {
        var input = new DenseTensor<float>(images.data<float>().ToArray(), [.. images.shape.Select(size => (int)size)]);
        using var results = session.Run([NamedOnnxValue.CreateFromTensor("images", input)]);
        return [.. results.Single(result => result.Name == name).AsEnumerable<float>().Select(value => (double)value)];
    }
}
