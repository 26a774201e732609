using System.Text.Json;
using Harness.Experiments;
using Harness.TestSupport;

namespace Harness.Tests.Experiments;

/// <summary>Editors complete from the schemas; these tests hold their keys to those that loading knows, as its own messages list them.</summary>
public sealed class SchemaTests
{
    // Where: the object in the schema. Old and replacement: how an unknown key 'zzz' gets into that object.
    public static TheoryData<string, string, string> Objects => new()
    {
        { "technique", "name: T\n", "name: T\nzzz: 1\n" },
        { "technique/published", "name: T\n", "name: T\npublished: { val_acc: 1, zzz: 1 }\n" },
        { "technique/published_epoch", "name: T\n", "name: T\npublished: { epochs: [{ train_loss: 1, valid_loss: 1, train_acc: 1, val_acc: 1, zzz: 1 }] }\n" },
        { "technique/head", "pool: avg", "zzz: 1, pool: avg" },
        { "technique/layer", "layers: [linear]", "layers: [zzz: 1, linear]" },
        { "technique/cross_entropy", "name: T\n", "name: T\nloss: { name: cross_entropy, zzz: 1 }\n" },
        { "technique/nll", "name: T\n", "name: T\nloss: { name: nll, zzz: 1 }\n" },
        { "technique/adam", "name: T\n", "name: T\noptimizer: { name: adam, zzz: 1 }\n" },
        { "technique/adamw", "name: T\n", "name: T\noptimizer: { name: adamw, zzz: 1 }\n" },
        { "technique/sgd", "name: T\n", "name: T\noptimizer: { name: sgd, zzz: 1 }\n" },
        { "technique/gradient_rule", "name: T\n", "name: T\ngradients: [{ zzz: 1 }]\n" },
        { "technique/l2_sp", "name: T\n", "name: T\ngradients: [{ l2_sp: { zzz: 1 } }]\n" },
        { "technique/long_rate", "train: { head: 1e-3 }", "train: { head: { rate: 1e-3, decay: 0.5, zzz: 1 } }" },
        { "technique/early_stopping_rule", "name: T\n", "name: T\nearly_stopping: { patience: 1, zzz: 1 }\n" },
        { "technique/phase", "epochs: 1", "zzz: 1, epochs: 1" },
        { "technique/classify", "epochs: 1", "epochs: 1, objective: { name: classify, zzz: 1 }" },
        { "technique/auxiliary", "epochs: 1", "epochs: 1, objective: { name: auxiliary, zzz: 1 }" },
        { "technique/mixup", "epochs: 1", "epochs: 1, objective: { name: mixup, zzz: 1 }" },
        { "technique/cutmix", "epochs: 1", "epochs: 1, objective: { name: cutmix, zzz: 1 }" },
        { "technique/contrastive", "epochs: 1", "epochs: 1, objective: { name: contrastive, zzz: 1 }" },
        { "technique/prototype", "epochs: 1", "epochs: 1, objective: { name: prototype, zzz: 1 }" },
        { "technique/ridge", "epochs: 1", "epochs: 1, objective: { name: ridge, zzz: 1 }" },
        { "technique/knn", "epochs: 1", "epochs: 1, objective: { name: knn, zzz: 1 }" },
        { "technique/source_only", "epochs: 1", "epochs: 1, objective: { name: source_only, zzz: 1 }" },
        { "technique/target_labels", "epochs: 1", "epochs: 1, objective: { name: target_labels, zzz: 1 }" },
        { "technique/dann", "epochs: 1", "epochs: 1, objective: { name: dann, zzz: 1 }" },
        { "technique/coral", "epochs: 1", "epochs: 1, objective: { name: coral, zzz: 1 }" },
        { "technique/mmd", "epochs: 1", "epochs: 1, objective: { name: mmd, zzz: 1 }" },
        { "technique/multi_task", "epochs: 1", "epochs: 1, objective: { name: multi_task, zzz: 1 }" },
        { "technique/zero_shot", "epochs: 1", "epochs: 1, objective: { name: zero_shot, zzz: 1 }" },
        { "technique/rotation", "epochs: 1", "epochs: 1, objective: { name: rotation, zzz: 1 }" },
        { "technique/schedule", "epochs: 1", "epochs: 1, schedule: { zzz: 1 }" },
        { "technique/one_cycle", "epochs: 1", "epochs: 1, schedule: { one_cycle: { zzz: 1 } }" },
        { "technique/cosine", "epochs: 1", "epochs: 1, schedule: { cosine: { zzz: 1 } }" },
        { "technique/step", "epochs: 1", "epochs: 1, schedule: { step: { every_epochs: 1, zzz: 1 } }" },
        { "suite", "weights: none\n", "weights: none\nzzz: 1\n" },
        { "suite/defaults", "optimizer: adam", "zzz: 1, optimizer: adam" },
        { "suite/data", "  batch_size: 64\n", "  batch_size: 64\n  zzz: 1\n" },
        { "suite/synthetic", "  batch_size: 64\n", "  batch_size: 64\n  synthetic: { zzz: 1 }\n" },
        { "suite/target", "  batch_size: 64\n", "  batch_size: 64\n  target: { transforms: [invert], zzz: 1 }\n" },
        { "suite/split", "rule: first", "zzz: 1, rule: first" },
        { "suite/transform", "train: [random_resized_crop: 128", "train: [zzz: 1, random_resized_crop: 128" },
        { "suite/random_resized_crop", "random_resized_crop: 128", "random_resized_crop: { size: 128, zzz: 1 }" },
        { "suite/color_jitter", "train: [random_resized_crop: 128", "train: [random_resized_crop: 128, color_jitter: { hue: 0.1, zzz: 1 }" },
        { "suite/normalize", "center_crop: 128, normalize: imagenet", "center_crop: 128, normalize: { mean: [0, 0, 0], std: [1, 1, 1], zzz: 1 }" },
    };

