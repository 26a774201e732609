using Harness.Diagnostics;
using Harness.Storage;
using Harness.Tests.Models.Fixtures;
using Harness.TestSupport;
using Harness.Training.State;
using static TorchSharp.torch;

namespace Harness.Tests.Storage;

[Collection(TorchCollection.Name)]
public sealed class EpochTensorsTests : IDisposable
{
    private const int Elements = 1 << 20;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void WriteState_BeforeTheFirstTensorIsWritten_HasCopiedNone()
    {
        using var state = State();
        // No file can be made there.
        var path = Path.Combine(_folder.Write("file", ""), "state.safetensors");
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<HarnessException>(() => EpochTensors.WriteState(path, state));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, Elements);
    }

    [Fact]
    public void ReadState_WhatWasWritten_HasEveryBit()
    {
        using var state = State();
        EpochTensors.WriteState(_folder["state.safetensors"], state);

        using var read = EpochTensors.ReadState(_folder["state.safetensors"]);

        Assert.Equal(state.Model["weight"].data<float>().ToArray(), read.Model["weight"].data<float>().ToArray());
        Assert.Equal(7, read.Optimizer["step"].item<long>());
    }

    private static TrainingState State() => new(
        new Dictionary<string, Tensor> { ["weight"] = arange(Elements, dtype: ScalarType.Float32) }, new Dictionary<string, Tensor> { ["step"] = tensor(7L) });
}
