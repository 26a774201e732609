namespace Harness.Tests.Experiments;

/// <summary>Mistakes in YAML itself: what is replaced in the files of <see cref="ExperimentFolder"/>, by what, and what the user reads.</summary>
public sealed class YamlErrorTests
{
    [Theory]
    [InlineData(
        "name: T\n",
        "name: T\n\tdescription: x\n",
        "t.yaml:2:1: error: a tab in the indentation: YAML is indented with spaces")]
    [InlineData(
        "layers: [linear]",
        "layers: [linear",
        "t.yaml:2:36: error: not valid YAML: While parsing a flow sequence, did not find expected ',' or ']'")]
    [InlineData(
        "name: T\n",
        "name: T\nname: U\n",
        "t.yaml:2:1: error: key 'name' is written twice\n    the first is at t.yaml:1:1")]
    [InlineData(
        "name: T\n",
        "name: !!str T\n",
        "t.yaml:1:7: error: tag '!!str' has no meaning here\n    write the value without it")]
    [InlineData(
        "name: T\n",
        "? [a]\n: 1\nname: T\n",
        "t.yaml:1:3: error: a key must be text, not a list")]
    [InlineData(
        "head: 1e-3 }",
        "*.weight: 1e-3 }",
        "t.yaml:4:27: error: alias '*.weight' has no anchor before it; text that begins with '*' needs quotes")]
    [InlineData(
        "train: { head: 1e-3 } }\n",
        "train: { head: 1e-3 } }\n---\nname: U\n",
        "t.yaml:5:1: error: a second document begins here, and a file holds one\n    put it into its own file")]
    [InlineData(
        "name: T\n",
        "name: T\ndescription:\n\tx: y\n",
        "t.yaml:3:1: error: a tab in the indentation: YAML is indented with spaces")]
    [InlineData(
        "name: T\n",
        "name: T\ndescription: *missing\n",
        "t.yaml:2:14: error: alias '*missing' has no anchor before it; text that begins with '*' needs quotes")]
    [InlineData(
        "weights: none\n",
        "weights: none\nextra: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]\n",
        "s.yaml:9:40: error: nested more than 32 deep")]
    [InlineData(
        "layers: [linear]",
        "layers: [lin\0ear]",
        "t.yaml:2:32: error: a control character (U+0000): not a text file, or damaged")]
    [InlineData(
        "name: T\n",
        "name: {\tT\n",
        "t.yaml:1:8: error: a tab where YAML wants spaces")]
    public void Load_Mistake_IsReportedWhereItIs(string old, string replacement, string expected)
    {
        using var folder = new ExperimentFolder();
        folder.Replace(old, replacement);
        Assert.Equal(expected, folder.Errors());
    }
}
