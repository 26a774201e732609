namespace Harness.Tests.Experiments;

/// <summary>Mistakes in values: what is replaced in the files of <see cref="ExperimentFolder"/>, by what, and what the user reads.</summary>
public sealed class ValueErrorTests
{
    [Theory]
    [InlineData(
        "name: T\n",
        "name: T\nphase: 1\n",
        "t.yaml:2:1: error: unknown key 'phase' in the technique\n    known keys: base, batch_norm, body, description, early_stopping, gradients, grid, head, keep, loss, name, optimizer, phases, published, schedule, weight_average")]
    [InlineData(
        "name: T\n",
        "nam: T\n",
        "t.yaml:1:1: error: unknown key 'nam' in the technique. Did you mean 'name'?\n    known keys: base, batch_norm, body, description, early_stopping, gradients, grid, head, keep, loss, name, optimizer, phases, published, schedule, weight_average")]
    [InlineData(
        "name: T\n",
        "",
        "t.yaml:1:1: error: the technique has no 'name'\n    known keys: base, batch_norm, body, description, early_stopping, gradients, grid, head, keep, loss, name, optimizer, phases, published, schedule, weight_average")]
    [InlineData(
        "batch_size: 64",
        "batch_size: \"64\"",
        "s.yaml:4:15: error: 'batch_size' must be a whole number of at least 2, not text in quotes\n    leave out the quotes around 64")]
    [InlineData(
        "batch_size: 64",
        "batch_size: 64.5",
        "s.yaml:4:15: error: 'batch_size' must be a whole number of at least 2, not '64.5'")]
    [InlineData(
        "batch_size: 64",
        "batch_size: 1_000",
        "s.yaml:4:15: error: 'batch_size' must be a whole number of at least 2, not '1_000'")]
    [InlineData(
        "batch_size: 64",
        "batch_size: 0",
        "s.yaml:4:15: error: 'batch_size' must be a whole number of at least 2, not '0'\n    batch norm cannot train on a single image")]
    [InlineData(
        "batch_size: 64",
        "batch_size: 99999999999",
        "s.yaml:4:15: error: 'batch_size' must be a whole number of at least 2, not '99999999999'")]
    [InlineData(
        "batch_size: 64",
        "batch_size: true",
        "s.yaml:4:15: error: 'batch_size' must be a whole number of at least 2, not 'true'")]
    [InlineData(
        "batch_size: 64",
        "batch_size: [64]",
        "s.yaml:4:15: error: 'batch_size' must be a whole number of at least 2, not a list")]
    [InlineData(
        "batch_size: 64",
        "batch_size:",
        "s.yaml:4:14: error: 'batch_size' must be a whole number of at least 2, not empty")]
    [InlineData(
        "fraction: 0.2",
        "fraction: 1.5",
        "s.yaml:3:35: error: 'fraction' must be a number greater than 0 and less than 1, not '1.5'")]
    [InlineData(
        "fraction: 0.2",
        "fraction: 20%",
        "s.yaml:3:35: error: 'fraction' must be a number greater than 0 and less than 1, not '20%'")]
    [InlineData(
        "fraction: 0.2",
        "fraction: .nan",
        "s.yaml:3:35: error: 'fraction' must be a number greater than 0 and less than 1, not '.nan'")]
    [InlineData(
        "fraction: 0.2",
        "fraction: 1e999",
        "s.yaml:3:35: error: 'fraction' must be a number greater than 0 and less than 1, not '1e999'")]
    [InlineData(
        "name: T\n",
        "name: ''\n",
        "t.yaml:1:7: error: 'name' must be text, not empty")]
    [InlineData(
        "name: T\n",
        "name: \"T\\nU\"\n",
        "t.yaml:1:7: error: a technique's name is one line: it is a row of the table")]
    [InlineData(
        "name: s\n",
        "name: my/suite\n",
        "s.yaml:1:7: error: suite name 'my/suite' cannot be the name of a folder\n    use letters, digits, '-', '_' and '.', beginning with a letter or digit and not ending in '.'")]
    [InlineData(
        "name: s\n",
        "name: [s]\n",
        "s.yaml:1:7: error: 'name' must be text, not a list")]
    [InlineData(
        "head: { pool: avg, layers: [linear] }",
        "head: avg",
        "t.yaml:2:7: error: head must be a mapping (key: value), not 'avg'")]
    [InlineData(
        "techniques: [t.yaml]",
        "techniques: [\"t\\0.yaml\"]",
        "s.yaml:11:14: error: 'techniques' holds a null character")]
    public void Load_Mistake_IsReportedWhereItIs(string old, string replacement, string expected)
    {
        using var folder = new ExperimentFolder();
        folder.Replace(old, replacement);
        Assert.Equal(expected, folder.Errors());
    }
}
