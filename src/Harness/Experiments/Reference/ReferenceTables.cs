using System.Text;
using System.Text.RegularExpressions;
using Harness.Data.Transforms;
using Harness.Diagnostics;
using Harness.Models.Heads.Layers;
using Harness.Models.Heads.Poolings;
using Harness.Training.Gradients;
using Harness.Training.Objectives;
using Harness.Training.Optimizers;
using Harness.Training.Schedules;
using Harness.Yaml.Blocks;

namespace Harness.Experiments.Reference;

/// <summary>Writes the tables of building blocks and backbones on the page about experiments, between the lines that mark them.</summary>
public static class ReferenceTables
{
    private static readonly IReadOnlyDictionary<string, IEnumerable<IBlockSpec>> Families = new Dictionary<string, IEnumerable<IBlockSpec>>
    {
        ["pool"] = PoolingRegistry.All,
        ["layers"] = HeadLayerRegistry.All,
        ["loss"] = LossRegistry.All,
        ["objective"] = ObjectiveRegistry.All,
        ["optimizer"] = OptimizerRegistry.All,
        ["gradients"] = GradientRuleRegistry.All,
        ["schedule"] = ScheduleRegistry.All,
        ["transforms"] = TransformRegistry.All,
    };

    /// <summary>Updates the tables of a page.</summary>
    /// <param name="path">The page: Markdown, each table between <c>&lt;!-- blocks: layers --&gt;</c> or <c>&lt;!-- backbones --&gt;</c> and <c>&lt;!-- end --&gt;</c>.</param>
    /// <exception cref="HarnessException">The page cannot be read or written, or the place of a table is missing.</exception>
    public static void Update(string path) => ReferenceFile.Change(path, page =>
    {
        foreach (var (key, blocks) in Families) page = Replace(path, page, $"blocks: {key}", Table(key, blocks));
        return Replace(path, page, "backbones", BackboneTable.Write());
    });

    private static string Replace(string path, string page, string mark, string table)
    {
        var place = new Regex($@"(?<=<!-- {mark} -->\n).*?(?=<!-- end -->)", RegexOptions.Singleline);
        if (!place.IsMatch(page)) throw new HarnessException($"'{path}' has no place for a table: '{mark}'.", $"Add the lines <!-- {mark} --> and <!-- end -->.");
        return place.Replace(page, _ => table, 1);
    }

    private static string Table(string key, IEnumerable<IBlockSpec> blocks)
    {
        var table = new StringBuilder($"\n| `{key}` | meaning | arguments |\n|---|---|---|\n");
        foreach (var block in blocks) table.Append($"| `{block.Name}` | {block.Description} | {string.Join("; ", block.Arguments.Select(Describe))} |\n");
        return table.Append('\n').ToString();
    }

    private static string Describe(IArgument argument)
    {
        var kind = argument.DefaultText is { } text ? $"{argument.Form}, `{text}` if left out" : argument.Form;
        return $"`{argument.Name}`: {argument.Description.TrimEnd('.')} ({kind})";
    }
}
