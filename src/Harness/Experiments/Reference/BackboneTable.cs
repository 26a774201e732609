using System.Globalization;
using System.Text;
using Harness.Models.Backbones;
using Harness.Models.Parameters;
using Harness.Models.Weights;

namespace Harness.Experiments.Reference;

/// <summary>Writes the table of backbones on the page about experiments.</summary>
internal static class BackboneTable
{
    /// <summary>The table, a line for every backbone.</summary>
    /// <returns>Markdown.</returns>
    public static string Write()
    {
        var table = new StringBuilder("\n| `backbone` | parameters | features | images | stages | `body.batchnorm` | published weights |\n|---|---:|---:|---:|---|---|---|\n");
        foreach (var name in BackboneRegistry.Catalog.Names) table.Append(Row(BackboneRegistry.Catalog.Describe(name)!));
        return table.Append('\n').ToString();
    }

    private static string Row(BackboneDescription backbone)
    {
        var images = backbone.TakesPublishedSizeOnly ? $"{backbone.PublishedImageSize} only" : $"{backbone.PublishedImageSize}, at least {backbone.MinimumImageSize}";
        var weights = KnownWeights.ForBackbone(backbone.Name).Select(set => Code(set.Package is null ? Path.GetFileNameWithoutExtension(set.FileName) : KnownWeights.NuGet));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {Code(backbone.Name)} | {backbone.ParameterCount():N0} | {backbone.Features:N0} | {images} | {string.Join(", ", StageNames.Of(backbone).Select(Code))} | {BatchNorm(backbone)} | {string.Join(", ", weights)} |\n");
    }

    private static string BatchNorm(BackboneDescription backbone)
    {
        var parameters = backbone.Parameters.Where(parameter => parameter.Layer == LayerKind.BatchNorm).ToList();
        // A weight and a bias each.
        return parameters.Count == 0
            ? "an error: there is none"
            : string.Create(CultureInfo.InvariantCulture, $"{parameters.Count / 2} layers, {parameters.Sum(parameter => parameter.ParameterCount()):N0} parameters");
    }

    private static string Code(string text) => $"`{text}`";
}
