using Harness.Data.Randomness;
using Harness.Diagnostics;

namespace Harness.Data.Splits;

/// <summary>Chooses a few training images of every class: the shots of few-shot learning. Each training seed draws others.</summary>
internal static class ShotSelection
{
    /// <summary>Chooses.</summary>
    /// <param name="images">All training images.</param>
    /// <param name="shots">How many of each class; null for all.</param>
    /// <param name="seed">The training seed.</param>
    /// <returns>Places in the list, ascending. A class with fewer images gives all of them.</returns>
    public static int[] Of(IReadOnlyList<ImageEntry> images, int? shots, long seed)
    {
        var all = Enumerable.Range(0, images.Count);
        if (shots is null) return [.. all];
        return
        [
            .. all.GroupBy(index => images[index].ClassIndex)
                .SelectMany(members => members.OrderBy(index => CounterRandom.Create(seed, 0, index, RandomPurpose.Shots).NextUInt64()).Take(shots.Value))
                .Order(),
        ];
    }

    /// <summary>Makes sure that every class has enough training images.</summary>
    /// <param name="manifest">The images.</param>
    /// <param name="shots">How many of each class; null for all.</param>
    /// <exception cref="HarnessException">A class has fewer; all such classes are named.</exception>
    public static void EnsureEnough(Manifest manifest, int? shots)
    {
        if (shots is not { } wanted) return;
        var counts = manifest.Train.CountBy(image => image.ClassIndex).ToDictionary();
        var scarce = manifest.Classes.Index().Where(pair => counts.GetValueOrDefault(pair.Index) < wanted).ToList();
        if (scarce.Count == 0) return;
        throw new HarnessException(
            $"The suite asks for {wanted} training images of each class ('shots' in its 'data'), and these classes have fewer: "
                + string.Join(", ", scarce.Select(pair => $"'{pair.Item}' ({counts.GetValueOrDefault(pair.Index)})")) + ".",
            "Ask for fewer shots, hold out fewer images for validation, or add images.");
    }
}
