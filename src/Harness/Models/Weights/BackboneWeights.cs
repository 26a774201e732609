using Harness.Diagnostics;
using Harness.Models.Backbones;
using Harness.Models.Heads;
using static TorchSharp.torch;

namespace Harness.Models.Weights;

/// <summary>Pretrained weights of one backbone, found, read and checked once, and copied into as many backbones as are built.</summary>
public sealed class BackboneWeights
{
    private readonly IReadOnlyDictionary<string, WeightTensor> _tensors;
    private readonly BackboneDescription _backbone;
    private readonly string _path;

    private BackboneWeights(IReadOnlyDictionary<string, WeightTensor> tensors, BackboneDescription backbone, ResolvedWeights file)
    {
        (_tensors, _backbone, _path, Sha256) = (tensors, backbone, file.Path, file.Sha256);
    }

    /// <summary>The SHA-256 of the file, in lower-case hexadecimal.</summary>
    public string Sha256 { get; }

    /// <summary>Finds, reads and checks weights.</summary>
    /// <param name="nameOrPath">A path or the name of published weights.</param>
    /// <param name="suiteFolder">What a relative path is relative to.</param>
    /// <param name="backbone">The backbone that they must fit.</param>
    /// <param name="resolver">Finds and downloads.</param>
    /// <param name="cancellation">Ends a download early.</param>
    /// <returns>The weights, in memory.</returns>
    /// <exception cref="HarnessException">They are missing, damaged or of another backbone.</exception>
    public static BackboneWeights Load(
        string nameOrPath, string suiteFolder, BackboneDescription backbone, WeightResolver resolver, CancellationToken cancellation = default)
    {
        var file = resolver.Resolve(nameOrPath, suiteFolder, backbone.Name, cancellation: cancellation);
        // VGG's classifier has nine times the weights of its backbone, and nothing would read them.
        var tensors = WeightFile.Read(file.Path).Where(pair => !backbone.IsOfClassifier(pair.Key) || IsOfLinearClassifier(pair.Key, backbone)).ToDictionary(
            pair => pair.Key,
            pair => WeightTensor.FromBytes(pair.Key, pair.Value.Type, pair.Value.Shape, pair.Value.ReadBytes()));
        WeightLoader.CheckBackbone(tensors, backbone, file.Path);
        return new BackboneWeights(tensors, backbone, file);
    }

    /// <summary>Overwrites a backbone's parameters and statistics.</summary>
    /// <param name="backbone">A module of the backbone.</param>
    /// <exception cref="HarnessException">The weights do not fit.</exception>
    public void CopyTo(nn.Module backbone) => WeightLoader.LoadBackbone(backbone, _tensors, _backbone, _path);

    /// <summary>Overwrites a head with the classifier that came with the weights.</summary>
    /// <param name="head">A head of one linear layer.</param>
    /// <exception cref="HarnessException">The weights have no classifier, or one of another number of classes.</exception>
    public void CopyClassifierTo(Head head)
    {
        var layer = _backbone.LinearClassifier
            ?? throw new HarnessException($"{_path}: the classifier of {_backbone.Name} is not one linear layer on average pooling, and no other can be measured.");
        var classifier = _tensors
            .Where(pair => IsOfLinearClassifier(pair.Key, _backbone))
            .ToDictionary(pair => $"0.{pair.Key[(layer.Length + 1)..]}", pair => pair.Value);
        if (classifier.Count == 0) throw new HarnessException($"{_path}: these weights are of a backbone alone, without a classifier.");
        WeightLoader.Load(head, classifier, _path);
    }

    private static bool IsOfLinearClassifier(string name, BackboneDescription backbone) =>
        backbone.LinearClassifier is { } layer && name.StartsWith($"{layer}.", StringComparison.Ordinal);
}
