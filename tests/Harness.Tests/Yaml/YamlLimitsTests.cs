using Harness.Yaml;

namespace Harness.Tests.Yaml;

public sealed class YamlLimitsTests
{
    public static TheoryData<string, string> TooMuch => new()
    {
        { "phases:\n" + string.Concat(Enumerable.Repeat("  - { epochs: 1 }\n", 300_000)), "a.yaml:1002:5: error: a list of more than 1,000 items" },
        { string.Concat(Enumerable.Range(0, 2000).Select(key => $"k{key}: 1\n")), "a.yaml:1001:1: error: a mapping of more than 1,000 keys" },
        { "a: " + new string('[', 100_000), "nested more than 32 deep" },
        { string.Concat(Enumerable.Repeat("- ", 100_000)) + "x", "nested more than 32 deep" },
        { Laughs(), "more than 100,000 values in a file" },
    };

    [Theory]
    [MemberData(nameof(TooMuch))]
    public void Compose_TooMuch_SaysSoAndWhere(string text, string expected)
    {
        var errors = new DiagnosticBag();

        Assert.Null(YamlComposer.Compose("a.yaml", text, errors));

        Assert.Contains(expected, Assert.Single(errors.Found).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a: &x { b: *x }", "a.yaml:1:12: error: alias '*x' is inside the value that '&x' names")]
    [InlineData("a: &x [1, [*x]]", "alias '*x' is inside the value that '&x' names")]
    [InlineData("a: *x", "alias '*x' has no anchor before it")]
    [InlineData("a: &x { b: 1 }\nc: { <<: *x, d: 2 }", "a.yaml:2:6: error: merge keys ('<<') are not read")]
    public void Compose_AliasesThatCannotBe_SaysWhy(string text, string expected)
    {
        var errors = new DiagnosticBag();

        YamlComposer.Compose("a.yaml", text, errors);

        Assert.Contains(expected, Assert.Single(errors.Found).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Compose_AsMuchAsIsAllowed_IsContent()
    {
        var errors = new DiagnosticBag();

        var root = YamlComposer.Compose("a.yaml", $"[{string.Join(", ", Enumerable.Range(0, 1000))}]", errors);

        Assert.Equal(1000, Assert.IsType<YamlSequence>(root).Items.Count);
        Assert.Empty(errors.Found);
    }

    // Each line ten times the one before it.
    private static string Laughs() => "l0: &l0 [x]\n" + string.Concat(Enumerable.Range(1, 9).Select(level =>
        $"l{level}: &l{level} [{string.Join(", ", Enumerable.Repeat($"*l{level - 1}", 10))}]\n"));
}
