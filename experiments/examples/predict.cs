#!/usr/bin/env dotnet
// Classifies an image with a network that Harness exported: dotnet run predict.cs NETWORK.onnx IMAGE
#:package Microsoft.ML.OnnxRuntime@1.31.1
#:package SixLabors.ImageSharp@2.1.13
#:property PublishAot=false

using System.Globalization;
using System.Text.Json;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing;

if (args is not [var network, var picture])
{
    Console.Error.WriteLine("usage: dotnet run predict.cs NETWORK.onnx IMAGE");
    return 1;
}
using var session = new InferenceSession(network);
var metadata = session.ModelMetadata.CustomMetadataMap;
T Read<T>(string key) => JsonSerializer.Deserialize<T>(metadata[key])!;
var (side, shorter, mean, std) = (Read<int>("image_size"), Read<int>("resize"), Read<float[]>("mean"), Read<float[]>("std"));

// The shorter side is resized to a length, then a square is cut from the center.
using var image = Image.Load<Rgb24>(picture);
int Scaled(int length) => (int)((long)length * shorter / Math.Min(image.Width, image.Height));
image.Mutate(context => context.Resize(Scaled(image.Width), Scaled(image.Height), KnownResamplers.Triangle));
var (left, top) = ((int)Math.Round((image.Width - side) / 2.0), (int)Math.Round((image.Height - side) / 2.0));

var pixels = new DenseTensor<float>([1, 3, side, side]);
for (var y = 0; y < side; y++)
{
    for (var x = 0; x < side; x++)
    {
        var pixel = image[left + x, top + y];
        foreach (var (channel, value) in new[] { pixel.R, pixel.G, pixel.B }.Index())
            pixels[0, channel, y, x] = ((value / 255f) - mean[channel]) / std[channel];
    }
}

using var results = session.Run([NamedOnnxValue.CreateFromTensor("images", pixels)]);
var outputs = results[0].AsEnumerable<float>().ToArray();
if (results[0].Name == "logits")
{
    var exponentials = outputs.Select(output => MathF.Exp(output - outputs.Max())).ToArray();
    outputs = [.. exponentials.Select(exponential => exponential / exponentials.Sum())];
}
var highest = outputs.Index().MaxBy(output => output.Item);
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Read<string[]>("class_names")[highest.Index]} {highest.Item:F4}"));
return 0;
