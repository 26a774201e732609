using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Harness.Inference;

namespace Harness.Reporting.Predictions;

/// <summary>Predictions as a JSON array with an object per image: <c>{ "image": …, "predictions": [{ "class": …, "probability": … }] }</c>, or <c>"problem"</c> in
/// instead of predictions.</summary>
public sealed class PredictionsJsonWriter : IPredictionWriter
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly TextWriter _target;
    private readonly IReadOnlyList<string> _classes;
    private readonly int _count;
    private bool _isBegun;

    /// <summary>Begins the array.</summary>
    /// <param name="target">Where to write; stays open.</param>
    /// <param name="classes">The names of the classes.</param>
    /// <param name="count">How many of the most probable classes are written.</param>
    public PredictionsJsonWriter(TextWriter target, IReadOnlyList<string> classes, int count)
    {
        (_target, _classes, _count) = (target, classes, count);
        _target.Write('[');
    }

    /// <inheritdoc/>
    public void Write(PredictedImage image)
    {
        _target.Write(_isBegun ? ",\n " : "\n ");
        _isBegun = true;
        _target.Write(Describe(image).ToJsonString(Options));
        _target.Flush();
    }

    /// <inheritdoc/>
    public void Dispose() => _target.Write("\n]\n");

    private JsonObject Describe(PredictedImage image)
    {
        var json = new JsonObject { ["image"] = image.Name };
        if (image.Problem is null)
            json["predictions"] = new JsonArray([.. image.Top(0, _count).Select(item => new JsonObject { ["class"] = _classes[item.Class], ["probability"] = item.Probability })]);
        else
            json["problem"] = image.Problem;
        return json;
    }
}
