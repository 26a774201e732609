namespace Harness.Tests.Experiments;

/// <summary>Mistakes in keys: what is replaced in the files of <see cref="ExperimentFolder"/>, by what, and what the user reads.</summary>
public sealed class KeyErrorTests
{
    [Theory]
    [InlineData(
        "epochs: 1, train",
        "epoch: 1, train",
        "t.yaml:4:7: error: unknown key 'epoch' in phase 1. Did you mean 'epochs'?\n    known keys: batch_norm, epochs, objective, schedule, train")]
    [InlineData(
        "epochs: 1, train",
        "epochs: 1, batchnorm: eval, train",
        "t.yaml:4:18: error: unknown key 'batchnorm' in phase 1. Did you mean 'batch_norm'?\n    known keys: batch_norm, epochs, objective, schedule, train")]
    [InlineData(
        "weights: none\n",
        "wieghts: none\n",
        "s.yaml:8:1: error: unknown key 'wieghts' in the suite. Did you mean 'weights'?\n    known keys: backbone, data, defaults, description, name, published_images, seeds, techniques, weights")]
    [InlineData(
        "backbone: resnet18\n",
        "",
        "s.yaml:1:1: error: the suite has no 'backbone'\n    known keys: backbone, data, defaults, description, name, published_images, seeds, techniques, weights")]
    [InlineData(
        "pool: avg, ",
        "",
        "t.yaml:2:7: error: head has no 'pool'\n    known keys: layers, pool")]
    [InlineData(
        "optimizer: adam }",
        "optimiser: adam }",
        "s.yaml:10:13: error: unknown key 'optimiser' in defaults. Did you mean 'optimizer'?\n    known keys: batch_norm, early_stopping, gradients, head, keep, loss, optimizer, phases, schedule, weight_average\nt.yaml:1:7: error: technique 'T' has no 'optimizer', and neither its base nor the suite's defaults give one\n    add for example 'optimizer: adam'")]
    [InlineData(
        "techniques: [t.yaml]",
        "techniques: [t.yaml]\ndefaults2: 1",
        "s.yaml:12:1: error: unknown key 'defaults2' in the suite\n    known keys: backbone, data, defaults, description, name, published_images, seeds, techniques, weights")]
    public void Load_Mistake_IsReportedWhereItIs(string old, string replacement, string expected)
    {
        using var folder = new ExperimentFolder();
        folder.Replace(old, replacement);
        Assert.Equal(expected, folder.Errors());
    }
}
