using BenchmarkDotNet.Attributes;
using Harness.Data.Images;
using Harness.Data.Randomness;
using Harness.Data.Transforms;

namespace Harness.Benchmarks;

/// <summary>From a decoded image of 500 × 375 pixels, or from its file, to 224 × 224 × 3 floats.</summary>
public class TransformBenchmarks
{
    private readonly byte[] _file = SamplePhotograph.Encode();
    private readonly TransformPipeline _valid = new([new ResizeSettings(256), new CenterCropSettings(224), NormalizeSettings.ImageNet]);
    private readonly Resize _resize = new(new ResizeSettings(256));
    private readonly RgbImage _image;
    private readonly RgbImage _prepared;
    private readonly float[] _floats;

    private readonly TransformPipeline _train =
        new([new RandomResizedCropSettings(224), new RandomHorizontalFlipSettings(), NormalizeSettings.ImageNet]);

    private int _index;

    public TransformBenchmarks()
    {
        _image = ImageDecoder.Decode(_file);
        _prepared = _valid.Prepare(_image);
        _floats = new float[_valid.ValuesPerImage];
    }

    [Benchmark]
    public void Resize()
    {
        var random = default(CounterRandom);
        _resize.Apply(_image, ref random).Dispose();
    }

    [Benchmark]
    public void Normalize() => _valid.Complete(_prepared, seed: 0, epoch: 0, index: 0, _floats);

    [Benchmark]
    public void ValidTransformOfADecodedImage() => _valid.Apply(_image, seed: 0, epoch: 0, index: 0, _floats);

    [Benchmark]
    public void TrainTransformOfADecodedImage() => _train.Apply(_image, seed: 0, epoch: 0, _index++, _floats);

    [Benchmark(Baseline = true)]
    public void ValidTransformOfAFile()
    {
        using var image = ImageDecoder.Decode(_file);
        _valid.Apply(image, seed: 0, epoch: 0, index: 0, _floats);
    }

    [Benchmark]
    public void TrainTransformOfAFile()
    {
        using var image = ImageDecoder.Decode(_file);
        _train.Apply(image, seed: 0, epoch: 0, _index++, _floats);
    }
}
