namespace Harness.Tests.Experiments;

/// <summary>Mistakes in grids: the lines of the grid, which begin on line 6, and what the user reads.</summary>
public sealed class GridErrorTests
{
    [Theory]
    [InlineData(
        "  hed.layers: [[linear]]\n",
        "t.yaml:6:3: error: unknown path 'hed.layers' in the grid. Did you mean 'head.layers'?\n    a path begins with one of: batch_norm, body, early_stopping, gradients, head, keep, loss, optimizer, phases, schedule, weight_average")]
    [InlineData(
        "  name: [A, B]\n",
        "t.yaml:6:3: error: unknown path 'name' in the grid\n    a path begins with one of: batch_norm, body, early_stopping, gradients, head, keep, loss, optimizer, phases, schedule, weight_average")]
    [InlineData(
        "  head.layer: [[linear]]\n",
        "t.yaml:6:3: error: path 'head.layer' leads nowhere: there is no 'layer' in 'head'. Did you mean 'layers'?\n    there is: pool, layers")]
    [InlineData(
        "  phases.0.shedule: [cosine]\n",
        "t.yaml:6:3: error: unknown key 'shedule' in phase 1. Did you mean 'schedule'?\n    known keys: batch_norm, epochs, objective, schedule, train")]
    [InlineData(
        "  phases.1.epochs: [2]\n",
        "t.yaml:6:3: error: path 'phases.1.epochs' leads nowhere: 'phases' is a list of 1, and '1' is not a position in it\n    positions are counted from 0: 0 to 0")]
    [InlineData(
        "  phases.0.schedule.cosine.end_factor: [0.1]\n",
        "t.yaml:6:3: error: path 'phases.0.schedule.cosine.end_factor' leads nowhere: there is no 'schedule' in 'phases.0'\n    there is: epochs, train")]
    [InlineData(
        "  head.pool.size: [1]\n",
        "t.yaml:6:3: error: path 'head.pool.size' leads nowhere: 'head.pool' is 'avg' and has nothing in it")]
    [InlineData(
        "  loss.label_smoothing: [0.1]\n",
        "t.yaml:6:3: error: path 'loss.label_smoothing' leads nowhere: neither the file nor its base nor the suite's defaults have 'loss'\n    write 'loss: …' beside the grid, which then replaces a part of it")]
    [InlineData(
        "  head.pool: []\n",
        "t.yaml:6:14: error: 'head.pool' has no values\n    write the values to try: [0, 1e-4]")]
    [InlineData(
        "  head.pool: avg\n",
        "t.yaml:6:14: error: 'head.pool' needs a list of values, not 'avg'\n    for example [0, 1e-4]")]
    [InlineData(
        "  phases.0.train.head: [1e-3, 0.001]\n",
        "t.yaml:6:31: error: 'phases.0.train.head' has the value 0.001 twice\n    the first is at t.yaml:6:25")]
    [InlineData(
        "  head: [{ pool: avg, layers: [linear] }]\n  head.pool: [avg, concat]\n",
        "t.yaml:7:3: error: 'head.pool' is inside 'head', which the grid replaces as a whole\n    that is at t.yaml:6:3")]
    [InlineData(
        "  head.pool: { '': avg }\n",
        "t.yaml:6:16: error: the name of a value is one line of text: it becomes a part of the technique's name")]
    [InlineData(
        "  [head.pool]\n",
        "t.yaml:6:3: error: 'grid' must map paths to lists of values, not a list\n    for example { optimizer.weight_decay: [0, 1e-4] }")]
    [InlineData(
        "  head.pool: [avg, concat]\n  head.layers: [[linear], [linaer]]\n  optimizer.eps: [1e-8, 0]\n",
        "t.yaml:7:28: error: unknown layer 'linaer'. Did you mean 'linear'?\n    known: linear, batchnorm, relu, dropout, log_softmax\n"
        + "t.yaml:8:25: error: 'eps' must be a number greater than 0, not '0'")]
    [InlineData(
        "  head.pool: [agv, avg]\n  hed: [1]\n",
        "t.yaml:6:15: error: unknown pool 'agv'. Did you mean 'avg'?\n    known: avg, concat\n"
        + "t.yaml:7:3: error: unknown path 'hed' in the grid. Did you mean 'head'?\n    a path begins with one of: batch_norm, body, early_stopping, gradients, head, keep, loss, optimizer, phases, schedule, weight_average")]
    public void Load_Mistake_IsReportedWhereItIs(string lines, string expected)
    {
        using var folder = GridTests.Grid(lines);
        Assert.Equal(expected, folder.Errors());
    }

    [Fact]
    public void Load_TooManyVariants_AreCounted()
    {
        var numbers = string.Join(", ", Enumerable.Range(1, 101));
        using var folder = GridTests.Grid($"  phases.0.epochs: [{numbers}]\n  optimizer.weight_decay: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]\n");
        Assert.Equal("t.yaml:5:1: error: the grid has 1,010 variants, more than 1,000\n    101 × 10", folder.Errors());
    }

    [Fact]
    public void Load_PublishedBesideAGrid_IsRefused()
    {
        using var folder = GridTests.Grid("  head.pool: [avg, concat]\n");
        folder.Replace("name: T\n", "name: T\npublished: { val_acc: 0.9 }\n");
        Assert.Equal(
            "t.yaml:2:1: error: a technique with a 'grid' has no 'published': it would appear beside every variant\n    write the variant that was published as a separate technique",
            folder.Errors());
    }

    [Fact]
    public void Load_MistakeBesideTheGrid_IsReportedOnce()
    {
        using var folder = GridTests.Grid("  head.pool: [avg, concat]\n  optimizer.eps: [1e-8, 1e-7]\n");
        folder.Replace("epochs: 1", "epochs: 0");
        Assert.Equal("t.yaml:4:15: error: 'epochs' must be a whole number of at least 1, not '0'", folder.Errors());
    }

    [Fact]
    public void Load_SelectorThatOneHeadLacks_NamesTheHead()
    {
        using var folder = GridTests.Grid("  head.layers: [[linear], [linear: 8, linear]]\n  optimizer.eps: [1e-8, 1e-7]\n");
        folder.Replace("train: { head: 1e-3 }", "train: { head.1: 1e-3 }");
        Assert.Equal(
            "t.yaml:4:27: error: selector 'head.1' matches no parameter of resnet18 and this head. Did you mean 'head.0'?\n    head has: 0, linear; with 'layers=linear'",
            folder.Errors());
    }

    [Fact]
    public void Load_HeadAndLossOfOneVariantThatDoNotFit_NameIt()
    {
        using var folder = GridTests.Grid("  head.layers: [[linear], [linear, log_softmax]]\n  loss: [cross_entropy, nll]\n");
        Assert.Equal(
            "t.yaml:6:36: error: 'log_softmax' belongs to 'loss: nll'; cross_entropy takes the softmax itself\n    in variant 'layers=linear log_softmax, loss=cross_entropy'\n"
            + "t.yaml:7:25: error: loss 'nll' needs a head that ends in 'log_softmax'\n    the head ends at t.yaml:6:18; in variant 'layers=linear, loss=nll'",
            folder.Errors());
    }

    [Fact]
    public void Load_NamesThatDifferInCaseAlone_AreTwoTechniquesOfOneName()
    {
        using var folder = GridTests.Grid("  head.pool: { a: avg, A: concat }\n");
        Assert.Equal("t.yaml:1:7: error: two techniques are called 'T [A]'\n    the other is at t.yaml:1:7", folder.Errors());
    }
}
