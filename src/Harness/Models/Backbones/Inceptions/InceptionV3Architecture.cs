using System.Text.RegularExpressions;
using Harness.Models.Onnx;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Harness.Models.Backbones.Inceptions;

/// <summary>
/// Inception v3 up to its last mixed block, from the package TorchVision. Images come normalized as for all other networks; <see cref="InputRange"/> does the rest.
/// The auxiliary classifier, which torchvision trains beside the main one, is a separate head, for the objective that uses it.
/// </summary>
/// <remarks>Source: "Rethinking the Inception Architecture for Computer Vision" (arXiv:1512.00567).</remarks>
public sealed partial record InceptionV3Architecture : IArchitecture
{
    // torchvision draws all convolutions from a normal distribution of this spread, cut off at twenty times it, where nothing is left to cut off. The package
    // draws them otherwise. TorchSharp's own trunc_normal_ takes the mean for the spread and the reverse: it makes every weight the same.
    private const double WeightDeviation = 0.1;

    private const string AuxiliaryStage = "Mixed_6e";

    /// <inheritdoc/>
    public BackboneDescription Describe(string name) => new()
    {
        Name = name,
        Features = 2048,
        MinimumImageSize = 75,
        PublishedImageSize = 299,
        Parameters = ModuleParameters.Of(Create),
        ClassifierPrefixes = ["fc.", "AuxLogits."],
        LinearClassifier = "fc",
        RescalesImages = true,
        Auxiliary = new(768, 299, new InceptionAuxiliaryStem(), "AuxLogits."),
    };

    /// <inheritdoc/>
    public Backbone CreateBackbone()
    {
        var backbone = Create();
        foreach (var convolution in backbone.modules().OfType<Conv2d>())
            nn.init.normal_(convolution.weight, 0, WeightDeviation);
        return backbone;
    }

    private static ChainBackbone Create() => new(
        nameof(InceptionV3Architecture),
        [("transform_input", new InputRange()), .. TorchVisionNetwork.Take(torchvision.models.inception_v3(), "AuxLogits", "avgpool", "dropout", "fc")])
    {
        Foreign = Mixed,
        AuxiliaryStep = AuxiliaryStage,
    };

    // The package's blocks, five classes that it keeps to itself, are branches side by side, as the names of their children show: branch3x3_1 and
    // branch3x3_2 run one after the other, branch3x3_2a and branch3x3_2b side by side. branch_pool runs on the mean of 3×3 places; a block without it halves
    // the size, and its last branch is a max pooling.
    private static OnnxValue Mixed(OnnxGraph graph, nn.Module block, OnnxValue input)
    {
        var branches = block.named_children()
            .Select(child => (Place: BranchName().Match(child.name), child.module))
            .GroupBy(child => child.Place.Groups["branch"].Value)
            .ToList();
        var results = new List<OnnxValue>();
        foreach (var branch in branches)
        {
            var value = branch.Key == "pool" ? graph.AveragePool(input, OnnxWindow.Square(3, stride: 1, padding: 1)) : input;
            foreach (var step in branch.GroupBy(child => child.Place.Groups["step"].Value))
            {
                var sides = step.Select(child => graph.Layers(value, [child.module])).ToList();
                value = sides.Count == 1 ? sides[0] : graph.Concat(sides);
            }
            results.Add(value);
        }
        if (branches.All(branch => branch.Key != "pool")) results.Add(graph.MaxPool(input, OnnxWindow.Square(3, stride: 2)));
        return graph.Concat(results);
    }

    [GeneratedRegex(@"^branch_?(?<branch>[0-9a-z]+)(_(?<step>[0-9])[ab]?)?$")]
    private static partial Regex BranchName();
}