    public static TheoryData<string, string, string> Words => new()
    {
        { "technique/definitions/pool", "pool: avg", "pool: zzz" },
        { "technique/definitions/loss/anyOf/0", "name: T\n", "name: T\nloss: zzz\n" },
        { "technique/properties/body", "name: T\n", "name: T\nbody: zzz\n" },
        { "technique/definitions/keep", "name: T\n", "name: T\nkeep: zzz\n" },
        { "technique/definitions/early_stopping_rule/properties/monitor", "name: T\n", "name: T\nearly_stopping: { patience: 1, monitor: zzz }\n" },
        { "technique/definitions/batch_norm", "epochs: 1", "epochs: 1, batch_norm: zzz" },
        { "technique/definitions/optimizer/anyOf/0", "optimizer: adam", "optimizer: zzz" },
        { "suite/definitions/split/properties/rule", "rule: first", "rule: zzz" },
    };

    [Theory]
    [MemberData(nameof(Objects))]
    public void Schema_Object_HasTheKeysThatLoadingKnows(string where, string old, string replacement)
    {
        var parts = where.Split('/');
        var schema = parts.Length == 1 ? Schema(parts[0]) : Schema(parts[0]).GetProperty("definitions").GetProperty(parts[1]);
        Assert.Equal(Known(old, replacement), schema.GetProperty("properties").EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Words))]
    public void Schema_Choice_HasTheWordsThatLoadingKnows(string where, string old, string replacement)
    {
        var parts = where.Split('/');
        var schema = parts.Skip(1).Aggregate(Schema(parts[0]), (at, part) => int.TryParse(part, out var index) ? at[index] : at.GetProperty(part));
        Assert.Equal(Known(old, replacement), schema.GetProperty("enum").EnumerateArray().Select(word => word.GetString()!).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("technique")]
    [InlineData("suite")]
    public void Schema_EveryObject_IsComparedAndExplained(string name)
    {
        var schema = Schema(name);
        var objects = schema.GetProperty("definitions").EnumerateObject().Where(definition => definition.Value.TryGetProperty("additionalProperties", out var other)
            && other.ValueKind == JsonValueKind.False).ToList();
        Assert.Equal(
            objects.Select(definition => $"{name}/{definition.Name}").Append(name).Order(StringComparer.Ordinal),
            Objects.Select(row => (string)row[0]).Where(where => where.Split('/')[0] == name).Order(StringComparer.Ordinal));
        foreach (var key in objects.Select(definition => definition.Value).Append(schema).SelectMany(value => value.GetProperty("properties").EnumerateObject()))
            Assert.True(key.Value.TryGetProperty("description", out _) || key.Value.TryGetProperty("$ref", out _) || key.Value.TryGetProperty("const", out _), key.Name);
    }

    // 'validate' is given both: one key that only techniques have is enough to tell, and suites have others.
    [Fact]
    public void IsTechnique_EveryKeyThatOnlyOneOfThemHas_TellsWhichItIs()
    {
        var (ofTechniques, ofSuites) = (KeysOf("technique"), KeysOf("suite"));

        Assert.All(ofTechniques.Except(ofSuites), key => Assert.True(IsTechnique($"name: x\n{key}: 1\n"), key));
        Assert.All(ofSuites.Except(ofTechniques), key => Assert.False(IsTechnique($"name: x\nhead: 1\n{key}: 1\n"), key));
    }

    // A grid varies whatever a variant can have of its own.
    [Fact]
    public void Schema_PathsOfAGrid_BeginWithTheKeysThatLoadingKnows()
    {
        using var folder = GridTests.Grid("  zzz: [1]\n");
        var message = folder.Errors();
        var known = message[(message.LastIndexOf(": ", StringComparison.Ordinal) + 2)..].Split(", ");
        var schema = Schema("technique");

        Assert.Equal(schema.GetProperty("properties").EnumerateObject().Select(key => key.Name).Except(["name", "description", "base", "published", "grid"]).Order(StringComparer.Ordinal), known);
        Assert.Equal(
            $@"^({string.Join('|', known)})(\..+)?$", schema.GetProperty("definitions").GetProperty("grid").GetProperty("propertyNames").GetProperty("pattern").GetString());
    }

    [Fact]
    public void ExperimentFile_FirstLine_NamesItsSchema()
    {
        foreach (var file in RepositoryFolder.Experiments("suites").Concat(RepositoryFolder.Experiments("techniques")))
        {
            AssertNamesSchema(file, Path.GetDirectoryName(file)!);
        }
    }

    // The template is there to be copied into the techniques' folder: its first line holds there.
    [Fact]
    public void Template_FirstLine_NamesItsSchemaWhereItIsCopiedTo() =>
        AssertNamesSchema(RepositoryFolder.Path("experiments", "_template.yaml"), RepositoryFolder.Path("experiments", "techniques"));

    private static void AssertNamesSchema(string file, string folder)
    {
        var line = File.ReadLines(file).First();
        Assert.StartsWith("# yaml-language-server: $schema=", line, StringComparison.Ordinal);
        var schema = Path.Combine(folder, line.Split('=')[1]);
        Assert.True(File.Exists(schema), $"{file} names {schema}");
    }

    private static JsonElement Schema(string name) =>
        JsonDocument.Parse(File.ReadAllText(RepositoryFolder.Path("experiments", "schema", $"{name}.schema.json"))).RootElement;

    private static List<string> KeysOf(string name) => [.. Schema(name).GetProperty("properties").EnumerateObject().Select(property => property.Name)];

    private static bool IsTechnique(string text)
    {
        using var folder = new ExperimentFolder();
        folder.Write("x.yaml", text);
        return TechniqueFileLoader.IsTechnique(folder.Path("x.yaml"));
    }

    // Our messages list what is known on their second line: that is the reader's own list.
    private static IEnumerable<string> Known(string old, string replacement)
    {
        using var folder = new ExperimentFolder();
        folder.Replace(old, replacement);
        var detail = folder.Errors().Split('\n').First(line => line.StartsWith("    known", StringComparison.Ordinal));
        return detail[(detail.IndexOf(':', StringComparison.Ordinal) + 2)..].Split(", ").Order(StringComparer.Ordinal);
    }
}
