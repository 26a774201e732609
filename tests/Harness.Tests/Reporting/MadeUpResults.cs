using Harness.Data;
using Harness.Data.Quality;
using Harness.Data.Splits;
using Harness.Data.Transforms;
using Harness.Experiments;
using Harness.Models.Heads.Layers;
using Harness.Models.Heads.Poolings;
using Harness.Models.Parameters.Selectors;
using Harness.Results;
using Harness.Running.Collecting;
using Harness.Tests.Results;
using Harness.Training.Monitoring;
using Harness.Training.Optimizers;

namespace Harness.Tests.Reporting;

/// <summary>Results of suites that nobody ran, for tests of reports.</summary>
internal static class MadeUpResults
{
    public static readonly string[] SevenNames =
    [
        "As feature extractor",
        "Feature extractor with BN layer in eval mode",
        "Train just the BN layer in the pretrained network",
        "BN is completely trainable, with discriminative learning",
        "BN is not trainable, with discriminative learning",
        "AdaptiveConcatPooling",
        "Classifier/Head - With a deeper network",
    ];

    public static readonly string[] NastyNames =
    [
        "commas, \"quotes\" and a | pipe",
        "two\r\nlines\tand a tab",
        "<b>bold</b> & *stars* _under_ `tick` [link](x) $m$ \\",
        "🌷 Größe 模型",
        "CON",
        "con",
        "\u001b[31mred\u0007",
        "a name that goes on and on, far longer than any chart or table would like it to be, and then a little more: A",
    ];

    /// <summary>Curves that look like trainings: the values depend on technique, seed and epoch alone.</summary>
    public static SuiteResult Suite(IReadOnlyList<string> names, int seeds, int epochs, bool published = false) =>
        Of(names, seeds, epochs, [.. names.Select((name, index) => Technique(name, index, seeds, epochs, published))]);

    /// <summary>Seven techniques, of which one failed at once, one failed later, one is partial and one was stopped.</summary>
    public static SuiteResult WithFailures()
    {
        var suite = Suite(SevenNames, seeds: 3, epochs: 2);
        var techniques = suite.Techniques.ToList();
        techniques[1] = techniques[1] with { Runs = [.. techniques[1].Runs.Select(run => Failed(run, 0, "the loss became NaN"))] };
        techniques[3] = techniques[3] with { Runs = [.. techniques[3].Runs.Select(run => Failed(run, 1, "out of\nmemory | 2 GB"))] };
        var runs = techniques[4].Runs;
        techniques[4] = techniques[4] with { Runs = [runs[0], Failed(runs[1], 1, "the loss became NaN"), runs[2]] };
        runs = techniques[6].Runs;
        techniques[6] = techniques[6] with { Runs = [runs[0], runs[1] with { Epochs = [runs[1].Epochs[0]], ValidPredictions = [], IsComplete = false }] };
        return suite with { Techniques = techniques, Quality = DataQuality.Unknown with { Skipped = [.. Enumerable.Range(1, 3).Select(image => new SkippedImage($"daisy/broken-{image}.jpg", "ends in the middle"))] } };
    }

    /// <summary>The same, and before its epochs the first technique has one of each seed that learns something else; it has two metrics, of which validation has one.</summary>
    public static SuiteResult WithPretraining(SuiteResult result)
    {
        var first = result.Techniques[0];
        return result with { Techniques = [first with { Runs = [.. first.Runs.Select(WithPretraining)] }, .. result.Techniques.Skip(1)] };
    }

    private static RunResult WithPretraining(RunResult run) => run with
    {
        Epochs =
        [
            new(0, new Dictionary<string, double> { ["rotation_loss"] = 1.2, ["domain_accuracy"] = 0.5 }, new Dictionary<string, double> { ["rotation_loss"] = 1.1 }, 1),
            .. run.Epochs.Select(epoch => epoch with { Epoch = epoch.Epoch + 1 }),
        ],
        KeptEpoch = run.KeptEpoch + 1,
    };

