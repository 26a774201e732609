using BenchmarkDotNet.Attributes;
using Harness.Models.Weights;

namespace Harness.Benchmarks;

/// <summary>Reading a safetensors file of 45 MB in 60 tensors, about a resnet18.</summary>
public class WeightBenchmarks
{
    private const int Tensors = 60, Side = 432;
    private readonly string _file = Path.GetTempFileName();

    [GlobalSetup]
    public void Write()
    {
        var elements = new byte[Side * Side * sizeof(float)];
        SafetensorsWriter.Write(
            _file, Enumerable.Range(0, Tensors).Select(i => WeightTensor.FromBytes($"layer{i}.weight", WeightType.Float32, [Side, Side], elements)));
    }

    [GlobalCleanup]
    public void Delete() => File.Delete(_file);

    [Benchmark]
    public int ReadHeader() => SafetensorsReader.Read(_file).Tensors.Count;

    [Benchmark]
    public long ReadEverything() => SafetensorsReader.Read(_file).Tensors.Values.Sum(tensor => (long)tensor.ReadBytes().Length);
}
