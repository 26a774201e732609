using Harness.Data.Splits;
using Harness.Yaml;

namespace Harness.Experiments.Reading;

/// <summary>Checks that the keys of <c>split</c> go together.</summary>
/// <param name="section">The section, read.</param>
/// <param name="rule">Its rule; null if that was reported.</param>
/// <param name="errors">Where to report.</param>
internal sealed class SplitChecker(Section section, SplitRule? rule, DiagnosticBag errors)
{
    /// <summary>Checks all of them.</summary>
    /// <param name="settings">What was read.</param>
    public void Check(SplitSettings settings)
    {
        CheckGroups();
        CheckSeveral();
        CheckDuplicates();
        CheckFolders([("train", settings.TrainFolder), ("valid", settings.ValidFolder), ("test", settings.TestFolder)]);
        CheckSize();
        CheckTestSize(settings.Fraction, settings.TestFraction);
        CheckSeed();
    }

    private void CheckGroups()
    {
        if (rule == SplitRule.Folders && section.Has("group"))
            errors.Add(section.KeyLocation("group"), "a split by folders has no 'group': the folders decide which images are used for validation");
        if (!section.Has("stratified")) return;
        if (rule is not (SplitRule.Random or null))
            errors.Add(section.KeyLocation("stratified"), "'stratified' belongs to a split by the rule 'random'", rule == SplitRule.First ? "'first' takes its part of each class anyway" : null);
        foreach (var key in new[] { "images_per_class", "folds" }.Where(section.Has))
            errors.Add(section.KeyLocation("stratified"), $"'stratified' belongs to a 'fraction'; '{key}' counts images of each class anyway");
    }

    private void CheckSeveral()
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

    private void CheckDuplicates()
    {
        if (rule == SplitRule.Folders && section.Has("duplicates"))
            errors.Add(section.KeyLocation("duplicates"), "a split by folders has no 'duplicates': the folders decide which images are used for validation", "the report counts images that are in both");
    }

    private void CheckFolders(IReadOnlyList<(string Key, string? Folder)> folders)
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

    private void CheckSize()
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

    private void CheckTestSize(double? fraction, double? testFraction)
    {
        if (section.Has("test_fraction") && section.Has("test_images_per_class"))
            errors.Add(section.KeyLocation("test_images_per_class"), "split has both 'test_fraction' and 'test_images_per_class'", "keep one of them");
        if (fraction + testFraction >= 1)
            errors.Add(section.KeyLocation("test_fraction"), "'fraction' and 'test_fraction' leave no images to train on", "together they must be less than 1");
    }

    private void CheckSeed()
    {
        if (rule is SplitRule.First or SplitRule.Folders && section.Has("seed"))
            errors.Add(section.KeyLocation("seed"), $"a split by the rule '{Choices.SplitRules.NameOf(rule.Value)}' has no 'seed': it is the same every time");
        if (rule == SplitRule.Random && !section.Has("seed"))
            errors.Add(section.Location, "a random split needs its 'seed'", "it decides which images are used for validation, and is not a training seed");
    }
}
