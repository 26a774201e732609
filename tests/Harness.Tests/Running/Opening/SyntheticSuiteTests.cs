using Harness.Data.Synthetic;
using Harness.Diagnostics;
using Harness.Running;
using Harness.Running.Opening;
using Harness.Tests.Models.Fixtures;
using Harness.TestSupport;

namespace Harness.Tests.Running.Opening;

/// <summary>A suite that says what to draw instead of where its images are.</summary>
[Collection(TorchCollection.Name)]
public sealed class SyntheticSuiteTests : IDisposable
{
    private static readonly SyntheticSettings Drawn = new() { ImagesPerClass = 10, Size = 40, Seed = 4 };

    private readonly TemporaryFolder _folder = new();
    private readonly string _suite;

    public SyntheticSuiteTests()
    {
        _suite = TinySuite.Write(_folder, TestImages.SaveJpeg);
        var text = File.ReadAllText(_suite).Replace("root: images", "synthetic: { images_per_class: 10, size: 40, seed: 4 }", StringComparison.Ordinal);
        File.WriteAllText(_suite, text);
    }

    private string DataFolder => _folder["data", SyntheticDataset.FolderName(Drawn)];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_FirstTime_DrawsTheImagesBesideTheStore()
    {
        var observer = new RecordingObserver();
        using var session = SuiteOpener.Open(Options(), observer, null);

        SyntheticDataset.Verify(DataFolder, Drawn);
        Assert.Equal(["camouflage_clothes", "normal_clothes"], session.Manifest.Classes);
        Assert.Equal(20, session.Manifest.Train.Count + session.Manifest.Valid.Count);
        Assert.Equal(Drawn, session.Suite.Data.Synthetic);
    }

    [Fact]
    public void Open_SecondTime_TakesTheImagesThatAreThere()
    {
        SuiteOpener.Open(Options(), new RecordingObserver(), null).Dispose();
        var written = Directory.GetLastWriteTimeUtc(DataFolder);

        SuiteOpener.Open(Options() with { OutputFolder = _folder["b"] }, new RecordingObserver(), null).Dispose();

        Assert.Equal(written, Directory.GetLastWriteTimeUtc(DataFolder));
    }

    [Fact]
    public void Open_DamagedImages_IsAnError()
    {
        SuiteOpener.Open(Options(), new RecordingObserver(), null).Dispose();
        File.Delete(Path.Combine(DataFolder, "normal_clothes", "000003.jpg"));

        var error = Assert.Throws<HarnessException>(() => SuiteOpener.Open(Options(), new RecordingObserver(), null));

        Assert.Contains("holds 19 images instead of 20", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_DamagedImagesAndDamagedWeights_TellsOfTheWeights()
    {
        SuiteOpener.Open(Options(), new RecordingObserver(), null).Dispose();
        File.Delete(Path.Combine(DataFolder, "normal_clothes", "000003.jpg"));
        var weights = _folder.Write("weights.safetensors", [1, 2, 3]);

        var error = Assert.Throws<HarnessException>(() => SuiteOpener.Open(Options() with { Weights = weights }, new RecordingObserver(), null));

        Assert.Contains("weights.safetensors", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_Canceled_LeavesNeitherImagesNorResults()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => SuiteOpener.Open(Options(), new RecordingObserver(), null, source.Token));

        Assert.False(Directory.Exists(DataFolder));
        Assert.False(Directory.Exists(_folder["a"]));
    }

    [Fact]
    public void Open_DataOption_TakesTheImagesOfThatFolder()
    {
        using var session = SuiteOpener.Open(Options() with { DataRoot = _folder["images"] }, new RecordingObserver(), null);

        Assert.Equal(["checks", "dots", "stripes"], session.Manifest.Classes);
        Assert.Null(session.Suite.Data.Synthetic);
        Assert.False(Directory.Exists(_folder["data"]));
    }

    private RunOptions Options() => new() { SuitePath = _suite, OutputFolder = _folder["a"], StoreFolder = _folder["store"], Device = "cpu" };
}