    /// <summary>The same, but all epochs learn something else than classes, so that nothing has an accuracy.</summary>
    public static SuiteResult WithoutClasses(SuiteResult result) => result with
    {
        Techniques = [.. result.Techniques.Select(technique => technique with { Runs = [.. technique.Runs.Select(WithoutClasses)] })],
    };

    private static RunResult WithoutClasses(RunResult run) => run with
    {
        Epochs = [.. run.Epochs.Select(epoch => epoch with
        {
            Train = new Dictionary<string, double> { ["rotation_loss"] = epoch.TrainLoss },
            Valid = new Dictionary<string, double> { ["rotation_loss"] = epoch.ValidLoss },
        })],
        ValidPredictions = [],
    };

    /// <summary>The same, and all techniques keep an epoch that is chosen by its accuracy.</summary>
    public static SuiteResult WithKeptEpoch(SuiteResult result, int epoch)
    {
        var techniques = result.Techniques.Select(technique => technique with
        {
            Technique = technique.Technique with { Keep = KeepRule.BestAccuracy },
            Runs = [.. technique.Runs.Select(run => run with { KeptEpoch = epoch })],
        }).ToList();
        return result with { Techniques = techniques, Suite = result.Suite with { Techniques = [.. techniques.Select(technique => technique.Technique)] } };
    }

    /// <summary>One technique with the given last validation accuracies, one per seed, after one epoch.</summary>
    public static SuiteResult OneTechnique(params double[] accuracies)
    {
        var technique = Technique("A", 0, accuracies.Length, 1, published: false);
        var runs = accuracies.Select((accuracy, index) =>
            new RunResult(index + 1, [MadeUpEpochs.Of(0, 0.5, 0.25, 0.75, accuracy, 1.5 + index)], [new(0, 0.875f), new(1, 0.5f)], null) { IsComplete = true });
        return Of(["A"], accuracies.Length, 1, [technique with { Runs = [.. runs] }]) with
        {
            ValidImages = ["daisy/1.jpg", "tulip/2.jpg"],
            ValidLabels = [0, 0],
        };
    }

    /// <summary>Techniques that are right (1) and wrong (0) on the given images of two classes, a text for each seed.</summary>
    public static SuiteResult Measured(params (string Name, string[] RightBySeed)[] techniques)
    {
        var images = techniques[0].RightBySeed[0].Length;
        var seeds = techniques.Max(technique => technique.RightBySeed.Length);
        int[] labels = [.. Enumerable.Range(0, images).Select(image => image % 2)];
        var suite = Suite([.. techniques.Select(technique => technique.Name)], seeds, epochs: 1);
        return suite with
        {
            ValidImages = [.. labels.Select((label, image) => $"{suite.Classes[label]}/{image}.jpg")],
            ValidLabels = labels,
            Techniques = [.. suite.Techniques.Zip(techniques, (made, technique) =>
                made with { Runs = [.. made.Runs.Zip(technique.RightBySeed, (run, right) => Measured(run, right, labels))] })],
        };
    }

    private static RunResult Measured(RunResult run, string right, int[] labels) => run with
    {
        Epochs = [MadeUpEpochs.Of(0, 0.5, 0.25, 0.75, right.Average(image => image - '0'), 1.5)],
        ValidPredictions = [.. right.Select((image, index) => new Prediction(image == '1' ? labels[index] : 1 - labels[index], 0.75f))],
    };

