namespace Harness.Tests.Experiments;

/// <summary>Mistakes in phases: what is replaced in the files of <see cref="ExperimentFolder"/>, by what, and what the user reads.</summary>
public sealed class PhaseErrorTests
{
    [Theory]
    [InlineData(
        "phases:\n  - { epochs: 1, train: { head: 1e-3 } }",
        "phases: { epochs: 1, train: { head: 1e-3 } }",
        "t.yaml:3:9: error: 'phases' must be a list of phases, not a mapping\n    begin each phase with '- ': - { epochs: 2, train: { head: 1e-3 } }")]
    [InlineData(
        "epochs: 1, train",
        "epochs: 0, train",
        "t.yaml:4:15: error: 'epochs' must be a whole number of at least 1, not '0'")]
    [InlineData(
        "epochs: 1, train",
        "epochs: 300000, train",
        "t.yaml:4:3: error: the phases have more than 10,000 epochs together")]
    [InlineData(
        "epochs: 1, train",
        "epochs: 1, batch_norm: off, train",
        "t.yaml:4:30: error: unknown batch_norm 'off'\n    known: train, eval")]
    [InlineData(
        "train: { head: 1e-3 }",
        "train: {}",
        "t.yaml:4:25: error: nothing trains in phase 1\n    write what does: { head: 1e-3 }")]
    [InlineData(
        "train: { head: 1e-3 }",
        "train: head",
        "t.yaml:4:25: error: 'train' must map parameters to learning rates, not 'head'\n    for example { head: 1e-3 }")]
    [InlineData(
        "train: { head: 1e-3 }",
        "train: { head: 0 }",
        "t.yaml:4:33: error: a learning rate of 0 for 'head'\n    to keep parameters as they are, write frozen")]
    [InlineData(
        "train: { head: 1e-3 }",
        "train: { head: -1e-3 }",
        "t.yaml:4:33: error: 'head' needs a learning rate greater than 0, or frozen, not '-1e-3'")]
    [InlineData(
        "train: { head: 1e-3 }",
        "train: { head: frosen }",
        "t.yaml:4:33: error: 'head' needs a learning rate greater than 0, or frozen, not 'frosen'. Did you mean 'frozen'?")]
    [InlineData(
        "train: { head: 1e-3 }",
        "train: { head: }",
        "t.yaml:4:33: error: 'head' needs a learning rate greater than 0, or frozen, not empty")]
    [InlineData(
        "train: { head: 1e-3 }",
        "train: { head: '1e-3' }",
        "t.yaml:4:33: error: the learning rate of 'head' is text in quotes\n    leave out the quotes around 1e-3")]
    [InlineData(
        "train: { head: 1e-3 }",
        "train: { head: { decay: 0.5 } }",
        "t.yaml:4:33: error: head has no 'rate'\n    known keys: decay, rank, rate")]
    [InlineData(
        "train: { head: 1e-3 }",
        "train: { head: { rate: 1e-3, rank: 0 } }",
        "t.yaml:4:53: error: 'rank' must be a whole number of at least 1, not '0'")]
    [InlineData(
        "train: { head: 1e-3 }",
        "train: { body.batchnorm: { rate: 1e-3, rank: 2 }, head: 1e-3 }",
        "t.yaml:4:27: error: selector 'body.batchnorm' has a rank, but nothing that it decides is a matrix: biases and norm layers have none\n    leave out 'rank', or select weights")]
    [InlineData(
        "train: { head: 1e-3 }",
        "train: { head: { rate: 1e-3, decay: 1.5 } }",
        "t.yaml:4:54: error: 'decay' must be a number greater than 0 and at most 1, not '1.5'")]
    [InlineData(
        "train: { head: 1e-3 }",
        "train: { head: { rate: frozen, decay: 0.5 } }",
        "t.yaml:4:41: error: 'rate' must be a number greater than 0, not 'frozen'")]
    [InlineData(
        "train: { head: 1e-3 }",
        "train: [head]",
        "t.yaml:4:25: error: 'train' must map parameters to learning rates, not a list\n    for example { head: 1e-3 }")]
    [InlineData(
        "phases:\n  - { epochs: 1, train: { head: 1e-3 } }",
        "phases: [1]",
        "t.yaml:3:10: error: phase 1 must be a mapping (key: value), not '1'")]
    public void Load_Mistake_IsReportedWhereItIs(string old, string replacement, string expected)
    {
        using var folder = new ExperimentFolder();
        folder.Replace(old, replacement);
        Assert.Equal(expected, folder.Errors());
    }
}
