namespace Harness.Tests.Experiments;

/// <summary>Mistakes in optimizers: what is replaced in the files of <see cref="ExperimentFolder"/>, by what, and what the user reads.</summary>
public sealed class OptimizerErrorTests
{
    [Theory]
    [InlineData(
        "optimizer: adam",
        "optimizer: adan",
        "s.yaml:10:24: error: unknown optimizer 'adan'. Did you mean 'adam'?\n    known: adam, adamw, sgd")]
    [InlineData(
        "optimizer: adam",
        "optimizer: { momentum: 0.9 }",
        "s.yaml:10:24: error: optimizer has no 'name'\n    known: adam, adamw, sgd")]
    [InlineData(
        "optimizer: adam",
        "optimizer: { name: sgd, betas: [0.9, 0.999] }",
        "s.yaml:10:37: error: unknown key 'betas' in optimizer 'sgd'\n    known keys: decays, momentum, name, nesterov, weight_decay")]
    [InlineData(
        "optimizer: adam",
        "optimizer: { name: sgd, nesterov: true }",
        "s.yaml:10:37: error: 'nesterov' needs a 'momentum' greater than 0\n    PyTorch refuses it otherwise")]
    [InlineData(
        "optimizer: adam",
        "optimizer: { name: sgd, momentum: 0.9, nesterov: yes }",
        "s.yaml:10:62: error: 'nesterov' must be true or false, not 'yes'")]
    [InlineData(
        "optimizer: adam",
        "optimizer: { name: adam, betas: [0.9, 1] }",
        "s.yaml:10:51: error: 'betas' must be a number of at least 0 and less than 1, not '1'")]
    [InlineData(
        "optimizer: adam",
        "optimizer: { name: adamw, decays: wieghts }",
        "s.yaml:10:47: error: unknown value of 'decays' 'wieghts'. Did you mean 'weights'?\n    known: all, weights")]
    [InlineData(
        "optimizer: adam",
        "optimizer: adam, gradients: { clip_norm: 1 }",
        "s.yaml:10:41: error: 'gradients' must be a list of rules, not a mapping\n    for example gradients: [{ clip_norm: 1.0 }]")]
    [InlineData(
        "optimizer: adam",
        "optimizer: adam, gradients: [{ clip_nrm: 1 }]",
        "s.yaml:10:44: error: unknown gradient rule 'clip_nrm'. Did you mean 'clip_norm'?\n    known: l2_sp, clip_norm")]
    [InlineData(
        "defaults: { optimizer: adam }\n",
        "",
        "t.yaml:1:7: error: technique 'T' has no 'optimizer', and neither its base nor the suite's defaults give one\n    add for example 'optimizer: adam'")]
    public void Load_Mistake_IsReportedWhereItIs(string old, string replacement, string expected)
    {
        using var folder = new ExperimentFolder();
        folder.Replace(old, replacement);
        Assert.Equal(expected, folder.Errors());
    }
}
