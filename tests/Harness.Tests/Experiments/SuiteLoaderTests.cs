using Harness.Data.Splits;
using Harness.Data.Transforms;
using Harness.Diagnostics;
using Harness.Experiments;
using Harness.Models;
using Harness.Models.Heads.Layers;
using Harness.Models.Heads.Poolings;
using Harness.Models.Parameters.Selectors;
using Harness.Training.Objectives;
using Harness.Training.Optimizers;
using Harness.Training.Phases;
using Harness.Training.Schedules;

namespace Harness.Tests.Experiments;

public sealed class SuiteLoaderTests
{
    [Fact]
    public void Load_ValidSuite_HasWhatTheFilesSay()
    {
        using var folder = new ExperimentFolder();
        var suite = folder.Load();
        Assert.Equal(("s", "resnet18", null), (suite.Name, suite.Backbone, suite.Weights));
        Assert.Equal([0L, 1L], suite.Seeds);
        Assert.Equal(new SplitSettings { Rule = SplitRule.First, Fraction = 0.2 }, suite.Data.Split);
        Assert.Equal(64, suite.Data.BatchSize);
        Assert.Equal([new RandomResizedCropSettings(128), NormalizeSettings.ImageNet], suite.Data.Train);
        Assert.Equal([new ResizeSettings(146), new CenterCropSettings(128), NormalizeSettings.ImageNet], suite.Data.Valid);
        var technique = Assert.Single(suite.Techniques);
        Assert.Equal(new SourceLocation(folder.Path("t.yaml"), 1, 7), technique.Location);
        Assert.Equal(new AdamSettings(), technique.Optimizer);
        Assert.Equal([new LinearLayer(null)], technique.Head.Layers);
        var phase = Assert.Single(technique.Phases);
        Assert.Equal((1, BatchNormMode.Train), (phase.Epochs, phase.BatchNorm));
        Assert.Equal([new TrainRule(Selector.Parse("head"), 1e-3, new SourceLocation(folder.Path("t.yaml"), 4, 27))], phase.Train);
    }

    [Theory]
    [InlineData("random_resized_crop: { size: 128, scale: [0.8, 1], ratio: [0.9, 1.1] }, normalize: imagenet", "scale 0.8 1 ratio 0.9 1.1")]
    [InlineData("random_resized_crop: 128, normalize: imagenet", "scale 0.08 1 ratio 0.75 1.3333333333333333")]
    public void Load_RandomResizedCrop_HasTorchvisionsDefaults(string transforms, string expected)
    {
        using var folder = new ExperimentFolder();
        folder.Replace("random_resized_crop: 128, normalize: imagenet", transforms);
        var crop = Assert.IsType<RandomResizedCropSettings>(folder.Load().Data.Train[0]);
        Assert.Equal(expected, FormattableString.Invariant($"scale {crop.MinimumScale} {crop.MaximumScale} ratio {crop.MinimumRatio} {crop.MaximumRatio}"));
    }

    [Fact]
    public void Load_BatchOfMoreThanTwoGibibytes_IsRead()
    {
        using var folder = new ExperimentFolder();
        folder.Replace("batch_size: 64", "batch_size: 20000");
        Assert.Equal(20_000, folder.Load().Data.BatchSize);
    }

    [Fact]
    public void Load_EveryTransform_IsRead()
    {
        using var folder = new ExperimentFolder();
        folder.Replace(
            "random_resized_crop: 128, normalize: imagenet",
            "resize: 150, center_crop: 140, random_horizontal_flip, random_horizontal_flip: 0.25, random_rotation: 15, "
            + "color_jitter: { brightness: .1, contrast: 2e-1, hue: 0.5 }, normalize: { mean: [0, 0.5, 1], std: [1, 2, 3] }");
        var train = folder.Load().Data.Train;
        Assert.Equal(
            [
                new ResizeSettings(150), new CenterCropSettings(140), new RandomHorizontalFlipSettings(), new RandomHorizontalFlipSettings(0.25),
                new RandomRotationSettings(15), new ColorJitterSettings(0.1, 0.2, 0, 0.5),
            ],
            train.Take(6));
        var normalize = Assert.IsType<NormalizeSettings>(train[6]);
        Assert.Equal([0, 0.5, 1], normalize.Mean);
        Assert.Equal([1, 2, 3], normalize.StandardDeviation);
    }

