using Harness.Experiments.Yaml;

namespace Harness.Experiments.Reading;

/// <summary>Reads <c>split</c>: a rule and how much it holds out.</summary>
internal static class SplitReader
{
    public static SplitSettings? Read(YamlNode? node, DiagnosticBag errors)
    {
        if (Section.Open(node, "split", errors) is not { } section) return null;
        var rule = Scalars.Choice(section.Required("rule"), "rule", Choices.SplitRules, errors);
        var fraction = Scalars.Number(section.Optional("fraction"), "fraction", NumberRange.Between(0, 1).Above().Below(), errors);
        var count = Scalars.Integer(section.Optional("images_per_class"), "images_per_class", NumberRange.AtLeast(1), errors);
        var seed = Scalars.Long(section.Optional("seed"), "seed", NumberRange.NotNegative, long.MaxValue, errors);
        section.Close();
        CheckSize(section, errors);
        CheckSeed(section, rule, errors);
        return rule is null ? null : new SplitSettings { Rule = rule.Value, Fraction = fraction, ImagesPerClass = count, Seed = seed ?? 0 };
    }

    private static void CheckSize(Section section, DiagnosticBag errors)
    {
        var hasFraction = section.Has("fraction");
        var hasCount = section.Has("images_per_class");
        if (hasFraction && hasCount)
            errors.Add(section.KeyLocation("images_per_class"), "split says both 'fraction' and 'images_per_class'", "keep one of them");
        if (!hasFraction && !hasCount)
            errors.Add(section.Location, "split does not say how many images validate", "add 'fraction: 0.2' or 'images_per_class: 100'");
    }

    private static void CheckSeed(Section section, SplitRule? rule, DiagnosticBag errors)
    {
        if (rule == SplitRule.First && section.Has("seed"))
            errors.Add(section.KeyLocation("seed"), "a split by the rule 'first' has no 'seed': it is the same every time");
        if (rule == SplitRule.Random && !section.Has("seed"))
            errors.Add(section.Location, "a random split needs its 'seed'", "it decides which images validate, and is not a training seed");
    }
}
