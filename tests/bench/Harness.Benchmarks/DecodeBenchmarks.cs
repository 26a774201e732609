using BenchmarkDotNet.Attributes;
using Harness.Data.Images;

namespace Harness.Benchmarks;

/// <summary>From the bytes of a JPEG of 500 × 375 pixels to pixels.</summary>
public class DecodeBenchmarks
{
    private readonly byte[] _file = SamplePhotograph.Encode();

    [Benchmark(Baseline = true)]
    public void Exact() => ImageDecoder.Decode(_file).Dispose();
}
