using Harness.Data;
using Harness.Running;
using Harness.Running.Opening;
using Harness.Tests.Running;
using Harness.TestSupport;

namespace Harness.Tests.Data.Streams;

/// <summary>The images of <see cref="TinySuite"/>, ready to be streamed.</summary>
internal sealed class TinyImages : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>Writes the suite and opens it.</summary>
    /// <param name="change">Changes the files before they are read: gets the folder and the path of the suite; null for nothing.</param>
    public TinyImages(Action<TemporaryFolder, string>? change = null)
    {
        var suite = TinySuite.Write(_folder, TestImages.SaveJpeg);
        change?.Invoke(_folder, suite);
        Session = SuiteOpener.Open(
            new RunOptions { SuitePath = suite, OutputFolder = _folder["a"], StoreFolder = _folder["a-store"], Device = "cpu" }, new RecordingObserver(), null);
        Pipeline = Session.OpenImages();
    }

    /// <summary>The suite, made ready.</summary>
    public SuiteSession Session { get; }

    /// <summary>Its images.</summary>
    public ImagePipeline Pipeline { get; }

    public void Dispose()
    {
        Session.Dispose();
        _folder.Dispose();
    }
}
