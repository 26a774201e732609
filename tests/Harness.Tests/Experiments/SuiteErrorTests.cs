namespace Harness.Tests.Experiments;

/// <summary>Mistakes in the other keys of a suite: what is replaced in the files of <see cref="ExperimentFolder"/>, by what, and what the user reads.</summary>
public sealed class SuiteErrorTests
{
    [Theory]
    [InlineData(
        "backbone: resnet18",
        "backbone: resnet81",
        "s.yaml:7:11: error: unknown backbone 'resnet81'. Did you mean 'resnet18'?\n    known: resnet18, resnet34, resnet18_half")]
    [InlineData(
        "weights: none",
        "weights: no/such.pth",
        "s.yaml:8:10: error: there is no weights file 'no/such.pth'\n    looked for no/such.pth")]
    [InlineData(
        "weights: none",
        "weights: imagent",
        "s.yaml:8:10: error: there is no weights file 'imagent'. Did you mean 'imagenet'?\n"
        + "    looked for imagent; published for resnet18: imagenet, resnet18-f37072fd.pth")]
    [InlineData(
        "weights: none",
        "weights: .",
        "s.yaml:8:10: error: the weights '.' are a folder, not a file\n    name the file in it")]
    [InlineData(
        "name: s\n",
        "name: store\n",
        "s.yaml:1:7: error: suite name 'store' is taken: results/store is a folder of Harness itself\n    choose another name")]
    [InlineData(
        "name: s\n",
        "name: Data\n",
        "s.yaml:1:7: error: suite name 'Data' is taken: results/data is a folder of Harness itself\n    choose another name")]
    [InlineData(
        "name: s\n",
        "name: S-Dry\n",
        "s.yaml:1:7: error: suite name 'S-Dry' ends in '-dry', like the results folders of dry runs\n"
        + "    choose another name: a dry run of another suite would replace its results")]
    [InlineData(
        "batch_size: 64",
        "batch_size: 1",
        "s.yaml:4:15: error: 'batch_size' must be a whole number of at least 2, not '1'\n    batch norm cannot train on a single image")]
    [InlineData(
        "weights: none",
        "weights:",
        "s.yaml:8:9: error: 'weights' must be text, not empty")]
    [InlineData(
        "seeds: [0, 1]",
        "seeds: 3",
        "s.yaml:9:8: error: 'seeds' must be a list of whole numbers, not '3'\n    for example [0, 1, 2, 3, 4]")]
    [InlineData(
        "seeds: [0, 1]",
        "seeds: [1, 0, 1]",
        "s.yaml:9:15: error: seed 1 is listed twice")]
    [InlineData(
        "seeds: [0, 1]",
        "seeds: [-1]",
        "s.yaml:9:9: error: 'seed' must be a whole number of at least 0, not '-1'")]
    [InlineData(
        "techniques: [t.yaml]",
        "techniques: [u.yaml]",
        "s.yaml:11:14: error: there is no file 'u.yaml'. Did you mean 's.yaml'?")]
    [InlineData(
        "techniques: [t.yaml]",
        "techniques: [nowhere/u.yaml]",
        "s.yaml:11:14: error: there is no file 'nowhere/u.yaml'. There is no folder 'nowhere' either")]
    [InlineData(
        "techniques: [t.yaml]",
        "techniques: ['u*.yaml']",
        "s.yaml:11:14: error: no file matches 'u*.yaml'\n    looked in .")]
    [InlineData(
        "techniques: [t.yaml]",
        "techniques: ['*/t.yaml']",
        "s.yaml:11:14: error: a pattern can only be in the file name, not in a folder's")]
    [InlineData(
        "techniques: [t.yaml]",
        "techniques: [t.yaml, ./t.yaml]",
        "s.yaml:11:22: error: 't.yaml' is listed twice\n    the first is at s.yaml:11:14")]
    [InlineData(
        "techniques: [t.yaml]",
        "techniques: t.yaml",
        "s.yaml:11:13: error: 'techniques' must be a list of files, not 't.yaml'\n    for example [../techniques/*.yaml]")]
    [InlineData(
        "name: T\n",
        "name: T\nbase: t.yaml\n",
        "t.yaml:2:7: error: 'base' leads back to a file that is based on this one\n    t.yaml -> t.yaml")]
    [InlineData(
        "name: T\n",
        "name: T\nbase: s2.yaml\n",
        "t.yaml:2:7: error: there is no file 's2.yaml'. Did you mean 's.yaml'?")]
    public void Load_Mistake_IsReportedWhereItIs(string old, string replacement, string expected)
    {
        using var folder = new ExperimentFolder();
        folder.Replace(old, replacement);
        Assert.Equal(expected, folder.Errors());
    }
}
