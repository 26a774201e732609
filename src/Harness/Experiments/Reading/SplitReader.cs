using Harness.Data.Splits;
using Harness.Yaml;

namespace Harness.Experiments.Reading;

/// <summary>Reads <c>split</c>: a rule and how much it holds out for validation and for the test, or in which folders the images are.</summary>
internal static class SplitReader
{
    private static readonly NumberRange Fraction = NumberRange.Between(0, 1).Above().Below();
    private static readonly NumberRange ImagesPerClass = NumberRange.AtLeast(1);

    // Each is a run of the whole suite.
    private static readonly NumberRange Splits = NumberRange.Between(2, 100);

    public static SplitSettings? Read(YamlNode? node, DiagnosticBag errors)
    {
        if (Section.Open(node, "split", errors) is not { } section) return null;
        var rule = Scalars.Choice(section.Required("rule"), "rule", Choices.SplitRules, errors);
        // What is wrong with the other keys is reported without a rule, too.
        var settings = ReadKeys(section, rule.GetValueOrDefault(), errors);
        section.Close();
        new SplitChecker(section, rule, errors).Check(settings);
        return rule is null ? null : settings;
    }

    private static SplitSettings ReadKeys(Section section, SplitRule rule, DiagnosticBag errors) => new()
    {
        Rule = rule,
        Fraction = Scalars.Number(section.Optional("fraction"), "fraction", Fraction, errors),
        ImagesPerClass = Scalars.Integer(section.Optional("images_per_class"), "images_per_class", ImagesPerClass, errors),
        Seed = Scalars.Long(section.Optional("seed"), "seed", NumberRange.NotNegative, long.MaxValue, errors) ?? 0,
        TrainFolder = ReadFolder(section.Optional("train"), "train", errors),
        ValidFolder = ReadFolder(section.Optional("valid"), "valid", errors),
        TestFolder = ReadFolder(section.Optional("test"), "test", errors),
        TestFraction = Scalars.Number(section.Optional("test_fraction"), "test_fraction", Fraction, errors),
        TestImagesPerClass = Scalars.Integer(section.Optional("test_images_per_class"), "test_images_per_class", ImagesPerClass, errors),
        Repeats = Scalars.Integer(section.Optional("repeats"), "repeats", Splits, errors),
        Folds = Scalars.Integer(section.Optional("folds"), "folds", Splits, errors),
        Duplicates = Scalars.Choice(section.Optional("duplicates"), "duplicates", Choices.DuplicateRules, errors) ?? DuplicateRule.Separate,
        Group = ReadGroup(section.Optional("group"), errors),
        Stratified = Scalars.Boolean(section.Optional("stratified"), "stratified", errors) ?? false,
        KeepsTwoLabels = Scalars.Choice(section.Optional("two_labels"), "two_labels", Choices.TwoLabelRules, errors) ?? false,
        Layout = Scalars.Choice(section.Optional("layout"), "layout", Choices.Layouts, errors) ?? DataLayout.Checked,
    };

    private static string? ReadFolder(YamlNode? node, string key, DiagnosticBag errors)
    {
        if (Scalars.Text(node, key, errors) is not { } folder) return null;
        if (!folder.AsSpan().ContainsAny('/', '\\') && !folder.StartsWith('.')) return folder;
        errors.Add(node!.Location, $"'{key}' must be the name of a folder in the data folder, not '{folder}'");
        return null;
    }

    private static string? ReadGroup(YamlNode? node, DiagnosticBag errors)
    {
        if (Scalars.Text(node, "group", errors) is not { } expression) return null;
        try
        {
            SplitUnits.Expression(expression);
            return expression;
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            errors.Add(node!.Location, $"'group' is not a usable regular expression: {exception.Message}", "'^[^/]+/([^_]+)_' finds P07 in the path 'ill/P07_003.png'");
            return null;
        }
    }
}
