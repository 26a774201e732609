using System.Runtime.InteropServices;
using Harness.Models.Backbones.ResNets;
using Harness.Models.Weights.Onnx;

namespace Harness.Models.Weights.Packaged;

/// <summary>The weights of <see cref="ResNetArchitecture.ResNet18Cntk"/>: a ResNet-18 that Microsoft trained with CNTK, for users of ML.NET.</summary>
/// <remarks>
/// The network wants images in blue, green and red from 0 to 255, less a mean image. Here it gets what all backbones get: red, green and blue, normalized with
/// ImageNet's mean m and standard deviation s, from which the backbone subtracts the mean image, normalized likewise. What is left is the network's input
/// divided by 255·s. So the filters of the first convolution are multiplied by it, channel by channel, and their channels reversed.
/// </remarks>
internal sealed class CntkResNet18 : IPackagedWeights
{
    private const int Channels = 3;

    private static readonly PackagedFile Network = new(
        "tools/DnnImageModels/ResNet18Onnx/ResNet18.onnx", "e2552f19db2dfdb01b3669537b6a0f1b44da38d18279535492ed5dfc2ef1ff8f");

    private static readonly PackagedFile Preprocessing = new(
        "tools/DnnImageModels/ResNetPrepOnnx/ResNetPreprocess.onnx", "84bf8def78d0befaa3f6e73745d57d7016c6a192ead76f79686bd438c1047004");

    // As in the suite's 'normalize: imagenet'.
    private static readonly float[] Means = [.. ImageNetStatistics.Means.Select(mean => (float)mean)];
    private static readonly float[] Deviations = [.. ImageNetStatistics.StandardDeviations.Select(deviation => (float)deviation)];

    /// <inheritdoc/>
    public NuGetPackage Package { get; } = new("Microsoft.ML.DnnImageFeaturizer.ResNet18", "0.23.1", Megabytes: 60);

    /// <inheritdoc/>
    public IReadOnlyList<WeightTensor> Read(string packageFolder)
    {
        var (network, preprocessing) = (Network.In(packageFolder), Preprocessing.In(packageFolder));
        var tensors = WeightFileError.Guard(network, () => Layers(OnnxNetwork.Read(network)).ToList());
        tensors.Add(WeightFileError.Guard(preprocessing, () => Mean(OnnxNetwork.Read(preprocessing))));
        return tensors;
    }

    // The file lists the convolutions of a block as torchvision makes them: the projection first.
    private static IEnumerable<WeightTensor> Layers(OnnxNetwork network)
    {
        var convolutions = network.Nodes.Where(node => node.OpType == "Conv").ToList();
        var batchNorms = network.Nodes.Where(node => node.OpType == "BatchNormalization").ToDictionary(node => node.Input[0]);
        var plans = ResNetArchitecture.ResNet18Cntk.Convolutions(isProjectionFirst: true).ToList();
        if (convolutions.Count != plans.Count) throw new InvalidDataException($"it has {convolutions.Count} convolutions instead of {plans.Count}");
        foreach (var (plan, convolution) in plans.Zip(convolutions))
        {
            var (shape, filters) = network.Floats(convolution.Input[1]);
            if (plan == plans[0]) FitToNormalizedImages(filters, shape);
            yield return Tensor($"{plan.Convolution}.weight", shape, filters);
            foreach (var tensor in BatchNorm(plan.BatchNorm, batchNorms[convolution.Output[0]].Input, network)) yield return tensor;
        }
    }

    // In the order of ONNX: scale, bias, mean, variance.
    private static IEnumerable<WeightTensor> BatchNorm(string name, IReadOnlyList<string> inputs, OnnxNetwork network) =>
        new[] { "weight", "bias", "running_mean", "running_var" }.Zip(inputs.Skip(1), (part, input) =>
        {
            var (shape, values) = network.Floats(input);
            return Tensor($"{name}.{part}", shape, values);
        });

    private static void FitToNormalizedImages(float[] filters, IReadOnlyList<long> shape)
    {
        var place = (int)(shape[2] * shape[3]);
        for (var filter = 0; filter < filters.Length; filter += Channels * place)
        {
            ReverseChannels(filters.AsSpan(filter, Channels * place));
            for (var i = 0; i < Channels * place; i++) filters[filter + i] *= 255f * Deviations[i / place];
        }
    }

    private static WeightTensor Mean(OnnxNetwork network)
    {
        var (_, values) = network.Floats("MeanImage");
        ReverseChannels(values);
        var place = values.Length / Channels;
        // In the order of operations of the transform 'normalize'.
        for (var i = 0; i < values.Length; i++) values[i] = ((values[i] / 255f) - Means[i / place]) / Deviations[i / place];
        return Tensor(MeanImage.Name, MeanImage.Shape, values);
    }

    // From blue, green, red to red, green, blue.
    private static void ReverseChannels(Span<float> values)
    {
        var place = values.Length / Channels;
        for (var i = 0; i < place; i++) (values[i], values[i + (2 * place)]) = (values[i + (2 * place)], values[i]);
    }

    private static WeightTensor Tensor(string name, IReadOnlyList<long> shape, float[] values) =>
        WeightTensor.FromBytes(name, WeightType.Float32, shape, MemoryMarshal.AsBytes<float>(values).ToArray());
}
