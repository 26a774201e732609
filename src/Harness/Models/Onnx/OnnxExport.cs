using Google.Protobuf;
using Harness.Diagnostics;
using Harness.Files;
using Harness.Models.Backbones;
using static TorchSharp.torch;

namespace Harness.Models.Onnx;

/// <summary>Writes networks as ONNX (https://onnx.ai), which ONNX Runtime and many other programs run without Harness and libtorch.</summary>
public static class OnnxExport
{
    // The version of ONNX 1.12 (2022), the first with layer normalization.
    private const int OperatorVersion = 17;
    private const int FormatVersion = 8;

    // Protobuf counts bytes in 31 bits.
    private const long LargestFile = int.MaxValue;

    // More than metadata, nodes and names take; densenet161, which has most nodes, has 0.13 MB of them.
    private const long BytesBesideWeights = 16 << 20;

    /// <summary>Writes a network in evaluation mode as an ONNX model, completely or not at all. The same network gives the same bytes.</summary>
    /// <param name="path">The file; overwritten if it exists.</param>
    /// <param name="model">The network, on any device and in any mode; it is left as it is.</param>
    /// <param name="options">What can be chosen.</param>
    /// <exception cref="HarnessException">The backbone does not take images of this size, the file would be larger than ONNX allows or cannot be written.</exception>
    /// <remarks>
    /// The model takes <c>images</c>, float32 [batch, 3, size, size] of any batch size, normalized as in training, and gives <c>logits</c> (log probabilities where the
    /// head ends with log_softmax) or, with <see cref="OnnxOptions.Softmax"/>, <c>probabilities</c>: float32 [batch, classes]. Batch norm is folded into the layer
    /// beside it if there is one that takes it, and dropout is left out. Weights are float32, whatever the precision of training.
    /// </remarks>
    public static void Write(string path, TransferModel model, OnnxOptions options) => Write(path, model, options, LargestFile);

    /// <summary>The same with another limit.</summary>
    internal static void Write(string path, TransferModel model, OnnxOptions options, long largestFile)
    {
        CheckImageSize(model.Description, options.ImageSize);
        CheckFileSize(model, largestFile);
        var network = Describe(model, options);
        AtomicFile.Write(path, "Check the folder, the permissions and the free space.", temporary =>
        {
            using var file = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None);
            network.WriteTo(file);
        });
    }

    private static ModelProto Describe(TransferModel model, OnnxOptions options)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var graph = new OnnxGraph(model, options.ImageSize);
        var features = model.Backbone.ToOnnx(graph, graph.Images("images"));
        var outputs = model.Head.ToOnnx(graph, features, options.Softmax);
        return new()
        {
            IrVersion = FormatVersion,
            ProducerName = "harness",
            OpsetImport = { new OperatorSetIdProto { Version = OperatorVersion } },
            Graph = graph.Finish(outputs, options.Softmax ? "probabilities" : "logits", model.Head.Outputs),
            MetadataProps =
            {
                options.Metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new StringStringEntryProto { Key = pair.Key, Value = pair.Value }),
            },
        };
    }

    private static void CheckImageSize(BackboneDescription backbone, int size)
    {
        if (backbone.TakesPublishedSizeOnly && size != backbone.PublishedImageSize)
            throw new HarnessException($"{backbone.Name} takes images of {backbone.PublishedImageSize} pixels only, not of {size}.", $"Set the image size to {backbone.PublishedImageSize}.");
        if (size < backbone.MinimumImageSize)
            throw new HarnessException($"{backbone.Name} takes images of at least {backbone.MinimumImageSize} pixels, not of {size}.", $"Set the image size to {backbone.MinimumImageSize} or more.");
    }

    // Folding adds no more than a bias to each layer whose batch norm it takes away, so the network's own tensors are the most that there can be.
    private static void CheckFileSize(TransferModel model, long largest)
    {
        var weights = model.state_dict().Values.Sum(tensor => tensor.numel() * sizeof(float));
        if (weights + BytesBesideWeights <= largest) return;
        throw new HarnessException(
            $"The weights of {model.Description.Name} and its head take {weights:N0} bytes; an ONNX file holds at most {largest:N0}.",
            "Choose a smaller backbone, or a head with smaller linear layers.");
    }
}