    public static TheoryData<string, OptimizerSettings> Optimizers => new()
    {
        { "adam", new AdamSettings() },
        { "{ name: adam, weight_decay: 1e-4, betas: [0.8, 0.9], eps: 1e-6 }", new AdamSettings { Beta1 = 0.8, Beta2 = 0.9, Epsilon = 1e-6, WeightDecay = 1e-4 } },
        { "adamw", new AdamWSettings { WeightDecay = 0.01 } },
        { "{ name: adamw, weight_decay: 0 }", new AdamWSettings() },
        { "{ name: adamw, decays: weights }", new AdamWSettings { WeightDecay = 0.01, Decays = DecayedParameters.Weights } },
        { "sgd", new SgdSettings() },
        { "{ name: sgd, momentum: 0.9, nesterov: true, weight_decay: 1e-3 }", new SgdSettings(0.9, true) { WeightDecay = 1e-3 } },
    };

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Load_Optimizer_HasPyTorchsDefaults(string text, OptimizerSettings expected)
    {
        using var folder = new ExperimentFolder();
        folder.Replace("optimizer: adam", $"optimizer: {text}");
        Assert.Equal(expected, folder.Load().Techniques[0].Optimizer);
    }

    public static TheoryData<string, ScheduleSettings> Schedules => new()
    {
        { "constant", new ConstantScheduleSettings() },
        { "one_cycle", new OneCycleScheduleSettings(0.3, 0.04, 1e-4) },
        { "{ one_cycle: { warm_up: 0.2, start_factor: 0.1, end_factor: 1e-3 } }", new OneCycleScheduleSettings(0.2, 0.1, 1e-3) },
        { "cosine", new CosineScheduleSettings(0, 0) },
        { "{ cosine: { warm_up_epochs: 0.5, end_factor: 0.01 } }", new CosineScheduleSettings(0.5, 0.01) },
        { "{ step: { every_epochs: 7 } }", new StepScheduleSettings(7, 0.1) },
        { "{ step: { every_epochs: 2, factor: 0.5 } }", new StepScheduleSettings(2, 0.5) },
    };

    [Theory]
    [MemberData(nameof(Schedules))]
    public void Load_Schedule_IsReadWithItsDefaults(string text, ScheduleSettings expected)
    {
        using var folder = new ExperimentFolder();
        folder.Replace("epochs: 1", $"epochs: 1, schedule: {text}");
        Assert.Equal(expected, folder.Load().Techniques[0].Phases[0].Schedule);
    }

    [Fact]
    public void Load_PhaseWithoutSchedule_IsConstant()
    {
        using var folder = new ExperimentFolder();
        Assert.Equal(new ConstantScheduleSettings(), folder.Load().Techniques[0].Phases[0].Schedule);
    }

    [Theory]
    [InlineData("cross_entropy", 0.0)]
    [InlineData("{ name: cross_entropy }", 0.0)]
    [InlineData("{ name: cross_entropy, label_smoothing: 0.1 }", 0.1)]
    public void Load_Loss_IsRead(string text, double smoothing)
    {
        using var folder = new ExperimentFolder();
        folder.Replace("name: T\n", $"name: T\nloss: {text}\n");
        Assert.Equal(new CrossEntropyLoss(smoothing), folder.Load().Techniques[0].Loss);
    }

    [Theory]
    [InlineData("", Initialization.Pretrained)]
    [InlineData("body: pretrained\n", Initialization.Pretrained)]
    [InlineData("body: random\n", Initialization.Random)]
    public void Load_Backbone_IsPretrainedUnlessItSaysRandom(string line, Initialization expected)
    {
        using var folder = new ExperimentFolder();
        folder.Replace("name: T\n", $"name: T\n{line}");
        Assert.Equal(expected, folder.Load().Techniques[0].Initialization);
    }

