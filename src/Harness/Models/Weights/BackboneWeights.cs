using Harness.Diagnostics;
using Harness.Models.Backbones;
using Harness.Models.Heads;
using Harness.Models.Weights.Fitting;
using static TorchSharp.torch;

namespace Harness.Models.Weights;

/// <summary>Pretrained weights of one backbone, found, read and checked once, and copied into as many backbones as are built.</summary>
public sealed class BackboneWeights
{
    private readonly WeightFit _fit;
    private readonly BackboneDescription _backbone;
    private readonly string _path;

    private BackboneWeights(WeightFit fit, BackboneDescription backbone, ResolvedWeights file) =>
        (_fit, _backbone, _path, Sha256, Identity) = (fit, backbone, file.Path, file.Sha256, file.Sha256);

    /// <summary>The SHA-256 of the file, in lower-case hexadecimal.</summary>
    public string Sha256 { get; }

    /// <summary>What identifies these weights: the hash of the file, and where in it they are if it has several.</summary>
    public string Identity { get; private init; }

    /// <summary>Where they are in the file; null if they are at the top, under their own names.</summary>
    public string? Place => _fit.Numbers.Count > 0
        ? $"{WeightPlace.Written(_fit.Place)} (numbered: {string.Join(' ', _fit.Numbers.Select(pair => pair.Number))})"
        : _fit.Place.Length == 0 ? null : _fit.Place;

    /// <summary>A sentence on where the weights were taken from; null if there is nothing to say.</summary>
    public string? Note => _fit.Note();

    /// <summary>The names of the classes that the weights' classifier tells apart, in the order of its outputs; null if the file does not say them.</summary>
    public IReadOnlyList<string>? ClassNames { get; private init; }

    /// <summary>Finds, reads and checks weights.</summary>
    /// <param name="nameOrPath">A path or the name of published weights; a path may say which weights of the file (<see cref="WeightReference"/>).</param>
    /// <param name="suiteFolder">What a relative path is relative to.</param>
    /// <param name="backbone">The backbone that they must fit.</param>
    /// <param name="resolver">Finds and downloads.</param>
    /// <param name="cancellation">Ends a download early.</param>
    /// <returns>The weights, in memory.</returns>
    /// <exception cref="HarnessException">They are missing, damaged, of another backbone, or hold values that are not finite numbers.</exception>
    public static BackboneWeights Load(
        string nameOrPath, string suiteFolder, BackboneDescription backbone, WeightResolver resolver, CancellationToken cancellation = default)
    {
        var reference = WeightReference.Parse(nameOrPath, Path.GetFullPath(suiteFolder));
        var file = resolver.Resolve(reference.File, suiteFolder, backbone.Name, cancellation);
        var contents = WeightFile.Open(file.Path);
        var (fit, hasOthers) = WeightSelection.Select(contents, backbone, reference.Place);
        // VGG's classifier has nine times the weights of its backbone, and nothing would read them.
        var tensors = fit.Tensors.Where(pair => !backbone.IsOfClassifier(pair.Key) || IsOfLinearClassifier(pair.Key, backbone) || backbone.Auxiliary?.IsOfStem(pair.Key) == true).ToDictionary(
            pair => pair.Key,
            pair => WeightTensor.FromBytes(pair.Key, pair.Value.Type, pair.Value.Shape, pair.Value.ReadBytes()));
        NumberCheck.Ensure(tensors.Values.Where(tensor => !backbone.IsOfClassifier(tensor.Name)), file.Path);
        return new BackboneWeights(fit with { Tensors = tensors }, backbone, file)
        {
            Identity = hasOthers ? $"{file.Sha256}{WeightReference.Separator}{fit.Place}" : file.Sha256,
            ClassNames = Weights.ClassNames.Read(contents.Metadata),
        };
    }

    /// <summary>Overwrites a backbone's parameters and statistics.</summary>
    /// <param name="backbone">A module of the backbone.</param>
    public void CopyTo(nn.Module backbone) => WeightLoader.LoadBackbone(backbone, _fit.Tensors, _backbone, _path);

    /// <summary>Overwrites a head with the classifier that came with the weights.</summary>
    /// <param name="head">A head of one linear layer.</param>
    /// <param name="classes">The names of the classes, in the order of the head's outputs.</param>
    /// <exception cref="HarnessException">The weights have no classifier, or one of other classes: of another number, or of other names where the file says them.</exception>
    public void CopyClassifierTo(Head head, IReadOnlyList<string> classes)
    {
        var layer = _backbone.LinearClassifier
            ?? throw new HarnessException($"{_path}: the classifier of {_backbone.Name} is not one linear layer on average pooling, and no other can be measured.");
        var classifier = _fit.Tensors.Values
            .Where(tensor => IsOfLinearClassifier(tensor.Name, _backbone))
            .Select(tensor => tensor.Rename($"0.{tensor.Name[(layer.Length + 1)..]}"))
            .ToList();
        if (classifier.Count == 0) throw new HarnessException($"{_path}: these weights are of a backbone alone, without a classifier.");
        NumberCheck.Ensure(classifier, _path);
        if (ClassNames is { } known)
        {
            var order = Weights.ClassNames.Order(known, classes, _path);
            classifier = classifier.ConvertAll(tensor => Weights.ClassNames.Reorder(tensor, order));
        }
        WeightLoader.Load(head, classifier.ToDictionary(tensor => tensor.Name), _path);
    }

    /// <summary>Overwrites the stem of a head with that of the auxiliary classifier that came with the weights. Where none did, it stays as it is.</summary>
    /// <param name="head">A head with the stem of the backbone's auxiliary classifier.</param>
    /// <exception cref="HarnessException">What came is damaged.</exception>
    public void CopyAuxiliaryStemTo(Head head)
    {
        var auxiliary = _backbone.Auxiliary!;
        var stem = _fit.Tensors.Values
            .Where(tensor => auxiliary.IsOfStem(tensor.Name))
            .Select(tensor => tensor.Rename(tensor.Name[auxiliary.WeightPrefix.Length..]))
            .ToList();
        if (stem.Count == 0) return;
        NumberCheck.Ensure(stem, _path);
        WeightLoader.Load(head.Stem!, stem.ToDictionary(tensor => tensor.Name), $"{_path}, auxiliary classifier");
    }

    private static bool IsOfLinearClassifier(string name, BackboneDescription backbone) =>
        backbone.LinearClassifier is { } layer && name.StartsWith($"{layer}.", StringComparison.Ordinal);
}
