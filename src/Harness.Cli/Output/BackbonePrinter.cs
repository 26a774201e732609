using System.Globalization;
using Harness.Models.Backbones;
using Harness.Models.Weights;

namespace Harness.Cli.Output;

/// <summary>Prints what to know about a backbone before choosing it.</summary>
internal static class BackbonePrinter
{
    private const double Million = 1e6;

    /// <summary>Prints a line about the backbone, its stages and its published weights.</summary>
    /// <param name="backbone">The backbone.</param>
    public static void Print(BackboneDescription backbone)
    {
        var sizes = backbone.TakesPublishedSizeOnly ? "and no others" : $"at least {backbone.MinimumImageSize}";
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{backbone.Name}: {backbone.ParameterCount() / Million:F1} million parameters, {backbone.Features} features, images of {backbone.PublishedImageSize} pixels ({sizes})"));
        Console.WriteLine($"    stages: {string.Join(", ", StageNames.Of(backbone))}");
        var files = KnownWeights.ForBackbone(backbone.Name).Select(set => set.Package is null ? set.FileName : $"{KnownWeights.NuGet} ({set.FileName}, made from {set.Package})").ToList();
        Console.WriteLine($"    weights: {(files.Count == 0 ? "none published" : string.Join(", ", files))}");
    }
}
