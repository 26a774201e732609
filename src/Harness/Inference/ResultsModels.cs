using Harness.Diagnostics;
using Harness.Files;
using Harness.Models;
using Harness.Models.Backbones;
using Harness.Models.Heads;
using Harness.Models.Weights;
using Harness.Results;
using Harness.Storage;
using Harness.Training;
using Harness.Training.State;

namespace Harness.Inference;

/// <summary>The trained networks of a results folder.</summary>
public sealed class ResultsModels
{
    private readonly string _folder;
    private readonly WeightResolver _resolver;

    private ResultsModels(string folder, ModelListing listing, WeightResolver resolver) => (_folder, Listing, _resolver) = (folder, listing, resolver);

    /// <summary>The listing.</summary>
    public ModelListing Listing { get; }

    /// <summary>Writes which networks a results folder has.</summary>
    /// <param name="folder">The results folder.</param>
    /// <param name="listing">The networks.</param>
    /// <exception cref="HarnessException">It cannot be written.</exception>
    public static void Write(string folder, ModelListing listing) =>
        AtomicFile.Write(Path.Combine(folder, ResultFileNames.Models), "Check the folder, the permissions and the free space.", path => File.WriteAllText(path, ModelJson.Write(listing)));

    /// <summary>Removes the list of networks from a results folder.</summary>
    /// <param name="folder">The results folder.</param>
    /// <exception cref="HarnessException">The list of an earlier run cannot be removed.</exception>
    public static void Remove(string folder) => FileRemoval.Delete(
        Path.Combine(folder, ResultFileNames.Models), "Delete it: it lists networks of an earlier run, which are not those of the report beside it.");

    /// <summary>Finds out which networks a results folder has.</summary>
    /// <param name="folder">The results folder.</param>
    /// <param name="resolver">Finds the weights that training began with.</param>
    /// <returns>The networks, not loaded yet.</returns>
    /// <exception cref="HarnessException">It is not a results folder, or what it says about networks cannot be read.</exception>
    public static ResultsModels Open(string folder, WeightResolver resolver)
    {
        var path = Path.Combine(folder, ResultFileNames.Models);
        if (!File.Exists(path)) throw NoListing(folder);
        try
        {
            return new(folder, ModelJson.Read<ModelListing>(path, File.ReadAllText(path), "Run 'harness report' for the suite, which writes it again."), resolver);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new HarnessException($"{path} cannot be read: {exception.Message}", "Check the permissions and the disk.", exception);
        }
    }

    /// <summary>Chooses networks.</summary>
    /// <param name="technique">The name of the technique, or of its file; null for the one with the highest mean validation accuracy.</param>
    /// <param name="seed">The training seed; null for all that were finished.</param>
    /// <returns>At least one, all of one technique.</returns>
    /// <exception cref="HarnessException">There is none, or the name is that of several techniques' file.</exception>
    public IReadOnlyList<ListedModel> Choose(string? technique, long? seed)
    {
        RequireAny();
        var name = technique is null ? Best() : NameOf(technique);
        var ofTechnique = Listing.Models.Where(model => model.Technique == name).ToList();
        if (ofTechnique.Count == 0) throw NoTechnique(name);
        var chosen = ofTechnique.FindAll(model => seed is null || model.Seed == seed);
        return chosen.Count > 0 ? chosen : throw new HarnessException(
            $"{_folder} has no network of '{name}' with seed {seed}.", $"Finished seeds: {string.Join(", ", ofTechnique.Select(model => model.Seed))}.");
    }

    /// <summary>Chooses networks of all techniques.</summary>
    /// <param name="seed">The training seed; null for all that were finished.</param>
    /// <returns>At least one.</returns>
    /// <exception cref="HarnessException">There is none.</exception>
    public IReadOnlyList<ListedModel> ChooseAll(long? seed)
    {
        RequireAny();
        if (seed is null) return Listing.Models;
        var chosen = Listing.Models.Where(model => model.Seed == seed).ToList();
        return chosen.Count > 0 ? chosen : throw new HarnessException(
            $"{_folder} has no network with seed {seed}.", $"Finished seeds: {string.Join(", ", Listing.Models.Select(model => model.Seed).Distinct().Order())}.");
    }

    /// <summary>Loads networks.</summary>
    /// <param name="chosen">Which.</param>
    /// <returns>The networks in the same order, on the CPU. Those with the same <see cref="TrainedModel.BackboneAddress"/> share one backbone, so the caller disposes
    /// all of them together.</returns>
    /// <exception cref="HarnessException">The store no longer has one of them, or the weights that training began with are missing or others.</exception>
    public IReadOnlyList<TrainedModel> Load(IReadOnlyList<ListedModel> chosen)
    {
        var backbone = BackboneRegistry.Catalog.Describe(Listing.Backbone)
            ?? throw new HarnessException($"{_folder} has networks on the backbone '{Listing.Backbone}', which this Harness does not have.");
        var weights = Listing.Weights is { } listed && chosen.Any(model => model.Initialization == Initialization.Pretrained) ? LoadWeights(listed, backbone) : null;
        using var store = DirectoryEpochStore.OpenForReading(Path.GetFullPath(Listing.Store, Path.GetFullPath(_folder)));
        var source = new ModelSource(backbone, weights, Listing.Classes.Count);
        var loaded = new List<TrainedModel>();
        try
        {
            foreach (var model in chosen)
            {
                var sharing = loaded.Find(other => other.BackboneAddress == model.BackboneAddress);
                loaded.Add(Load(model, store, source, sharing?.Network.Backbone));
            }
            return loaded;
        }
        catch
        {
            loaded.ForEach(model => model.Dispose());
            throw;
        }
    }

