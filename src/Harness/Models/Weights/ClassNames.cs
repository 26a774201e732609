using System.Text.Encodings.Web;
using System.Text.Json;
using Harness.Diagnostics;

namespace Harness.Models.Weights;

/// <summary>The names of the classes that a classifier tells apart, in the order of its outputs, as a text beside the tensors of a file.</summary>
public static class ClassNames
{
    /// <summary>The key of the text.</summary>
    public const string MetadataKey = "class_names";

    private const int MaximumShown = 5;

    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes names.</summary>
    /// <param name="names">The names.</param>
    /// <returns>The text: a JSON array.</returns>
    public static string Write(IReadOnlyList<string> names) => JsonSerializer.Serialize(names, Options);

    /// <summary>Reads names.</summary>
    /// <param name="metadata">The texts of a file.</param>
    /// <returns>The names; null if the file does not say them, or says something twice.</returns>
    public static IReadOnlyList<string>? Read(IReadOnlyDictionary<string, string> metadata)
    {
        if (!metadata.TryGetValue(MetadataKey, out var text)) return null;
        try
        {
            var names = JsonSerializer.Deserialize<List<string?>>(text)?.OfType<string>().ToList();
            return names is { Count: > 0 } && names.Distinct().Count() == names.Count ? names : null;
        }
        catch (JsonException)
        {
            // Another program's text under the same key.
            return null;
        }
    }

    /// <summary>The positions of the images' classes among those of a classifier.</summary>
    /// <param name="known">The classifier's.</param>
    /// <param name="wanted">The images'.</param>
    /// <param name="source">Where the classifier comes from, for error messages.</param>
    /// <returns>For each class of the images the output of the classifier.</returns>
    /// <exception cref="HarnessException">They are not the same classes; those that differ are named.</exception>
    public static IReadOnlyList<int> Order(IReadOnlyList<string> known, IReadOnlyList<string> wanted, string source)
    {
        var problems = new[] { Only("the classifier does not know", wanted.Except(known)), Only("the images have none of", known.Except(wanted)) }.OfType<string>().ToList();
        if (problems.Count > 0)
        {
            throw new HarnessException(
                $"{source}: its classifier has other classes than the images: {string.Join("; ", problems)}.",
                "Give the folders of the images the names that the classifier was trained with, or other weights.");
        }
        var places = known.Index().ToDictionary(pair => pair.Item, pair => pair.Index);
        return [.. wanted.Select(name => places[name])];
    }

    /// <summary>Puts the outputs of a classifier into another order.</summary>
    /// <param name="tensor">Its weight or bias, with one row per class.</param>
    /// <param name="order">Which row comes where.</param>
    /// <returns>The same rows in that order.</returns>
    /// <exception cref="HarnessException">It has another number of rows.</exception>
    internal static WeightTensor Reorder(WeightTensor tensor, IReadOnlyList<int> order)
    {
        if (tensor.Shape.Count == 0 || tensor.Shape[0] != order.Count)
            throw new HarnessException($"The file names {order.Count} classes, and '{tensor.Name}' has the shape {Shapes.Text(tensor.Shape)}.", "Give weights whose names and classifier belong together.");
        var source = tensor.ReadBytes();
        var row = source.Length / order.Count;
        var target = new byte[source.Length];
        for (var i = 0; i < order.Count; i++) source.AsSpan(order[i] * row, row).CopyTo(target.AsSpan(i * row));
        return WeightTensor.FromBytes(tensor.Name, tensor.Type, tensor.Shape, target);
    }

    private static string? Only(string what, IEnumerable<string> names)
    {
        var list = names.Select(name => $"'{name}'").ToList();
        return list.Count == 0 ? null : $"{what} {string.Join(", ", list.Take(MaximumShown))}{(list.Count > MaximumShown ? $" … and {list.Count - MaximumShown} more" : string.Empty)}";
    }
}
