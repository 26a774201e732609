using Harness.Data.Transforms;
using Harness.Inference;
using Harness.Models;
using Harness.Models.Backbones;
using Harness.Models.Heads;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;
using static TorchSharp.torch;

namespace Harness.Serving.Tests;

/// <summary>A server of two untrained networks, and images for it.</summary>
internal static class ServedNetworks
{
    public const string First = "Feature extractor <b>";
    public const string Second = "Everything trained";

    /// <summary>Starts a server.</summary>
    /// <param name="limits">What it takes at most; null for the usual.</param>
    /// <param name="port">The port; 0 for any free one.</param>
    /// <param name="before">What each network does before it computes; null for nothing.</param>
    public static Task<PredictionServer> Start(ServerLimits? limits = null, int port = 0, Action? before = null)
    {
        TrainedModel[] networks = [Network(First, 0), Network(Second, 1), Network(Second, 2)];
        if (before is not null) foreach (var network in networks) RunBefore(network, before);
        var predictor = new Predictor(networks, CPU, 2);
        var model = new ModelAnswer("a suite", predictor.Classes, [new(Second, 2, 0.9), new(First, 1, 0.8)], predictor.ImageSize);
        return PredictionServer.Start(predictor, model, port, limits ?? new ServerLimits());
    }

    /// <summary>A picture of one color.</summary>
    public static byte[] Png(int width = 40, int height = 36, byte red = 200)
    {
        using var image = new Image<Rgb24>(width, height, new Rgb24(red, 90, 30));
        using var stream = new MemoryStream();
        image.SaveAsPng(stream);
        return stream.ToArray();
    }

    private static void RunBefore(TrainedModel network, Action action) => network.Network.Head.register_forward_pre_hook((_, features) =>
    {
        action();
        return features;
    });

    private static TrainedModel Network(string technique, long seed) => new(
        new()
        {
            Backbone = "resnet18_half",
            Head = HeadSettings.Linear,
            Classes = ["ants", "bees & <wasps>", "пчёлы"],
            Transforms = [new ResizeSettings(36), new CenterCropSettings(32), NormalizeSettings.ImageNet],
            Origin = new() { Suite = "a suite", Technique = technique, Seed = seed, Epoch = 1, ValidAccuracy = 0.5, ManifestHash = "none" },
        },
        ModelFactory.Create(BackboneRegistry.Catalog.Describe("resnet18_half")!, HeadSettings.Linear, 3, seed));
}
