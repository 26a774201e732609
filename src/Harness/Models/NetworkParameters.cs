using Harness.Models.Backbones;
using Harness.Models.Heads;
using Harness.Models.Parameters;

namespace Harness.Models;

/// <summary>The parameters of backbone and heads with the full names that selectors are written in.</summary>
public static class NetworkParameters
{
    /// <summary>Lists the parameters of a network without building it.</summary>
    /// <param name="backbone">The backbone.</param>
    /// <param name="heads">The heads on it.</param>
    /// <returns>The backbone's parameters as <c>body.…</c> in forward order, then those of each head as <c>head.{layer}.weight</c> and <c>.bias</c>, where
    /// the layer is counted from 0 as in the YAML list.</returns>
    public static IReadOnlyList<ParameterDescription> Of(BackboneDescription backbone, IReadOnlyList<HeadDefinition> heads) =>
        [
            .. OfBackbone(backbone),
            .. heads.SelectMany(head => OfHead(head, backbone)),
        ];

    /// <summary>Lists the parameters of a network with a classifier.</summary>
    /// <param name="backbone">The backbone.</param>
    /// <param name="head">The classifier.</param>
    /// <param name="classCount">The number of classes; it decides shapes only, never what a selector matches.</param>
    /// <returns>The parameters.</returns>
    public static IReadOnlyList<ParameterDescription> Of(BackboneDescription backbone, HeadSettings head, int classCount) =>
        Of(backbone, [new HeadDefinition(string.Empty, head, classCount)]);

    /// <summary>Lists the parameters of a backbone alone, for networks whose head is not known.</summary>
    internal static IEnumerable<ParameterDescription> OfBackbone(BackboneDescription backbone)
    {
        var stages = backbone.Stages.Index().ToDictionary(stage => stage.Item, stage => stage.Index);
        return backbone.Parameters.Select(parameter => parameter with
        {
            Name = ParameterNames.Backbone + parameter.Name,
            Stage = stages[backbone.StageOf(parameter.Name)],
        });
    }

    private static IEnumerable<ParameterDescription> OfHead(HeadDefinition head, BackboneDescription backbone)
    {
        var auxiliary = head.IsAuxiliary ? backbone.Auxiliary : null;
        return HeadDescription.Parameters(head.Settings, auxiliary?.Features ?? backbone.Features, head.Outputs, auxiliary?.Stem)
            .Select(parameter => parameter with { Name = head.Prefix + parameter.Name, Stage = backbone.Stages.Count });
    }
}