    private static SuiteResult Of(IReadOnlyList<string> names, int seeds, int epochs, IReadOnlyList<TechniqueResult> techniques) => new()
    {
        Suite = new()
        {
            Name = "flowers",
            Description = "Five flowers.",
            File = "experiments/suites/flowers.yaml",
            Data = new()
            {
                Root = "/somewhere/else/flowers",
                Split = new() { Rule = SplitRule.First, Fraction = 0.2 },
                BatchSize = 64,
                Train = [new RandomResizedCropSettings(128), new RandomHorizontalFlipSettings(), NormalizeSettings.ImageNet],
                Valid = [new ResizeSettings(146), new CenterCropSettings(128), NormalizeSettings.ImageNet],
            },
            Backbone = "resnet18_half",
            Weights = "resnet18_half.pth",
            Seeds = [.. Enumerable.Range(1, seeds).Select(seed => (long)seed)],
            Techniques = [.. techniques.Select(technique => technique.Technique)],
        },
        Classes = ["daisy", "tulip"],
        ValidImages = [.. Enumerable.Range(0, 10).Select(image => $"daisy/{image}.jpg")],
        ValidLabels = new int[10],
        TrainImageCount = 3457,
        Techniques = techniques,
        Information = new()
        {
            HarnessVersion = "0.1.0",
            TorchVersion = "1.13.0",
            DotnetVersion = "10.0.0",
            OperatingSystem = "Debian 12",
            Processor = "Some CPU @ 2 GHz",
            Threads = 2,
            Workers = 1,
            Device = "cpu",
            FoldsBatchNorm = true,
            CommandLine = "run experiments/suites/flowers.yaml --data 'flowers'",
            Finished = new(2026, 5, 4, 13, 2, 1, TimeSpan.FromHours(2)),
            ManifestHash = "0123abcd",
            WeightsHash = "4567ef",
            Weights = "resnet18_half.pth",
        },
    };

    private static TechniqueResult Technique(string name, int index, int seeds, int epochs, bool published) => new(
        new()
        {
            Name = name,
            Location = new($"experiments/techniques/{index}.yaml", 1, 7),
            Published = published ? Published(index, epochs) : null,
            Head = new()
            {
                Pool = Pooling.Avg,
                Layers = [new LinearLayer(512), new BatchNormLayer(), new ReluLayer(), new DropoutLayer(0.5), new LinearLayer(null)],
            },
            Optimizer = new AdamSettings(),
            Phases = [new() { Epochs = epochs, Train = [new(Selector.Parse("head"), 1e-3, new("f.yaml", 2, 3))] }],
        },
        TrainableParameters: 1026 + (10_000_000 * index), TotalParameters: 11_000_000,
        [.. Enumerable.Range(1, seeds).Select(seed => Run(index, seed, epochs))]);

    private static PublishedResult Published(int index, int epochs) =>
        new(0.9837 + (0.001 * index), [.. Enumerable.Range(0, epochs).Select(epoch => PublishedEpoch(index, 1 - Math.Exp(-epoch)))]);

    private static PublishedEpoch PublishedEpoch(int index, double progress) =>
        new(0.14 - (0.1 * progress), 0.056 - (0.04 * progress), 0.9564 + (0.015 * progress), 0.981 + (0.0005 * index) + (0.002 * progress));

    private static RunResult Run(int index, int seed, int epochs) => new(
        seed,
        [.. Enumerable.Range(0, epochs).Select(epoch => Epoch(index, seed, epoch))],
        [.. Enumerable.Range(0, 10).Select(image => new Prediction((index + seed + image) % 5 == 0 ? 1 : 0, 0.5f + (image / 32f)))],
        null)
    { IsComplete = true };

    private static EpochResult Epoch(int index, int seed, int epoch)
    {
        var wobble = 0.006 * Math.Sin((13 * index) + (7 * seed) + (3 * epoch));
        var level = 0.93 + (0.005 * index);
        var accuracy = level - (0.35 * Math.Exp(-1.1 * (epoch + 1))) + wobble;
        return MadeUpEpochs.Of(epoch, 1.35 - accuracy, 1.2 - accuracy, accuracy - 0.05, accuracy, 20 + (index % 3 * 17.25) + seed);
    }

    private static RunResult Failed(RunResult run, int epochs, string reason) =>
        run with { Epochs = [.. run.Epochs.Take(epochs)], ValidPredictions = [], IsComplete = false, FailureReason = reason };
}
