using Harness.Models;
using Harness.Models.Backbones;
using Harness.Models.Heads;
using TorchSharp;
using static TorchSharp.torch;

namespace Harness.BodyBench;

/// <summary>The shared epochs through a backbone that experiments are made of, each on its own model, made when it is first asked for.</summary>
internal sealed class Workloads(string backbone, int imageSize, int batchSize) : IDisposable
{
    private readonly Dictionary<string, Workload> _made = [];
    private readonly List<IDisposable> _owned = [];
    private readonly BackboneDescription _backbone =
        BackboneRegistry.Catalog.Describe(backbone) ?? throw new ArgumentException($"There is no backbone {backbone}.", nameof(backbone));

    // The end of the names of workloads in which libtorch computes all convolutions.
    private const string WithoutWinograd = "-without-winograd";

    private bool _allowsWinograd;

    public Workload Get(string name)
    {
        if (!_made.TryGetValue(name, out var workload))
        {
            _allowsWinograd = !name.EndsWith(WithoutWinograd, StringComparison.Ordinal);
            _made.Add(name, workload = Create(name.Replace(WithoutWinograd, "", StringComparison.Ordinal)));
        }
        return workload;
    }

    public void Dispose()
    {
        foreach (var owned in _owned) owned.Dispose();
    }

    private Workload Create(string name) => name switch
    {
        "evaluation" => Forward(BatchNormMode.Eval, Precision.Float32),
        "evaluation-bf16" => Forward(BatchNormMode.Eval, Precision.BFloat16),
        "batch-statistics" => Forward(BatchNormMode.Train, Precision.Float32),
        "folded" => Folded(Precision.Float32),
        "folded-bf16" => Folded(Precision.BFloat16),
        "bn-only" => Training(Precision.Float32, onlyBatchNorm: true),
        "bn-only-bf16" => Training(Precision.BFloat16, onlyBatchNorm: true),
        "full" => Training(Precision.Float32, onlyBatchNorm: false),
        "full-bf16" => Training(Precision.BFloat16, onlyBatchNorm: false),
        "torchvision-batch-statistics" => TorchVisionForward(),
        "torchvision-full" => TorchVisionTraining(),
        "convolution" => Convolution(),
        "matrix-product" => MatrixProduct(),
        _ => throw new ArgumentException($"There is no workload {name}.", nameof(name)),
    };

    private Workload Forward(BatchNormMode mode, Precision precision)
    {
        var (model, images) = (Model(precision), Images());
        foreach (var parameter in model.Backbone.parameters()) parameter.requires_grad = false;
        model.Backbone.Train(mode);
        return new(batchSize, () => model.ForwardFeatures(images).Dispose());
    }

    private Workload Folded(Precision precision)
    {
        var (frozen, images) = (Own(Fold(precision)), Images());
        return new(batchSize, () => frozen.Forward(images).Dispose());
    }

    private IFoldedBackbone Fold(Precision precision) =>
        Model(precision).Backbone.Fold(precision) ?? throw new NotSupportedException($"{backbone} has no folded form.");

    private Workload Training(Precision precision, bool onlyBatchNorm)
    {
        var (model, images) = (Model(precision), Images());
        var labels = Own(arange(batchSize, dtype: ScalarType.Int64).remainder(5));
        // Of all parameters only the weights of convolutions have four dimensions.
        foreach (var parameter in model.parameters()) parameter.requires_grad = !onlyBatchNorm || parameter.shape.Length != 4;
        var optimizer = Own(optim.Adam(model.parameters().Where(parameter => parameter.requires_grad), lr: 1e-4));
        return new(batchSize, () => Train(model, images, labels, optimizer));
    }

    private static void Train(nn.Module<Tensor, Tensor> model, Tensor images, Tensor labels, optim.Optimizer optimizer)
    {
        using var scope = NewDisposeScope();
        model.zero_grad();
        var loss = nn.functional.cross_entropy(model.call(images), labels);
        loss.backward();
        optimizer.step();
        loss.ToDouble();
    }

    // The package TorchVision's network, with the channels innermost as well: why backbones are ours.
    private Workload TorchVisionForward()
    {
        var (network, images) = (TorchVisionNetwork(), Images());
        foreach (var parameter in network.parameters()) parameter.requires_grad = false;
        return new(batchSize, () => network.call(images).Dispose());
    }

    private Workload TorchVisionTraining()
    {
        var (network, images) = (TorchVisionNetwork(), Images());
        var labels = Own(arange(batchSize, dtype: ScalarType.Int64).remainder(5));
        var optimizer = Own(optim.Adam(network.parameters(), lr: 1e-4));
        return new(batchSize, () => Train(network, images, labels, optimizer));
    }

    private nn.Module<Tensor, Tensor> TorchVisionNetwork()
    {
        nn.Module<Tensor, Tensor> network = Own(backbone switch
        {
            "resnet18" => torchvision.models.resnet18(num_classes: 5),
            "resnet34" => torchvision.models.resnet34(num_classes: 5),
            "resnet50" => torchvision.models.resnet50(num_classes: 5),
            _ => throw new ArgumentException($"TorchVision has no {backbone}.", nameof(backbone)),
        });
        foreach (var (_, module) in network.named_modules())
        {
            if (module is TorchSharp.Modules.Conv2d convolution)
                convolution.weight = nn.Parameter(convolution.weight.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2).detach());
        }
        return network;
    }

    // Many channels on a small image: bound by arithmetic, not by memory. Weight and image have the channels innermost.
    private Workload Convolution()
    {
        const int channels = 256, size = 28, kernel = 3, count = 32;
        var image = Own(randn(count, size, size, channels).permute(0, 3, 1, 2));
        var weight = Own(randn(channels, kernel, kernel, channels).permute(0, 3, 1, 2));
        return new(2e-9 * count * size * size * channels * channels * kernel * kernel, () =>
        {
            using var noGrad = no_grad();
            nn.functional.conv2d(image, weight, padding: [1, 1]).Dispose();
        });
    }

    private Workload MatrixProduct()
    {
        const int size = 2048;
        var (left, right) = (Own(randn(size, size)), Own(randn(size, size)));
        return new(2e-9 * size * size * size, () => left.mm(right).Dispose());
    }

    private TransferModel Model(Precision precision)
    {
        var head = HeadSettings.Linear;
        var model = Own(ModelFactory.Create(_backbone, head, classes: 5, seed: 0));
        model.Backbone.Precision = precision;
        model.Backbone.AllowsWinograd = _allowsWinograd;
        return model;
    }

    // As the data pipeline hands them over: channels innermost.
    private Tensor Images() => Own(randn(batchSize, imageSize, imageSize, 3).permute(0, 3, 1, 2));

    private T Own<T>(T value) where T : IDisposable
    {
        _owned.Add(value);
        return value;
    }
}