    [Fact]
    public void Load_SplitByFolders_IsRead()
    {
        using var folder = new ExperimentFolder();
        folder.Replace("rule: first, fraction: 0.2", "rule: folders, train: training, valid: test");
        Assert.Equal(new SplitSettings { Rule = SplitRule.Folders, TrainFolder = "training", ValidFolder = "test" }, folder.Load().Data.Split);
    }

    [Fact]
    public void Load_EveryLayerAndNll_IsRead()
    {
        using var folder = new ExperimentFolder();
        folder.Replace("head: { pool: avg, layers: [linear] }", "loss: nll\nhead: { pool: concat, layers: [linear: 8, batchnorm, relu, dropout: 0.4, linear, log_softmax] }");
        var technique = folder.Load().Techniques[0];
        Assert.Equal((Pooling.Concat, new NegativeLogLikelihoodLoss()), (technique.Head.Pool, technique.Loss));
        Assert.Equal(
            [new LinearLayer(8), new BatchNormLayer(), new ReluLayer(), new DropoutLayer(0.4), new LinearLayer(null), new LogSoftmaxLayer()],
            technique.Head.Layers);
    }

    [Fact]
    public void Load_MistakesInManyFiles_AreAllReportedInOrder()
    {
        using var folder = new ExperimentFolder();
        folder.Replace("batch_size: 64", "batch_size: many");
        folder.Replace("backbone: resnet18", "backbone: resnet");
        folder.Replace("techniques: [t.yaml]", "techniques: [z.yaml, t.yaml, missing.yaml, b.yaml]");
        folder.Replace("epochs: 1", "epochs: 0");
        folder.Write("z.yaml", "name: Z\nlose: nll\nbase: b.yaml\n");
        folder.Write("b.yaml", "name: B\nhead: 3\nphases: []\n");
        Assert.Equal(
            """
            s.yaml:4:15: error: 'batch_size' must be a whole number of at least 2, not 'many'
            s.yaml:7:11: error: unknown backbone 'resnet'. Did you mean 'resnet18'?
                known: resnet18, resnet34, resnet18_half
            s.yaml:11:30: error: there is no file 'missing.yaml'
            z.yaml:2:1: error: unknown key 'lose' in the technique. Did you mean 'loss'?
                known keys: base, batch_norm, body, description, early_stopping, gradients, grid, head, keep, loss, name, optimizer, phases, published, schedule, weight_average
            b.yaml:2:7: error: head must be a mapping (key: value), not '3'
            b.yaml:3:9: error: 'phases' must be a list of phases, not an empty list
                begin each phase with '- ': - { epochs: 2, train: { head: 1e-3 } }
            t.yaml:4:15: error: 'epochs' must be a whole number of at least 1, not '0'
            """,
            folder.Errors());
    }

    [Theory]
    [InlineData("", "s.yaml:1:1: error: the file is empty")]
    [InlineData("# only a comment\n", "s.yaml:1:1: error: the file is empty")]
    [InlineData("---\n", "s.yaml:1:1: error: the file is empty")]
    [InlineData("- a\n", "s.yaml:1:1: error: the suite must be a mapping (key: value), not a list")]
    [InlineData("just text\n", "s.yaml:1:1: error: the suite must be a mapping (key: value), not 'just text'")]
    public void Load_NoMapping_SaysSo(string text, string expected)
    {
        using var folder = new ExperimentFolder();
        folder.Write("s.yaml", text);
        Assert.Equal(expected, folder.Errors());
    }

    [Fact]
    public void Load_BinaryFile_SaysThatItIsNoText()
    {
        using var folder = new ExperimentFolder();
        File.WriteAllBytes(folder.Path("s.yaml"), [0x80, 0x02, 0xff, 0xfe, 0x00]);
        Assert.Equal("s.yaml: error: not a text file in UTF-8", folder.Errors());
    }

