using Harness.Diagnostics;
using Harness.Models.Weights;

namespace Harness.Inference;

/// <summary>Finds and loads the trained networks that a user names.</summary>
/// <param name="resolver">Finds the weights that trainings began with.</param>
public sealed class ModelOpener(WeightResolver resolver)
{
    /// <summary>Loads the networks of one technique.</summary>
    /// <param name="model">A results folder, or a file that <see cref="ModelFile"/> wrote.</param>
    /// <param name="technique">The technique; null for the one with the highest mean validation accuracy.</param>
    /// <param name="seed">The training seed; null for all.</param>
    /// <returns>At least one network, on the CPU; the caller disposes them, all together, since they may share a backbone.</returns>
    /// <exception cref="HarnessException">There is none, or it cannot be read.</exception>
    public IReadOnlyList<TrainedModel> Open(string model, string? technique, long? seed)
    {
        return IsFile(model) ? [OpenFile(model, technique, seed)] : OpenFolder(model, models => models.Choose(technique, seed));
    }

    /// <summary>Loads the networks of all techniques.</summary>
    /// <param name="model">A results folder, or a file that <see cref="ModelFile"/> wrote.</param>
    /// <param name="seed">The training seed; null for all.</param>
    /// <returns>At least one network, on the CPU; the caller disposes them, all together, since they may share a backbone.</returns>
    /// <exception cref="HarnessException">There is none, or it cannot be read.</exception>
    public IReadOnlyList<TrainedModel> OpenAll(string model, long? seed) =>
        IsFile(model) ? [OpenFile(model, technique: null, seed)] : OpenFolder(model, models => models.ChooseAll(seed));

    private static TrainedModel OpenFile(string path, string? technique, long? seed)
    {
        var loaded = ModelFile.Read(path);
        if (Contradiction(loaded.Description.Origin, technique, seed) is not { } contradiction) return loaded;
        loaded.Dispose();
        throw new HarnessException($"{path} {contradiction}", "Leave --technique and --seed out: a file holds one network.");
    }

    private IReadOnlyList<TrainedModel> OpenFolder(string folder, Func<ResultsModels, IReadOnlyList<ListedModel>> choose)
    {
        var models = ResultsModels.Open(folder, resolver);
        return models.Load(choose(models));
    }

    private static bool IsFile(string model)
    {
        if (Directory.Exists(model)) return false;
        if (!File.Exists(model)) throw new HarnessException($"There is neither a folder nor a file '{model}'.", "Give a results folder, or a file that 'harness export' has written.");
        if (Path.GetExtension(model).Equals(".onnx", StringComparison.OrdinalIgnoreCase))
            throw new HarnessException($"{model} is an ONNX file, which is written for other programs.", "Give the results folder, or export the network as .safetensors.");
        return true;
    }

    private static string? Contradiction(ModelOrigin origin, string? technique, long? seed) =>
        technique is not null && technique != origin.Technique ? $"is a network of '{origin.Technique}', not of '{technique}'."
        : seed is not null && seed != origin.Seed ? $"is a network of seed {origin.Seed}, not of {seed}."
        : null;
}
