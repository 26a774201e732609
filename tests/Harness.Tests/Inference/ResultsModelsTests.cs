using Harness.Diagnostics;
using Harness.Inference;
using Harness.Models.Backbones;
using Harness.Models.Heads.Layers;
using Harness.Models.Weights;
using Harness.Models.Weights.Fitting;
using Harness.Results;
using Harness.Running;
using Harness.Running.Collecting;
using Harness.Running.Opening;
using Harness.Tests.Models.Fixtures;
using Harness.Tests.Running;
using Harness.TestSupport;
using Microsoft.ML.OnnxRuntime.Tensors;
using static TorchSharp.torch;

namespace Harness.Tests.Inference;

[Collection(TorchCollection.Name)]
public sealed class ResultsModelsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _suite;

    public ResultsModelsTests() => _suite = TinySuite.Write(_folder, TestImages.SaveJpeg, "[0, 1]");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Predict_ValidationImages_GivesThePredictionsOfTheRun()
    {
        var result = Run();

        foreach (var technique in result.Techniques)
        {
            foreach (var run in technique.Runs)
            {
                using var predictor = Predictor(technique.Technique.Name, run.Seed);

                var predicted = predictor.Predict(result.ValidImages.Select(image => ImageInput.OfFile(_folder["images", image]))).ToList();

                // In other batches than validation's, and so in other last bits.
                Assert.All(run.ValidPredictions.Zip(predicted), pair =>
                {
                    var (predictedClass, probability) = pair.Second.Top(0, 1)[0];
                    Assert.Equal(pair.First.ClassIndex, predictedClass);
                    Assert.Equal(pair.First.Probability, probability, 1e-5f);
                });
            }
        }
    }

    [Fact]
    public void Predict_SeveralSeeds_AveragesTheirProbabilities()
    {
        Run();
        using var first = Predictor("BN only", 0);
        using var second = Predictor("BN only", 1);
        using var both = Predictor("BN only", null);
        ImageInput[] image = [ImageInput.OfFile(_folder["images", "dots", "03.jpg"])];

        var (a, b, mean) = (first.Predict(image).Single().Probabilities[0], second.Predict(image).Single().Probabilities[0], both.Predict(image).Single().Probabilities[0]);

        Assert.Equal(a.Zip(b, (x, y) => (float)(((double)x + y) / 2)), mean);
        Assert.NotEqual(a, b);
    }

    [Fact]
    public void Predict_AllTechniquesSideBySide_GivesWhatEachGivesAlone()
    {
        Run();
        using var together = new Predictor(Opener().OpenAll(Results, seed: null), CPU, 1);
        ImageInput[] image = [ImageInput.OfFile(_folder["images", "stripes", "14.jpg"])];

        var side = together.Predict(image).Single();

        Assert.Equal(["BN only", "Deeper head, BN in eval mode", "Discriminative"], together.Techniques);
        foreach (var (place, technique) in together.Techniques.Index())
        {
            using var alone = Predictor(technique, null);
            Assert.Equal(alone.Predict(image).Single().Probabilities[0], side.Probabilities[place]);
        }
    }

    // With batch norm in eval mode, what trains the head alone leaves the backbone as the seed made it.
    [Fact]
    public void OpenAll_BackboneInTheSameState_IsLoadedOnce()
    {
        WriteHeadOnly();
        Run(Options with { Techniques = ["Average", "Concat", "BN only"] });

        var networks = Opener().OpenAll(Results, seed: null);

        var bySeed = networks.ToLookup(network => network.Description.Origin.Seed);
        Assert.All(bySeed, seed => Assert.Same(BackboneOf(seed, "Average"), BackboneOf(seed, "Concat")));
        Assert.All(bySeed, seed => Assert.NotSame(BackboneOf(seed, "Average"), BackboneOf(seed, "BN only")));
        Assert.NotSame(BackboneOf(bySeed[0], "Average"), BackboneOf(bySeed[1], "Average"));
        foreach (var network in networks) network.Dispose();
        var chosen = ResultsModels.Open(Results, new WeightResolver()).ChooseAll(seed: 1);
        Assert.Equal(["Average", "Concat", "BN only"], chosen.Select(model => model.Technique));
        Assert.All(chosen, model => Assert.Equal(1, model.Seed));
    }

    [Fact]
    public void OpenAll_LastNetworkIsGoneThatWouldShareABackbone_SaysSo()
    {
        WriteHeadOnly();
        Run(Options with { Techniques = ["Average", "Concat"] });
        var last = ResultsModels.Open(Results, new WeightResolver()).Listing.Models[^1].Key;
        Directory.Delete(_folder["results", "store", last[..2], last], recursive: true);

        var error = Assert.Throws<HarnessException>(() => Opener().OpenAll(Results, seed: null));

        Assert.StartsWith("The network of 'Concat', seed 1, is no longer in the store", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Predict_UnreadableImagesAmongManyOthers_SaysWhyAndKeepsTheOrder()
    {
        Run();
        _folder.Write("broken.jpg", "no image");
        var names = Enumerable.Range(0, 40).Select(i => _folder["images", "dots", $"{i % 15:D2}.jpg"]).ToList();
        names.Insert(5, _folder["broken.jpg"]);
        names.Add(_folder["missing.jpg"]);
        using var one = Predictor("BN only", 0, workers: 1);
        using var four = Predictor("BN only", 0, workers: 4);

        var predicted = one.Predict(names.Select(ImageInput.OfFile)).ToList();
        var again = four.Predict(names.Select(ImageInput.OfFile)).ToList();

        Assert.Equal(names, predicted.Select(image => image.Name));
        Assert.Equal([5, 41], predicted.Index().Where(image => image.Item.Problem is not null).Select(image => image.Index));
        Assert.Equal("it cannot be decoded: no known format begins like this", predicted[5].Problem);
        Assert.Equal("there is no such file", predicted[41].Problem);
        Assert.Equal(predicted.SelectMany(image => image.Probabilities).SelectMany(values => values), again.SelectMany(image => image.Probabilities).SelectMany(values => values));
    }

    [Fact]
    public void Predict_ImageThatTheTransformsRefuse_SaysWhy()
    {
        File.WriteAllText(_suite, File.ReadAllText(_suite).Replace("resize: 36, ", "resize: 448, grayscale, ", StringComparison.Ordinal));
        Run();
        TestImages.SaveJpeg(new byte[5000 * 3], 1, 5000, _folder["long.jpg"]);
        using var predictor = Predictor("BN only", 0);

        var predicted = predictor.Predict([ImageInput.OfFile(_folder["long.jpg"]), ImageInput.OfFile(_folder["images", "dots", "00.jpg"])]).ToList();

        Assert.StartsWith("it is too elongated for 'resize: 448'", predicted[0].Problem, StringComparison.Ordinal);
        Assert.Null(predicted[1].Problem);
    }

    [Fact]
    public void Choose_NoTechnique_TakesTheHighestMeanOverSeeds()
    {
        var result = Run();
        var best = result.Techniques.MaxBy(technique => technique.Runs.Average(run => run.Epochs[^1].ValidAccuracy))!.Technique.Name;

        var chosen = ResultsModels.Open(Results, new WeightResolver()).Choose(null, null);

        Assert.Equal([(best, 0), (best, 1)], chosen.Select(model => (model.Technique, model.Seed)));
    }

    [Theory]
    [InlineData("BN onl", null, "has no finished network of a technique 'BN onl'. Did you mean 'BN only'?")]
    [InlineData("BN only", 7L, "has no network of 'BN only' with seed 7.")]
    public void Choose_WhatIsNotThere_SaysWhatIs(string technique, long? seed, string expected)
    {
        Run();

        var error = Assert.Throws<HarnessException>(() => Opener().Open(Results, technique, seed));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_FolderThatWasMovedWithItsStore_FindsTheNetworks()
    {
        Run();
        Directory.CreateDirectory(_folder["elsewhere"]);
        Directory.Move(_folder["results"], _folder["elsewhere", "results"]);

        var loaded = Opener().Open(_folder["elsewhere", "results", "tiny"], "BN only", 0);

        Assert.Equal("BN only", Assert.Single(loaded).Description.Origin.Technique);
        loaded[0].Dispose();
    }

    [Fact]
    public void Open_StoreWithoutTheNetwork_SaysWhatToDo()
    {
        Run();
        Directory.Delete(_folder["results", "store"], recursive: true);
        var missing = Assert.Throws<HarnessException>(() => Opener().Open(Results, "BN only", 0));
        Directory.CreateDirectory(_folder["results", "store"]);
        var empty = Assert.Throws<HarnessException>(() => Opener().Open(Results, "BN only", 0));

        Assert.Contains("does not exist", missing.Message, StringComparison.Ordinal);
        Assert.Contains("is no longer in the store, or damaged", empty.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder["results", "store"]));
    }

    [Fact]
    public void Open_DryRun_HasNoNetworks()
    {
        Run(Options with { Dry = true });

        var error = Assert.Throws<HarnessException>(() => Opener().Open($"{Results}-dry", null, null));

        Assert.Contains($"has no {ResultFileNames.Models}", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("prototype")]
    [InlineData("ridge")]
    public void Predict_ClassifierThatIsComputed_GivesThePredictionsOfTheRun(string objective)
    {
        WriteComputed(objective);
        var result = Run(Options with { Techniques = ["Computed"] });
        using var predictor = Predictor("Computed", 0);

        var predicted = predictor.Predict(result.ValidImages.Select(image => ImageInput.OfFile(_folder["images", image]))).Select(image => image.Top(0, 1)[0]);

        Assert.All(result.Techniques[0].Runs[0].ValidPredictions.Zip(predicted), pair =>
        {
            Assert.Equal(pair.First.ClassIndex, pair.Second.Class);
            Assert.Equal(pair.First.Probability, pair.Second.Probability, 1e-3f);
        });
    }

    [Fact]
    public void Open_TechniqueWithoutAHead_SaysWhyItHasNoNetwork()
    {
        WriteComputed("knn");
        Run(Options with { Techniques = ["Computed", "BN only"] });

        var error = Assert.Throws<HarnessException>(() => Opener().Open(Results, "Computed", null));

        Assert.Contains("'Computed' has no network that could be used: with objective 'knn' the head alone cannot classify", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Export_ThenPredict_GivesTheSameProbabilities()
    {
        Run();
        var exported = Opener().Open(Results, "Deeper head, BN in eval mode", 1)[0];
        ModelFile.Write(_folder["model.safetensors"], exported.Description, exported.Network);
        using var fromFolder = new Predictor([exported], CPU, 1);
        using var fromFile = new Predictor(Opener().Open(_folder["model.safetensors"], null, null), CPU, 1);
        ImageInput[] image = [ImageInput.OfBytes("an image", File.ReadAllBytes(_folder["images", "checks", "00.jpg"]))];

        Assert.Equal(fromFolder.Predict(image).Single().Probabilities[0], fromFile.Predict(image).Single().Probabilities[0]);
        Assert.Equal(["checks", "dots", "stripes"], fromFile.Classes);
        Assert.Equal("resnet18_half", Assert.Single(WeightSurvey.Of(WeightReference.Parse(_folder["model.safetensors"])).Backbones));
    }

    [Fact]
    public async Task Predict_LeftAfterTheFirstImage_WaitsForTheImagesThatAreBeingDecoded()
    {
        Run();
        using var predictor = Predictor("BN only", 0);
        using var last = new HeldBytes();
        var images = Enumerable.Repeat(ImageInput.OfBytes("no image", new byte[1]), 32).Append(ImageInput.OfBytes("held", last.Bytes));
        var predicted = predictor.Predict(images).GetEnumerator();

        Assert.True(predicted.MoveNext());
        var released = Task.Run(last.Release);
        predicted.Dispose();

        // While it is decoded, it is written to the batch that is given up.
        Assert.True(last.IsRead);
        await released;
    }

    [Fact]
    public void WriteModelListing_ListOfAnEarlierRunThatCannotBeRemoved_SaysSo()
    {
        Directory.CreateDirectory(Path.Combine(Results, "models.json"));
        using var session = SuiteOpener.Open(Options with { UseStore = false }, new RecordingObserver(), null);

        var error = Assert.Throws<HarnessException>(() => session.WriteModelListing(session.Collect()));

        Assert.StartsWith($"'{Path.Combine(Results, "models.json")}' cannot be removed: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Export_AsOnnx_GivesTheSameProbabilitiesInOnnxRuntime()
    {
        Run();
        var exported = Opener().Open(Results, "Deeper head, BN in eval mode", 1)[0];
        OnnxModelFile.Write(_folder["model.onnx"], exported, softmax: true);
        using var predictor = new Predictor([exported], CPU, 1);
        var image = ImageInput.OfFile(_folder["images", "checks", "00.jpg"]);
        var values = new float[predictor.ValuesPerImage];
        predictor.Prepare(image, values);

        using var session = new Microsoft.ML.OnnxRuntime.InferenceSession(_folder["model.onnx"]);
        var channelsFirst = Enumerable.Range(0, values.Length).Select(i => values[(i % (32 * 32) * 3) + (i / (32 * 32))]).ToArray();
        using var outputs = session.Run([Microsoft.ML.OnnxRuntime.NamedOnnxValue.CreateFromTensor("images", new DenseTensor<float>(channelsFirst, [1, 3, 32, 32]))]);
        var metadata = session.ModelMetadata.CustomMetadataMap;

        Assert.All(predictor.Predict([image]).Single().Probabilities[0].Zip(outputs[0].AsEnumerable<float>()), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
        Assert.Equal(("""["checks","dots","stripes"]""", "32", "36", "[0.485,0.456,0.406]"), (metadata["class_names"], metadata["image_size"], metadata["resize"], metadata["mean"]));
        Assert.Equal("Deeper head, BN in eval mode", ModelJson.Read<ModelDescription>("metadata", metadata["description"], "").Origin.Technique);
    }

    [Fact]
    public void Open_BadFiles_SayWhatTheyAre()
    {
        Run();
        var exported = Opener().Open(Results, "BN only", 0)[0];
        ModelFile.Write(_folder["model.safetensors"], exported.Description, exported.Network);
        SafetensorsWriter.Write(_folder["weights.safetensors"], ModuleWeights.Capture(exported.Network.Backbone).Values);
        exported.Dispose();
        File.WriteAllBytes(_folder["cut.safetensors"], File.ReadAllBytes(_folder["model.safetensors"])[..100_000]);
        _folder.Write("network.onnx", "");

        Assert.Contains("does not say which network", MessageOf("weights.safetensors"), StringComparison.Ordinal);
        Assert.Contains("not a readable weight file", MessageOf("cut.safetensors"), StringComparison.Ordinal);
        Assert.Contains("is an ONNX file", MessageOf("network.onnx"), StringComparison.Ordinal);
        Assert.Contains("There is neither a folder nor a file", MessageOf("nothing.safetensors"), StringComparison.Ordinal);
        Assert.Contains("is a network of 'BN only', not of 'Discriminative'.", MessageOf("model.safetensors", "Discriminative"), StringComparison.Ordinal);
    }

    [Fact]
    public void Open_DescriptionOfAnotherHeadThanTheTensorsAreOf_IsRefusedBeforeItIsBuilt()
    {
        Run();
        using var exported = Opener().Open(Results, "BN only", 0)[0];
        // Three layers of 4 billion weights: building them would take all memory.
        var large = exported.Description.Head with { Layers = [new LinearLayer(65536), new LinearLayer(65536), new LinearLayer(65536), new LinearLayer(null)] };
        ModelFile.Write(_folder["large.safetensors"], exported.Description with { Head = large }, exported.Network);
        ModelFile.Write(_folder["none.safetensors"], exported.Description with { Classes = [] }, exported.Network);

        Assert.Contains("the weights of the head are not those of the head that it describes.", MessageOf("large.safetensors"), StringComparison.Ordinal);
        Assert.Contains("is a network without classes.", MessageOf("none.safetensors"), StringComparison.Ordinal);
    }

    private static Backbone BackboneOf(IEnumerable<TrainedModel> networks, string technique) => networks.Single(network => network.Description.Origin.Technique == technique).Network.Backbone;

    private void WriteHeadOnly()
    {
        foreach (var (name, pool) in (IReadOnlyList<(string, string)>)[("Average", "avg"), ("Concat", "concat")])
        {
            _folder.Write(Path.Combine("techniques", $"{name}.yaml"), $$"""
                name: {{name}}
                head: { pool: {{pool}}, layers: [linear] }
                optimizer: adam
                phases: [{ epochs: 1, batch_norm: eval, train: { head: 1e-3 } }]
                """);
        }
    }

    private void WriteComputed(string objective) => _folder.Write(Path.Combine("techniques", "computed.yaml"), $$"""
        name: Computed
        head: { pool: avg, layers: [linear] }
        phases: [{ epochs: 1, objective: {{objective}}, batch_norm: eval }]
        """);

    private string Results => _folder["results", "tiny"];

    private RunOptions Options => new() { SuitePath = _suite, OutputFolder = Results, StoreFolder = _folder["results", "store"], Device = "cpu", Threads = 1, Workers = 2 };

    private static ModelOpener Opener() => new(new WeightResolver());

    private Predictor Predictor(string technique, long? seed, int workers = 2) => new(Opener().Open(Results, technique, seed), CPU, workers);

    private string MessageOf(string file, string? technique = null) => Assert.Throws<HarnessException>(() => Opener().Open(_folder[file], technique, null)).Message;

    private SuiteResult Run() => Run(Options);

    private static SuiteResult Run(RunOptions options)
    {
        var observer = new RecordingObserver();
        using var session = SuiteOpener.Open(options, observer, null);
        session.Run(observer, observer.Stop);
        var result = session.Collect();
        session.WriteModelListing(result);
        return result;
    }
}
