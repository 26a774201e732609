using System.Runtime.InteropServices;
using Harness.Libtorch;
using Harness.Models.Weights;
using Harness.Results;
using Harness.Training.State;
using static TorchSharp.torch;

namespace Harness.Storage;

/// <summary>Writes the states and predictions of epochs as safetensors files, and reads them back bit for bit.</summary>
internal static class EpochTensors
{
    private const string ModelPrefix = "model.";
    private const string OptimizerPrefix = "optimizer.";
    private const string ClassIndex = "class_index";
    private const string Probability = "probability";

    public static void WriteState(string path, TrainingState state) => SafetensorsWriter.Write(
        path,
        state.Model.Select(pair => ToWeight(ModelPrefix + pair.Key, pair.Value))
            .Concat(state.Optimizer.Select(pair => ToWeight(OptimizerPrefix + pair.Key, pair.Value))));

    public static TrainingState ReadState(string path)
    {
        TorchLibrary.Load();
        var tensors = SafetensorsReader.Read(path).Tensors;
        return new TrainingState(Part(tensors, ModelPrefix), Part(tensors, OptimizerPrefix));
    }

    public static void WritePredictions(string path, IReadOnlyList<Prediction> predictions) => SafetensorsWriter.Write(
        path,
        [
            Column(ClassIndex, WeightType.Int32, predictions.Select(prediction => prediction.ClassIndex).ToArray()),
            Column(Probability, WeightType.Float32, predictions.Select(prediction => prediction.Probability).ToArray()),
        ]);

    public static IReadOnlyList<Prediction> ReadPredictions(string path)
    {
        var tensors = SafetensorsReader.Read(path).Tensors;
        var classes = MemoryMarshal.Cast<byte, int>(tensors[ClassIndex].ReadBytes());
        var probabilities = MemoryMarshal.Cast<byte, float>(tensors[Probability].ReadBytes());
        var predictions = new Prediction[classes.Length];
        for (var i = 0; i < predictions.Length; i++) predictions[i] = new(classes[i], probabilities[i]);
        return predictions;
    }

    private static WeightTensor Column<T>(string name, WeightType type, T[] values)
        where T : unmanaged => WeightTensor.FromBytes(name, type, [values.Length], MemoryMarshal.AsBytes<T>(values).ToArray());

    private static Dictionary<string, Tensor> Part(IReadOnlyDictionary<string, WeightTensor> tensors, string prefix) => tensors
        .Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal))
        .ToDictionary(pair => pair.Key[prefix.Length..], pair => ToTensor(pair.Value));

    // Copied when it is written: a copy of the whole state at once would be as large as the network and the moments of its optimizer together.
    private static WeightTensor ToWeight(string name, Tensor value) => new(name, TypeOf(value), value.shape, () => value.bytes.ToArray());

    private static WeightType TypeOf(Tensor value) => value.dtype switch
    {
        ScalarType.Int64 => WeightType.Int64,
        ScalarType.Float32 => WeightType.Float32,
        _ => throw new ArgumentException($"States hold no tensors of type {value.dtype}.", nameof(value)),
    };

    private static Tensor ToTensor(WeightTensor weight)
    {
        var type = weight.Type == WeightType.Int64 ? ScalarType.Int64 : ScalarType.Float32;
        var result = empty(weight.Shape.ToArray(), type).DetachFromDisposeScope();
        weight.ReadBytes().CopyTo(result.bytes);
        return result;
    }
}
