using Harness.Yaml;
using Harness.Yaml.Blocks;

namespace Harness.Experiments.Reading;

/// <summary>Reads building blocks that are written as a name alone, or as <c>{ name: sgd, momentum: 0.9 }</c>: <c>loss</c>, <c>optimizer</c>, <c>objective</c>.</summary>
internal static class BlockReader
{
    /// <summary>Reads one of a family.</summary>
    public static Parsed<TFamily> Read<TFamily>(YamlNode? node, BlockFamily<TFamily> family, DiagnosticBag errors)
        where TFamily : Block
    {
        if (node is null) return default;
        return Parsed<TFamily>.OrBroken(family.ReadNamed(node, errors), node.Location);
    }
}
