using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Harness.Data.Transforms;
using Harness.Models.Backbones;
using Harness.Models.Heads.Layers;
using Harness.Models.Heads.Poolings;
using Harness.Training.Gradients;
using Harness.Training.Objectives;
using Harness.Training.Optimizers;
using Harness.Training.Schedules;
using Harness.Yaml.Blocks;

namespace Harness.Experiments.Reference;

/// <summary>Writes the parts of the JSON schemas that follow from the building blocks and the names of the backbones; the rest of the schemas stays as it is.</summary>
/// <remarks>
/// A block that is one item of a list is <c>relu</c> or <c>dropout: 0.5</c>: <c>layer</c> describes the second form, <c>any_layer</c> both. One that is the
/// value of a key is <c>adam</c> or <c>{ name: adam, eps: 1e-7 }</c>.
/// </remarks>
public static class ReferenceSchemas
{
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Updates both schemas.</summary>
    /// <param name="folder">The folder with <c>suite.schema.json</c> and <c>technique.schema.json</c>.</param>
    /// <exception cref="Diagnostics.HarnessException">A file cannot be read or written.</exception>
    public static void Update(string folder)
    {
        Update(Path.Combine(folder, "technique.schema.json"), (definitions, _) =>
        {
            AddItems(definitions, "layer", HeadLayerRegistry.All);
            AddItems(definitions, "schedule", ScheduleRegistry.All);
            AddItems(definitions, "gradient_rule", GradientRuleRegistry.All);
            AddNamed(definitions, "loss", LossRegistry.All);
            AddNamed(definitions, "objective", ObjectiveRegistry.All);
            AddNamed(definitions, "optimizer", OptimizerRegistry.All);
            definitions["pool"] = Words(PoolingRegistry.All);
        });
        Update(Path.Combine(folder, "suite.schema.json"), (definitions, keys) =>
        {
            AddItems(definitions, "transform", TransformRegistry.All);
            keys["backbone"]!["enum"] = new JsonArray([.. BackboneRegistry.Catalog.Names.Select(name => (JsonNode)name)]);
        });
    }

    private static void Update(string path, Action<JsonObject, JsonObject> change) => ReferenceFile.Change(path, text =>
    {
        var schema = JsonNode.Parse(text)!.AsObject();
        change(schema["definitions"]!.AsObject(), schema["properties"]!.AsObject());
        return schema.ToJsonString(Format) + "\n";
    });

    private static void AddItems(JsonObject definitions, string noun, IEnumerable<IBlockSpec> blocks)
    {
        var list = blocks.ToList();
        var properties = new JsonObject();
        foreach (var block in list)
        {
            properties[block.Name] = block.ValueSchema(Reference(block.Name));
            if (block.Arguments.Count > 0 && block.TakesMapping) definitions[block.Name] = Mapping(block, []);
        }
        definitions[noun] = new JsonObject
        {
            ["description"] = $"{WithArticle(noun.Replace('_', ' '))} with its settings.",
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["properties"] = properties,
            ["minProperties"] = 1,
            ["maxProperties"] = 1,
        };
        definitions[$"any_{noun}"] = new JsonObject { ["anyOf"] = new JsonArray(Names(list.Where(block => block.StandsAlone)), Reference(noun)) };
    }

    private static void AddNamed(JsonObject definitions, string noun, IEnumerable<IBlockSpec> blocks)
    {
        var list = blocks.ToList();
        foreach (var block in list) definitions[block.Name] = Mapping(block, new() { ["name"] = new JsonObject { ["const"] = block.Name } });
        var forms = list.Select(block => (JsonNode)Reference(block.Name)).Prepend(Names(list.Where(block => block.StandsAlone)));
        definitions[noun] = new JsonObject { ["description"] = $"{WithArticle(noun)}, alone or with its settings.", ["anyOf"] = new JsonArray([.. forms]) };
    }

    private static JsonObject Mapping(IBlockSpec block, JsonObject properties)
    {
        var required = properties.Select(property => property.Key).Concat(block.Arguments.Where(argument => argument.IsRequired).Select(argument => argument.Name)).ToList();
        foreach (var argument in block.Arguments) properties[argument.Name] = argument.Schema();
        var mapping = new JsonObject
        {
            ["description"] = block.Description,
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["properties"] = properties,
        };
        if (required.Count > 0) mapping["required"] = new JsonArray([.. required.Select(name => (JsonNode)name)]);
        else if (!block.StandsAlone) mapping["minProperties"] = 1;
        return mapping;
    }

    private static JsonObject Words(IEnumerable<IBlockSpec> blocks)
    {
        var list = blocks.ToList();
        var words = Names(list);
        words["description"] = string.Join(" ", list.Select(block => $"{block.Name}: {block.Description}"));
        return words;
    }

    private static JsonObject Names(IEnumerable<IBlockSpec> blocks) => new() { ["enum"] = new JsonArray([.. blocks.Select(block => (JsonNode)block.Name)]) };

    private static string WithArticle(string noun) => $"{("aeiou".Contains(noun[0], StringComparison.Ordinal) ? "An" : "A")} {noun}";

    private static JsonObject Reference(string definition) => new() { ["$ref"] = $"#/definitions/{definition}" };
}
