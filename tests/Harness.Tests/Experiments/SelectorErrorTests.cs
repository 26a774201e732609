namespace Harness.Tests.Experiments;

/// <summary>Mistakes in selectors: what is replaced in the files of <see cref="ExperimentFolder"/>, by what, and what the user reads.</summary>
public sealed class SelectorErrorTests
{
    [Theory]
    [InlineData(
        "train: { head: 1e-3 }",
        "train: { head: frozen }",
        "t.yaml:4:27: error: nothing trains in phase 1: everything is frozen\n    give at least one selector a learning rate")]
    [InlineData(
        "train: { head: 1e-3 }",
        "train: { head: 1e-3, layer4: 1e-4 }",
        "t.yaml:4:39: error: selector 'layer4' cannot be read: it must begin with 'body' or 'head'. Did you mean 'body.layer4'?")]
    [InlineData(
        "train: { head: 1e-3 }",
        "train: { head: 1e-3, boddy.layer4: 1e-4 }",
        "t.yaml:4:39: error: selector 'boddy.layer4' cannot be read: it must begin with 'body' or 'head'. Did you mean 'body.layer4'?")]
    [InlineData(
        "train: { head: 1e-3 }",
        "train: { fc: 1e-3 }",
        "t.yaml:4:27: error: selector 'fc' cannot be read: it must begin with 'body' or 'head'. Did you mean 'head'?")]
    [InlineData(
        "train: { head: 1e-3 }",
        "train: { head: 1e-3, body.layer5: 1e-4 }",
        "t.yaml:4:39: error: selector 'body.layer5' matches no parameter of resnet18 and this head. Did you mean 'body.layer4'?\n    body has: conv1, bn1, layer1, layer2, layer3, layer4, batchnorm, convolution")]
    [InlineData(
        "train: { head: 1e-3 }",
        "train: { head: 1e-3, body.layer3.7: 1e-4 }",
        "t.yaml:4:39: error: selector 'body.layer3.7' matches no parameter of resnet18 and this head. Did you mean 'body.layer3.1'?\n    body.layer3 has: 0, 1, batchnorm, convolution")]
    [InlineData(
        "train: { head: 1e-3 }",
        "train: { head: 1e-3, body.batch_norm: 1e-4 }",
        "t.yaml:4:39: error: selector 'body.batch_norm' matches no parameter of resnet18 and this head. Did you mean 'body.batchnorm'?\n    body has: conv1, bn1, layer1, layer2, layer3, layer4, batchnorm, convolution")]
    [InlineData(
        "train: { head: 1e-3 }",
        "train: { head: 1e-3, body.linear: 1e-4 }",
        "t.yaml:4:39: error: selector 'body.linear' matches no parameter of resnet18 and this head. 'body' has no such layers\n    body has: conv1, bn1, layer1, layer2, layer3, layer4, batchnorm, convolution")]
    [InlineData(
        "train: { head: 1e-3 }",
        "train: { head.batchnorm: 1e-3 }",
        "t.yaml:4:27: error: selector 'head.batchnorm' matches no parameter of resnet18 and this head. 'head' has no such layers\n    head has: 0, linear")]
    [InlineData(
        "train: { head: 1e-3 }",
        "train: { head: 1e-3, body.layr3..: 1e-4 }",
        "t.yaml:4:39: error: selector 'body.layr3..' matches no parameter of resnet18 and this head. There is no 'body.layr3'. Did you mean 'body.layer3'?\n    body has: conv1, bn1, layer1, layer2, layer3, layer4, batchnorm, convolution")]
    [InlineData(
        "train: { head: 1e-3 }",
        "train: { head: 1e-3, body.layer3..layer2: 1e-4 }",
        "t.yaml:4:39: error: selector 'body.layer3..layer2' matches no parameter of resnet18 and this head. 'body.layer2' comes before 'body.layer3'\n    body has: conv1, bn1, layer1, layer2, layer3, layer4, batchnorm, convolution")]
    [InlineData(
        "train: { head: 1e-3 }",
        "train: { head: 1e-3, body.bn*.running_mean: 1e-4 }",
        "t.yaml:4:39: error: selector 'body.bn*.running_mean' matches no parameter of resnet18 and this head\n    a pattern must match the whole name of a parameter, such as body.conv1.weight")]
    [InlineData(
        "train: { head: 1e-3 }",
        "train: { head: 1e-3, body.batchnorm.layer4: 1e-4 }",
        "t.yaml:4:39: error: selector 'body.batchnorm.layer4' cannot be read: the kind of layer comes last, as in 'body.layer4.batchnorm'")]
    [InlineData(
        "train: { head: 1e-3 }",
        "train: { head: 1e-3, body.layer3..batchnorm: 1e-4 }",
        "t.yaml:4:39: error: selector 'body.layer3..batchnorm' cannot be read: a range goes from stage to stage, not by kind of layer")]
    [InlineData(
        "train: { head: 1e-3 }",
        "train: { head: 1e-3, body..: 1e-4 }",
        "t.yaml:4:39: error: selector 'body..' cannot be read: a range without ends is the whole: write 'body'")]
    [InlineData(
        "train: { head: 1e-3 }",
        "train: { head: 1e-3, body.layer2..body.layer3: 1e-4 }",
        "t.yaml:4:39: error: selector 'body.layer2..body.layer3' cannot be read: the end of a range is written without 'body.', as in 'body.layer2..layer3'")]
    [InlineData(
        "train: { head: 1e-3 }",
        "train: { head: 1e-3, body.layer2...layer3: 1e-4 }",
        "t.yaml:4:39: error: selector 'body.layer2...layer3' cannot be read: a range is 'body.layer3..', 'body..layer2' or 'body.layer2..layer3'")]
    [InlineData(
        "train: { head: 1e-3 }",
        "train: { head: 1e-3, body.: 1e-4 }",
        "t.yaml:4:39: error: selector 'body.' cannot be read: a name is missing next to a '.'")]
    [InlineData(
        "train: { head: 1e-3 }",
        "train: { head: 1e-3, body layer4: 1e-4 }",
        "t.yaml:4:39: error: selector 'body layer4' cannot be read: ' ' cannot be part of a selector")]
    [InlineData(
        "train: { head: 1e-3 }",
        "train: { body.batchnorm: 1e-3, head: 1e-3, body: 1e-4 }",
        "t.yaml:4:27: error: selector 'body.batchnorm' has no effect: later lines match everything that it matches, and the last match decides\n    decided by 'body' at t.yaml:4:61; put the wider selector first")]
    public void Load_Mistake_IsReportedWhereItIs(string old, string replacement, string expected)
    {
        using var folder = new ExperimentFolder();
        folder.Replace(old, replacement);
        Assert.Equal(expected, folder.Errors());
    }
}
