using Harness.Data.Splits;
using Harness.Yaml;

namespace Harness.Experiments.Reading;

/// <summary>Reads <c>split</c>: a rule and how much it holds out for validation and for the test, or in which folders the images are.</summary>
internal static class SplitReader
{
    // Each is a run of the whole suite.
    private const int MaximumSplits = 100;

    public static SplitSettings? Read(YamlNode? node, DiagnosticBag errors)
    {
        if (Section.Open(node, "split", errors) is not { } section) return null;
        var rule = Scalars.Choice(section.Required("rule"), "rule", Choices.SplitRules, errors);
        var fraction = Scalars.Number(section.Optional("fraction"), "fraction", NumberRange.Between(0, 1).Above().Below(), errors);
        var count = Scalars.Integer(section.Optional("images_per_class"), "images_per_class", NumberRange.AtLeast(1), errors);
        var seed = Scalars.Long(section.Optional("seed"), "seed", NumberRange.NotNegative, long.MaxValue, errors);
        var train = ReadFolder(section.Optional("train"), "train", errors);
        var valid = ReadFolder(section.Optional("valid"), "valid", errors);
        var test = ReadFolder(section.Optional("test"), "test", errors);
        var testFraction = Scalars.Number(section.Optional("test_fraction"), "test_fraction", NumberRange.Between(0, 1).Above().Below(), errors);
        var testCount = Scalars.Integer(section.Optional("test_images_per_class"), "test_images_per_class", NumberRange.AtLeast(1), errors);
        var repeats = Scalars.Integer(section.Optional("repeats"), "repeats", NumberRange.Between(2, MaximumSplits), errors);
        var folds = Scalars.Integer(section.Optional("folds"), "folds", NumberRange.Between(2, MaximumSplits), errors);
        var duplicates = Scalars.Choice(section.Optional("duplicates"), "duplicates", Choices.DuplicateRules, errors);
        var group = ReadGroup(section.Optional("group"), errors);
        var stratified = Scalars.Boolean(section.Optional("stratified"), "stratified", errors);
        var twoLabels = Scalars.Choice(section.Optional("two_labels"), "two_labels", Choices.TwoLabelRules, errors);
        var layout = Scalars.Choice(section.Optional("layout"), "layout", Choices.Layouts, errors);
        section.Close();
        CheckGroups(section, rule, errors);
        CheckSeveral(section, rule, errors);
        CheckDuplicates(section, rule, errors);
        CheckFolders(section, rule, [("train", train), ("valid", valid), ("test", test)], errors);
        CheckSize(section, rule, errors);
        CheckTestSize(section, fraction, testFraction, errors);
        CheckSeed(section, rule, errors);
        if (rule is null) return null;
        return new SplitSettings
        {
            Rule = rule.Value,
            Fraction = fraction,
            ImagesPerClass = count,
            Seed = seed ?? 0,
            Repeats = repeats,
            Folds = folds,
            Duplicates = duplicates ?? DuplicateRule.Separate,
            Group = group,
            Stratified = stratified ?? false,
            KeepsTwoLabels = twoLabels ?? false,
            Layout = layout ?? DataLayout.Checked,
            TrainFolder = train,
            ValidFolder = valid,
            TestFraction = testFraction,
            TestImagesPerClass = testCount,
            TestFolder = test,
        };
    }

    private static string? ReadFolder(YamlNode? node, string key, DiagnosticBag errors)
    {
        if (Scalars.Text(node, key, errors) is not { } folder) return null;
        if (!folder.AsSpan().ContainsAny('/', '\\') && !folder.StartsWith('.')) return folder;
        errors.Add(node!.Location, $"'{key}' must be the name of a folder in the data folder, not '{folder}'");
        return null;
    }

