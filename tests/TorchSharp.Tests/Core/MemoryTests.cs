using System.Diagnostics;
using System.Runtime.InteropServices;

namespace TorchSharp.Tests.Core;

/// <summary>The allocator that keeps the memory of large tensors (native/memory.cpp).</summary>
[Collection(GlobalState.Name)]
public sealed class MemoryTests
{
    private const long Mebi = 1L << 20;

    [Fact]
    public void Dispose_LargeTensor_LeavesItsMemoryToTheNextOfItsSize()
    {
        using var first = torch.empty(9 * Mebi, dtype: torch.ScalarType.Byte);
        var memory = first.bytes;
        first.Dispose();
        using var second = torch.empty(9 * Mebi, dtype: torch.ScalarType.Byte);
        Assert.True(memory.Overlaps(second.bytes));
    }

    [Fact]
    public void Zeros_InMemoryThatWasUsed_AreZero()
    {
        for (var i = 0; i < 3; i++)
        {
            using var used = torch.ones(5 * Mebi);
            Assert.Equal(5.0 * Mebi, used.sum().ToDouble());
            used.Dispose();
            using var zeros = torch.zeros(5 * Mebi);
            Assert.Equal(0, zeros.sum().ToDouble());
        }
    }

    [Fact]
    public void Empty_LiveTensorsOfManySizes_ShareNoMemory()
    {
        var sizes = new[] { 0.4, 0.6, 1, 1.9, 2, 2.1, 3, 3, 7, 16.5 };
        for (var round = 0; round < 3; round++)
        {
            var tensors = sizes.Select((size, i) => torch.full((long)(size * Mebi), i, dtype: torch.ScalarType.Byte)).ToList();
            foreach (var (i, tensor) in tensors.Index()) Assert.Equal(-1, tensor.bytes.IndexOfAnyExcept((byte)i));
            foreach (var tensor in tensors) tensor.Dispose();
        }
    }

    [Fact]
    public void Empty_OneSizeAfterAnother_KeepsNoMoreThanTheLargestNeeded()
    {
        using var process = Process.GetCurrentProcess();
        long Resident()
        {
            process.Refresh();
            return process.WorkingSet64;
        }

        torch.ones(64 * Mebi, dtype: torch.ScalarType.Byte).Dispose();
        var before = Resident();
        // 2.6 GB in all, which keeping every block would add up to.
        for (var size = 20; size <= 64; size += 3) torch.ones(size * Mebi, dtype: torch.ScalarType.Byte).Dispose();
        for (var size = 64; size >= 4; size--) torch.ones(size * Mebi, dtype: torch.ScalarType.Byte).Dispose();
        Assert.InRange(Resident() - before, long.MinValue, 256 * Mebi);
    }

    [Fact]
    public void Tensors_MadeAndDisposedOnSeveralThreads_KeepTheirValues()
    {
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 4 }, value =>
        {
            for (var i = 0; i < 20; i++)
            {
                using var tensor = torch.full((2 + (i % 3)) * Mebi, value, dtype: torch.ScalarType.Byte);
                Assert.Equal(-1, tensor.bytes.IndexOfAnyExcept((byte)value));
            }
        });
    }

    [Fact]
    public void Empty_MoreThanThereIs_FailsWithLibtorchsMessage()
    {
        var exception = Assert.Throws<ExternalException>(() => torch.empty(1L << 46, dtype: torch.ScalarType.Byte));
        Assert.Matches("not enough memory|can't allocate memory", exception.Message);
    }
}