    private void RequireAny()
    {
        if (Listing.Models.Count == 0) throw new HarnessException($"{_folder} has no finished network.{Reasons()}", "Run the suite to its end.");
    }

    private string Best() => Listing.Models
        .GroupBy(model => model.Technique)
        .MaxBy(models => models.Average(model => model.ValidAccuracy))!
        .Key;

    // As the run's --techniques takes it: the name in the table, or the file's; a file with a grid holds several techniques.
    private string NameOf(string word)
    {
        if (Listing.Models.FirstOrDefault(model => model.Technique.Equals(word, StringComparison.OrdinalIgnoreCase)) is { } named) return named.Technique;
        var inFile = Listing.Models.Where(model => model.TechniqueFile is { } file && (file == word || $"{file}.yaml" == word)).Select(model => model.Technique).Distinct().ToList();
        return inFile switch
        {
            [] => word,
            [var only] => only,
            _ => throw new HarnessException($"The file '{word}' holds several techniques of {_folder}.", $"Name one of them: {Quoted(inFile)}."),
        };
    }

    private BackboneWeights LoadWeights(ListedWeights listed, BackboneDescription backbone)
    {
        var weights = BackboneWeights.Load(listed.Source, _folder, backbone, _resolver);
        return weights.Sha256 == listed.Sha256 ? weights : throw new HarnessException(
            $"The weights '{listed.Source}' are not those that {_folder} was trained with: their SHA-256 is {weights.Sha256}, not {listed.Sha256}.",
            "Put the old file back, or run the suite again.");
    }

    private TrainedModel Load(ListedModel model, DirectoryEpochStore store, ModelSource source, Backbone? shared)
    {
        using var state = store.LoadState(model.Key) ?? throw new HarnessException(
            $"The network of '{model.Technique}', seed {model.Seed}, is no longer in the store, or damaged.", "Run the suite again: it trains what is missing.");
        var network = shared is null ? source.Create(model.Head, model.Seed, model.Initialization) : source.CreateOn(shared, model.Head, model.Seed);
        try
        {
            var heads = ModelPart.Heads([new HeadDefinition(model.HeadName, model.Head, Listing.Classes.Count)], [network.Head]);
            if (shared is null) ModelState.ApplyToBackbone(ModelPart.Backbone(network.Backbone), state.Model);
            ModelState.ApplyToHeads(heads, state.Model);
            if (heads.Tensors().Keys.FirstOrDefault(name => !state.Model.ContainsKey(name)) is { } missing)
                throw new HarnessException($"The network of '{model.Technique}', seed {model.Seed}, has no '{missing}' in the store: an earlier version trained it.", "Run the suite with another --store, which trains it again.");
            return new(Describe(model), network) { BackboneAddress = model.BackboneAddress };
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    private ModelDescription Describe(ListedModel model) => new()
    {
        Backbone = Listing.Backbone,
        Head = model.Head,
        Classes = Listing.Classes,
        Transforms = Listing.Transforms,
        Origin = new()
        {
            Suite = Listing.Suite,
            Technique = model.Technique,
            Seed = model.Seed,
            Epoch = model.Epoch,
            ValidAccuracy = model.ValidAccuracy,
            ManifestHash = Listing.Manifest,
            WeightsHash = Listing.Weights?.Sha256,
        },
    };

    private HarnessException NoTechnique(string name)
    {
        if (Listing.Without?.FirstOrDefault(technique => technique.Technique == name) is { } without)
            return new($"'{name}' has no network that could be used: {without.Reason}");
        var known = Listing.Models.Select(model => model.Technique).Distinct().ToList();
        var files = Listing.Models.Select(model => model.TechniqueFile).OfType<string>();
        return new($"{_folder} has no finished network of a technique '{name}'.{Suggestion.DidYouMean(name, [.. known, .. files.Distinct()])}", $"There are: {Quoted(known)}.");
    }

    private static string Quoted(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"'{name}'"));

    private string Reasons() => string.Concat(Listing.Without?.Select(technique => $" '{technique.Technique}': {technique.Reason}") ?? []);

    private static HarnessException NoListing(string folder)
    {
        if (Directory.Exists(folder) && FolderContent.Folders(folder, $"{ResultFileNames.SplitPrefix}*").FirstOrDefault(split => File.Exists(Path.Combine(split, ResultFileNames.Models))) is { } split)
            return new($"{folder} holds the results of several splits, each with its own networks.", $"Name one of them, such as {split}.");
        return File.Exists(Path.Combine(folder, ResultFileNames.Run))
            ? new($"{folder} is a results folder, but does not say where its networks are: it was written without a store, by a dry run, or by an earlier version.", "Run 'harness report' for the suite, without --no-store and --dry.")
            : new($"{folder} is not a results folder: it has no {ResultFileNames.Models}.", "Give the folder that 'harness run' has written, such as results/NAME, or a file that 'harness export' has written.");
    }
}