    private static void CheckFolders(Section section, SplitRule? rule, IReadOnlyList<(string Key, string? Folder)> folders, DiagnosticBag errors)
    {
        foreach (var (key, _) in folders)
        {
            if (rule == SplitRule.Folders && key != "test" && !section.Has(key))
                errors.Add(section.Location, $"a split by folders needs '{key}'", "for example { rule: folders, train: train, valid: valid }");
            if (rule is SplitRule.First or SplitRule.Random && section.Has(key))
                errors.Add(
                    section.KeyLocation(key), $"'{key}' belongs to a split by the rule 'folders'",
                    key == "test" ? "write 'test_fraction: 0.1' or 'test_images_per_class: 50'" : null);
        }
        foreach (var (key, folder) in folders.Where(one => one.Folder is not null))
        {
            if (folders.TakeWhile(other => other.Key != key).FirstOrDefault(other => other.Folder == folder) is { Key: not null } same)
                errors.Add(section.KeyLocation(key), $"'{same.Key}' and '{key}' are the same folder");
        }
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

    private static void CheckGroups(Section section, SplitRule? rule, DiagnosticBag errors)
    {
        if (rule == SplitRule.Folders && section.Has("group"))
            errors.Add(section.KeyLocation("group"), "a split by folders has no 'group': the folders decide which images are used for validation");
        if (!section.Has("stratified")) return;
        if (rule is not (SplitRule.Random or null))
            errors.Add(section.KeyLocation("stratified"), "'stratified' belongs to a split by the rule 'random'", rule == SplitRule.First ? "'first' takes its part of each class anyway" : null);
        foreach (var key in new[] { "images_per_class", "folds" }.Where(section.Has))
            errors.Add(section.KeyLocation("stratified"), $"'stratified' belongs to a 'fraction'; '{key}' counts images of each class anyway");
    }

    private static void CheckDuplicates(Section section, SplitRule? rule, DiagnosticBag errors)
    {
        if (rule == SplitRule.Folders && section.Has("duplicates"))
            errors.Add(section.KeyLocation("duplicates"), "a split by folders has no 'duplicates': the folders decide which images are used for validation", "the report counts images that are in both");
    }

    private static void CheckSeveral(Section section, SplitRule? rule, DiagnosticBag errors)
    {
        foreach (var key in new[] { "repeats", "folds" }.Where(section.Has))
        {
            if (rule is not (SplitRule.Random or null)) errors.Add(section.KeyLocation(key), $"'{key}' belongs to a split by the rule 'random'", "only random splits differ from each other");
            foreach (var test in new[] { "test_fraction", "test_images_per_class" }.Where(section.Has))
                errors.Add(section.KeyLocation(test), $"a suite with '{key}' has no test part", "images of the test part of one split would be used for training in another");
        }
        if (!section.Has("folds")) return;
        foreach (var key in new[] { "fraction", "images_per_class", "repeats" }.Where(section.Has))
            errors.Add(section.KeyLocation(key), $"a split into folds has no '{key}': each fold is used once for validation");
    }

    private static void CheckSize(Section section, SplitRule? rule, DiagnosticBag errors)
    {
        if (rule == SplitRule.Folders)
        {
            foreach (var key in new[] { "fraction", "images_per_class", "test_fraction", "test_images_per_class" }.Where(section.Has))
                errors.Add(section.KeyLocation(key), $"a split by folders has no '{key}': the folders decide which images are used for {(key.StartsWith("test", StringComparison.Ordinal) ? "the test" : "validation")}");
            return;
        }
        if (section.Has("folds")) return;
        var hasFraction = section.Has("fraction");
        var hasCount = section.Has("images_per_class");
        if (hasFraction && hasCount)
            errors.Add(section.KeyLocation("images_per_class"), "split has both 'fraction' and 'images_per_class'", "keep one of them");
        if (!hasFraction && !hasCount)
            errors.Add(section.Location, "split does not say how many images are used for validation", "add 'fraction: 0.2' or 'images_per_class: 100'");
    }

    private static void CheckTestSize(Section section, double? fraction, double? testFraction, DiagnosticBag errors)
    {
        if (section.Has("test_fraction") && section.Has("test_images_per_class"))
            errors.Add(section.KeyLocation("test_images_per_class"), "split has both 'test_fraction' and 'test_images_per_class'", "keep one of them");
        if (fraction + testFraction >= 1)
            errors.Add(section.KeyLocation("test_fraction"), "'fraction' and 'test_fraction' leave no images to train on", "together they must be less than 1");
    }

    private static void CheckSeed(Section section, SplitRule? rule, DiagnosticBag errors)
    {
        if (rule is SplitRule.First or SplitRule.Folders && section.Has("seed"))
            errors.Add(section.KeyLocation("seed"), $"a split by the rule '{(rule == SplitRule.First ? "first" : "folders")}' has no 'seed': it is the same every time");
        if (rule == SplitRule.Random && !section.Has("seed"))
            errors.Add(section.Location, "a random split needs its 'seed'", "it decides which images are used for validation, and is not a training seed");
    }
}
