namespace Harness.Tests.Experiments;

/// <summary>Mistakes in heads and losses: what is replaced in the files of <see cref="ExperimentFolder"/>, by what, and what the user reads.</summary>
public sealed class HeadErrorTests
{
    [Theory]
    [InlineData(
        "pool: avg",
        "pool: max",
        "t.yaml:2:15: error: unknown pool 'max'\n    known: avg, concat")]
    [InlineData(
        "layers: [linear]",
        "layers: []",
        "t.yaml:2:28: error: 'layers' must be a list of layers, not an empty list\n    the shortest head is [linear]")]
    [InlineData(
        "layers: [linear]",
        "layers: [relu]",
        "t.yaml:2:28: error: the last linear layer of a head gives one output per class and has no size\n    add 'linear' without a number at the end of 'layers'")]
    [InlineData(
        "layers: [linear]",
        "layers: [linear: 10]",
        "t.yaml:2:29: error: the last linear layer of a head gives one output per class and has no size\n    add 'linear' without a number at the end of 'layers'")]
    [InlineData(
        "layers: [linear]",
        "layers: [linear, relu, linear]",
        "t.yaml:2:29: error: only the last linear layer may omit its size\n    write the number of its outputs, for example { linear: 512 }")]
    [InlineData(
        "layers: [linear]",
        "layers: [linear, relu]",
        "t.yaml:2:37: error: only 'log_softmax' can follow the linear layer that gives the classes")]
    [InlineData(
        "layers: [linear]",
        "layers: [log_softmax, linear]",
        "t.yaml:2:29: error: 'log_softmax' can only be the last layer")]
    [InlineData(
        "layers: [linear]",
        "layers: [linear, log_softmax]",
        "t.yaml:2:37: error: 'log_softmax' belongs to 'loss: nll'; cross_entropy takes the softmax itself")]
    [InlineData(
        "layers: [linear]",
        "layers: [dropout, linear]",
        "t.yaml:2:29: error: 'dropout' needs its argument, for example { dropout: 0.5 }")]
    [InlineData(
        "layers: [linear]",
        "layers: [dropout: 1, linear]",
        "t.yaml:2:38: error: 'dropout' must be a number of at least 0 and less than 1, not '1'")]
    [InlineData(
        "layers: [linear]",
        "layers: [batchnorm: 5, linear]",
        "t.yaml:2:40: error: 'batchnorm' takes no argument")]
    [InlineData(
        "layers: [linear]",
        "layers: [batch_norm, linear]",
        "t.yaml:2:29: error: unknown layer 'batch_norm'. Did you mean 'batchnorm'?\n    known: linear, batchnorm, relu, dropout, log_softmax")]
    [InlineData(
        "layers: [linear]",
        "layers: [[linear]]",
        "t.yaml:2:29: error: a layer must be a name, or a name with its argument, not a list")]
    [InlineData(
        "name: T\n",
        "name: T\nloss: nll\n",
        "t.yaml:2:7: error: loss 'nll' needs a head that ends in 'log_softmax'\n    the head ends at t.yaml:3:29")]
    [InlineData(
        "name: T\n",
        "name: T\nloss: crossentropy\n",
        "t.yaml:2:7: error: unknown loss 'crossentropy'. Did you mean 'cross_entropy'?\n    known: cross_entropy, nll")]
    [InlineData(
        "name: T\n",
        "name: T\npublished: { epochs: [{ train_loss: 1 }] }\n",
        "t.yaml:2:23: error: published epoch 1 has no 'valid_loss', 'train_acc', 'val_acc'\n    known keys: train_acc, train_loss, val_acc, valid_loss")]
    [InlineData(
        "layers: [linear]",
        "layers: linear",
        "t.yaml:2:28: error: 'layers' must be a list of layers, not 'linear'\n    the shortest head is [linear]")]
    public void Load_Mistake_IsReportedWhereItIs(string old, string replacement, string expected)
    {
        using var folder = new ExperimentFolder();
        folder.Replace(old, replacement);
        Assert.Equal(expected, folder.Errors());
    }
}
