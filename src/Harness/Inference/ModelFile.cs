using Harness.Diagnostics;
using Harness.Models;
using Harness.Models.Backbones;
using Harness.Models.Heads;
using Harness.Models.Parameters;
using Harness.Models.Weights;
using Harness.Models.Weights.Fitting;

namespace Harness.Inference;

/// <summary>A trained network in one safetensors file: backbone, head, and everything else needed to use it.</summary>
/// <remarks>Tensors have their full names, <c>body.conv1.weight</c> and <c>head.0.weight</c>, so that the file serves as weights of another suite, too.</remarks>
public static class ModelFile
{
    /// <summary>The key of the description among the file's texts.</summary>
    private const string DescriptionKey = "harness_model";

    private const string Remedy = "Export it again with 'harness export'.";

    /// <summary>Writes a network.</summary>
    /// <param name="path">The file; overwritten if it exists.</param>
    /// <param name="description">What it is.</param>
    /// <param name="network">The network, on any device.</param>
    /// <exception cref="HarnessException">The file cannot be written; what was there is unharmed.</exception>
    public static void Write(string path, ModelDescription description, TransferModel network)
    {
        var tensors = Capture(network.Backbone, ParameterNames.Backbone).Concat(Capture(network.Head, ParameterNames.Head));
        SafetensorsWriter.Write(path, tensors, new Dictionary<string, string>
        {
            [DescriptionKey] = ModelJson.Write(description),
            [ClassNames.MetadataKey] = ClassNames.Write(description.Classes),
        });
    }

    /// <summary>Reads a network.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The network, on the CPU in evaluation mode; the caller disposes it.</returns>
    /// <exception cref="HarnessException">The file is missing, damaged, of another version, or no network.</exception>
    public static TrainedModel Read(string path)
    {
        WeightFile.ThrowIfForeign(path);
        if (!WeightFile.IsSafetensors(path)) throw NoModel(path);
        var file = SafetensorsReader.Read(path);
        if (!file.Metadata.TryGetValue(DescriptionKey, out var text)) throw NoModel(path);
        var description = ModelJson.Read<ModelDescription>($"The description in {path}", text, Remedy);
        var backbone = BackboneRegistry.Catalog.Describe(description.Backbone)
            ?? throw new HarnessException($"{path} is a network on the backbone '{description.Backbone}', which this Harness does not have.", Remedy);
        var (body, head) = (Part(file, ParameterNames.Backbone), Part(file, ParameterNames.Head));
        EnsureHead(path, description, backbone, head);
        var network = ModelFactory.Create(backbone, description.Head, description.Classes.Count, seed: 0);
        try
        {
            WeightLoader.Load(network.Backbone, body, path);
            WeightLoader.Load(network.Head, head, path);
            return new TrainedModel(description, network);
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    // Before it is built, since the file, which may be damaged, decides its size.
    private static void EnsureHead(string path, ModelDescription description, BackboneDescription backbone, IReadOnlyDictionary<string, WeightTensor> tensors)
    {
        if (description.Classes.Count == 0) throw new HarnessException($"{path} is a network without classes.", Remedy);
        var expected = ExpectedTensor.Of(HeadDescription.Parameters(description.Head, backbone.Features, description.Classes.Count));
        var mismatch = WeightMismatch.Between(expected, tensors);
        if (!mismatch.IsNone) throw new HarnessException($"{path}: the weights of the head are not those of the head that it describes.{mismatch}", Remedy);
    }

    private static HarnessException NoModel(string path) => new(
        $"{path} does not say which network, classes and transforms its weights belong to.", "Give a file that 'harness export' has written, or a results folder.");

    private static IEnumerable<WeightTensor> Capture(TorchSharp.torch.nn.Module module, string prefix) =>
        ModuleWeights.Capture(module).Values.Select(tensor => tensor.Rename(prefix + tensor.Name));

    private static Dictionary<string, WeightTensor> Part(SafetensorsFile file, string prefix) => file.Tensors.Values
        .Where(tensor => tensor.Name.StartsWith(prefix, StringComparison.Ordinal))
        .Select(tensor => tensor.Rename(tensor.Name[prefix.Length..]))
        .ToDictionary(tensor => tensor.Name);
}