    [Fact]
    public void Load_MissingFileOrFolder_SaysSo()
    {
        using var folder = new ExperimentFolder();
        File.Delete(folder.Path("s.yaml"));
        Assert.Equal("s.yaml: error: there is no file 's.yaml'. Did you mean 't.yaml'?", folder.Errors());
        Directory.CreateDirectory(folder.Path("s.yaml"));
        Assert.Equal("s.yaml: error: 's.yaml' is a folder, not a file", folder.Errors());
    }

    [Fact]
    public void Load_RelativePath_NamesFilesRelativeToTheWorkingDirectory()
    {
        using var folder = new ExperimentFolder();
        folder.Replace("epochs: 1", "epochs: 0");
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, folder.Path("s.yaml"));
        var exception = Assert.Throws<DiagnosticsException>(
            () => SuiteLoader.Load(relative, new SuiteOverrides { Inputs = InputCheck.WhereGiven }, ResNets.Catalog));
        Assert.Equal(Path.GetRelativePath(Environment.CurrentDirectory, folder.Path("t.yaml")).Replace('\\', '/'), exception.Diagnostics[0].Location.File);
    }

    [Fact]
    public void Load_AnchorsAndAliases_StandForTheirValues()
    {
        using var folder = new ExperimentFolder();
        folder.Replace("train: [random_resized_crop: 128, normalize: imagenet]", "train: &same [resize: 140, center_crop: 128, normalize: imagenet]");
        folder.Replace("valid: [resize: 146, center_crop: 128, normalize: imagenet]", "valid: *same");
        var data = folder.Load().Data;
        Assert.Equal(data.Train, data.Valid);
    }

    [Fact]
    public void Load_HundredTechniques_AreRowsInOrdinalOrder()
    {
        using var folder = new ExperimentFolder();
        for (var index = 0; index < 100; index++) folder.Write($"many/{index:000}.yaml", $"name: Technique {index:000}\nbase: ../t.yaml\n");
        folder.Replace("techniques: [t.yaml]", "techniques: ['many/*.yaml']");
        Assert.Equal(Enumerable.Range(0, 100).Select(index => $"Technique {index:000}"), folder.Load().Techniques.Select(technique => technique.Name));
    }

    [Fact]
    public void Load_PatternOfTechniques_LeavesHiddenFilesOut()
    {
        using var folder = new ExperimentFolder();
        foreach (var name in (string[])["a.yaml", "._a.yaml", ".#a.yaml", ".partial-1-a.yaml"]) folder.Write($"many/{name}", $"name: N{name.Length}\nbase: ../t.yaml\n");
        folder.Replace("techniques: [t.yaml]", "techniques: ['many/*.yaml']");
        Assert.Equal("N6", Assert.Single(folder.Load().Techniques).Name);

        folder.Replace("techniques: ['many/*.yaml']", "techniques: ['many/.p*.yaml']");
        Assert.Equal("N17", Assert.Single(folder.Load().Techniques).Name);
    }

    [Theory]
    [InlineData("t.yaml", 1)]
    [InlineData("many/*.yaml", 2)]
    [InlineData("which?/*.yaml", 1)]
    [InlineData("which?/c.yaml", 1)]
    public void Load_WildcardInTheNameOfAFolder_IsNoPattern(string written, int count)
    {
        if (OperatingSystem.IsWindows()) return;
        using var folder = new ExperimentFolder();
        foreach (var file in (string[])["s.yaml", "t.yaml"]) folder.Write($"why? *really*/{file}", File.ReadAllText(folder.Path(file)).Replace("[t.yaml]", $"['{written}']", StringComparison.Ordinal));
        foreach (var file in (string[])["many/a.yaml", "many/b.yaml", "which?/c.yaml"]) folder.Write($"why? *really*/{file}", $"name: {file[^6]}\nbase: ../t.yaml\n");

        var suite = SuiteLoader.Load(folder.Path("why? *really*/s.yaml"), new SuiteOverrides { Inputs = InputCheck.WhereGiven }, ResNets.Catalog);

        Assert.Equal(count, suite.Techniques.Count);
    }
}
