using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Harness.Yaml;
using Harness.Yaml.Blocks;

namespace Harness.Training.Objectives.Tasks;

/// <summary>Tasks with the weights of their losses, <c>{ class: 1, color: 0.5 }</c>, or tasks alone, <c>[class, color]</c>, which weigh 1.</summary>
internal sealed class TaskWeightsForm : ValueForm<IReadOnlyList<TaskWeight>>
{
    private static readonly NumberRange Weights = NumberRange.Positive;

    public override string Description => "tasks with the weights of their losses, or a list of tasks";

    public override bool TryRead(YamlNode node, string what, DiagnosticBag errors, [MaybeNullWhen(false)] out IReadOnlyList<TaskWeight> value)
    {
        var before = errors.Count;
        value = node switch
        {
            YamlMapping { Entries.Count: > 0 } mapping => [.. mapping.Entries.Select(entry => new TaskWeight(entry.Key.Text, Scalars.Number(entry.Value, entry.Key.Text, Weights, errors) ?? 1))],
            YamlSequence { Items.Count: > 0 } list => [.. list.Items.Select(item => new TaskWeight(Scalars.Text(item, what, errors) ?? string.Empty, 1))],
            _ => null,
        };
        if (value is null) errors.Add(node.Location, $"'{what}' must be {Description}, not {node.Kind}", "for example { class: 1, color: 0.5 }");
        foreach (var name in value?.CountBy(task => task.Name).Where(pair => pair.Value > 1).Select(pair => pair.Key) ?? []) errors.Add(node.Location, $"task '{name}' is listed twice");
        return value is not null && errors.Count == before;
    }

    public override JsonObject Schema() => new()
    {
        ["anyOf"] = new JsonArray(
            new JsonObject { ["type"] = "object", ["minProperties"] = 1, ["additionalProperties"] = Weights.AddTo(new() { ["type"] = "number" }) },
            new JsonObject { ["type"] = "array", ["minItems"] = 1, ["uniqueItems"] = true, ["items"] = new JsonObject { ["type"] = "string" } }),
    };

    public override JsonNode? ToJson(IReadOnlyList<TaskWeight> value) =>
        value.Count == 0 ? null : new JsonObject(value.Select(task => KeyValuePair.Create(task.Name, (JsonNode?)task.Weight)));

    public override string Write(IReadOnlyList<TaskWeight> value) => value.Count == 0 ? "all" : base.Write(value);
}
