using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Harness.Models.Parameters.Selectors;

namespace Harness.Tests.Models.Parameters;

public sealed class GlobTests
{
    [Theory]
    [InlineData("*", "", true)]
    [InlineData("?", "", false)]
    [InlineData("", "", true)]
    [InlineData("", "a", false)]
    [InlineData("body.*.weight", "body.layer1.0.bn1.weight", true)]
    [InlineData("body.layer*.bn*", "body.bn1.weight", false)]
    [InlineData("body.layer?.0.*", "body.layer1.0.conv1.weight", true)]
    [InlineData("BODY*", "body", false)]
    [InlineData("a.c", "abc", false)]
    [InlineData("a\\*", "a\\b", true)]
    [InlineData("a\\*", "a*", false)]
    public void Matches_Example_IsRight(string pattern, string name, bool expected) => Assert.Equal(expected, new Glob(pattern).Matches(name));

    [Fact]
    public void Matches_AnyPatternAndName_AgreesWithTheRegularExpression()
    {
        // Few letters, so that names fit by chance often enough.
        var patterns = Gen.Elements('a', 'b', '.', '*', '?').ArrayOf(6).Select(letters => new string(letters));
        var names = Gen.Elements('a', 'b', '.').ArrayOf(7).Select(letters => new string(letters));
        var shorter = Gen.Elements('a', 'b', '.').ArrayOf(3).Select(letters => new string(letters));
        Prop.ForAll(
            patterns.ToArbitrary(), Gen.OneOf(names, shorter).ToArbitrary(),
            (pattern, name) => new Glob(pattern).Matches(name) == Regex.IsMatch(name, $"^{Regex.Escape(pattern).Replace("\\*", ".*").Replace("\\?", ".")}\\z"))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }
}
