namespace Harness.Tests.Experiments;

/// <summary>Mistakes in published results and bases: what is replaced in the files of <see cref="ExperimentFolder"/>, by what, and what the user reads.</summary>
public sealed class PublishedErrorTests
{
    [Theory]
    [InlineData(
        "name: T\n",
        "name: T\npublished: { val_acc: 98 }\n",
        "t.yaml:2:23: error: 'val_acc' must be a number of at least 0 and at most 1, not '98'")]
    [InlineData(
        "name: T\n",
        "name: T\npublished: {}\n",
        "t.yaml:2:12: error: 'published' is empty\n    give it 'val_acc' or 'epochs', or leave it out")]
    public void Load_Mistake_IsReportedWhereItIs(string old, string replacement, string expected)
    {
        using var folder = new ExperimentFolder();
        folder.Replace(old, replacement);
        Assert.Equal(expected, folder.Errors());
    }
}
