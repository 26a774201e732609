using Harness.Data;
using Harness.Data.Synthetic;
using Harness.Diagnostics;
using Harness.Running.Folders;

namespace Harness.Running.Opening;

/// <summary>The folder with the images of a suite, which may have to be drawn first.</summary>
public static class ImageFolder
{
    /// <summary>The full path of the store where a command names none.</summary>
    public static string DefaultStore => Path.GetFullPath(RunFolders.Store(null));

    /// <summary>Finds the folder; draws the images of a suite that says how, if they are not drawn yet.</summary>
    /// <param name="data">What the suite says.</param>
    /// <param name="storeFolder">The store of finished epochs; null for <c>results/store</c>. Drawn images are beside it, in a folder named after what they
    /// were drawn from, so that suites share them.</param>
    /// <param name="note">Notified when images were drawn.</param>
    /// <param name="progress">Notified of how many images have been drawn; null for none.</param>
    /// <param name="cancellation">Ends the drawing; nothing of it is kept then.</param>
    /// <returns>The folder.</returns>
    /// <exception cref="HarnessException">The suite does not say where its images are.</exception>
    public static string Of(
        DataSettings data, string? storeFolder, Action<string> note, IProgress<(int Done, int Total)>? progress = null, CancellationToken cancellation = default)
    {
        if (data.Synthetic is not { } settings)
            return data.Root ?? throw new HarnessException("The suite does not say where the images are.", "Give their folder with --data PATH.");
        var folder = SyntheticDataset.FolderBeside(RunFolders.Store(storeFolder), settings);
        if (SyntheticDataset.Ensure(folder, settings, progress, cancellation))
            note($"Drew {2L * settings.ImagesPerClass} synthetic images: {Path.GetRelativePath(Environment.CurrentDirectory, folder)}");
        return folder;
    }
}
