using System.CommandLine;
using Harness.Data.Synthetic;

namespace Harness.Cli.Commands;

/// <summary><c>harness data synth</c>: draws images of people in camouflage and in normal clothes.</summary>
internal static class SynthCommand
{
    public static Command Create()
    {
        var defaults = new SyntheticSettings();
        var folder = new Argument<string>("folder") { Description = "The folder that gets the two class folders." };
        var count = WholeNumber.Option("--images-per-class", $"Images of each class (default: {defaults.ImagesPerClass}).", "n");
        var size = WholeNumber.Option("--size", $"The side of the images, in pixels (default: {defaults.Size}).", "pixels");
        var seed = WholeNumber.Seed("--seed", $"Decides everything that is random in the images (default: {defaults.Seed}).");
        var force = new Option<bool>("--force") { Description = "Replace drawn images that have other settings or are damaged." };
        var command = new Command("synth", "Draw SYNTHETIC images of people in camouflage and in normal clothes.") { folder, count, size, seed, force };
        command.SetAction(parsed =>
        {
            var settings = new SyntheticSettings
            {
                ImagesPerClass = parsed.GetValue(count) ?? defaults.ImagesPerClass,
                Size = parsed.GetValue(size) ?? defaults.Size,
                Seed = parsed.GetValue(seed) ?? defaults.Seed,
            };
            return Draw(parsed.GetValue(folder)!, settings, parsed.GetValue(force));
        });
        return command;
    }

    private static int Draw(string folder, SyntheticSettings settings, bool force)
    {
        using var interrupt = new Interrupt();
        var drawn = true;
        if (force) SyntheticDataset.Replace(folder, settings, progress: null, interrupt.Token);
        else drawn = SyntheticDataset.Ensure(folder, settings, progress: null, interrupt.Token);
        var images = FormattableString.Invariant($"{2L * settings.ImagesPerClass} synthetic images of {settings.Size} pixels, seed {settings.Seed}");
        Console.WriteLine(drawn ? $"Drawn: {images}: {folder}" : $"Already drawn, complete and unchanged: {images}: {folder}");
        return CommandLine.Success;
    }
}
