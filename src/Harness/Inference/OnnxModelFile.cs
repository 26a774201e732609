using System.Globalization;
using System.Text.Json;
using Harness.Data.Transforms;
using Harness.Models.Onnx;
using Harness.Models.Weights;

namespace Harness.Inference;

/// <summary>A trained network as ONNX, with everything needed to use it in its metadata.</summary>
public static class OnnxModelFile
{
    /// <summary>Writes a network.</summary>
    /// <param name="path">The file; overwritten if it exists.</param>
    /// <param name="model">The network.</param>
    /// <param name="softmax">Whether it gives probabilities instead of logits.</param>
    /// <exception cref="Diagnostics.HarnessException">The file cannot be written, or would be larger than ONNX allows; what was there is unharmed.</exception>
    public static void Write(string path, TrainedModel model, bool softmax)
    {
        var side = new TransformPipeline(model.Description.Transforms).ImageSize;
        OnnxExport.Write(path, model.Network, new() { ImageSize = side, Softmax = softmax, Metadata = Describe(model.Description, side) });
    }

    private static Dictionary<string, string> Describe(ModelDescription description, int side)
    {
        var normalize = (NormalizeSettings)description.Transforms[^1];
        var texts = new Dictionary<string, string>
        {
            ["description"] = ModelJson.Write(description),
            [ClassNames.MetadataKey] = ClassNames.Write(description.Classes),
            ["image_size"] = side.ToString(CultureInfo.InvariantCulture),
            ["mean"] = JsonSerializer.Serialize(normalize.Mean),
            ["std"] = JsonSerializer.Serialize(normalize.StandardDeviation),
        };
        // What nearly every suite does fits into one number. Other transforms are only in the description, so simple readers cannot misinterpret them.
        if (description.Transforms is [ResizeSettings resize, CenterCropSettings, NormalizeSettings]) texts["resize"] = resize.Size.ToString(CultureInfo.InvariantCulture);
        return texts;
    }
}
