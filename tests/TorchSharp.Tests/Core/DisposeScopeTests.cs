using static TorchSharp.torch;

namespace TorchSharp.Tests.Core;

public sealed class DisposeScopeTests
{
    [Fact]
    public void Dispose_TensorsOfTheScope_AreDisposed()
    {
        Tensor inside;
        using (var scope = NewDisposeScope())
        {
            inside = ones(2) + 1;
            Assert.True(scope.Contains(inside));
            Assert.Equal(2, scope.DisposablesCount);
        }
        Assert.True(inside.IsInvalid);
    }

    [Fact]
    public void Statistics_TenSteps_ReturnToTheStart()
    {
        var statistics = DisposeScopeManager.Statistics;
        var before = statistics.ThreadTotalLiveCount;
        for (var step = 0; step < 10; step++)
        {
            using var scope = NewDisposeScope();
            (ones(3) * 2).sum();
        }
        Assert.Equal(before, statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void Statistics_EveryWayOut_IsCounted()
    {
        var statistics = DisposeScopeManager.Statistics;
        statistics.Reset();
        Tensor kept;
        using (var scope = NewDisposeScope())
        {
            kept = scope.Detach(ones(1));
            ones(1).Dispose();
            _ = ones(1);
        }
        using var outside = ones(1);
        Assert.Equal(3, statistics.CreatedInScopeCount);
        Assert.Equal(2, statistics.DisposedInScopeCount);
        Assert.Equal(1, statistics.DetachedFromScopeCount);
        Assert.Equal(1, statistics.CreatedOutsideScopeCount);
        Assert.Equal(2, statistics.ThreadTotalLiveCount);
        kept.Dispose();
        Assert.Equal(1, statistics.DisposedOutsideScopeCount);
    }

    [Fact]
    public void MoveToOuter_ThenInnerDisposed_LivesUntilTheOuterIs()
    {
        Tensor moved, stayed;
        using (var outer = NewDisposeScope())
        {
            using (var inner = NewDisposeScope())
            {
                stayed = ones(1);
                moved = ones(1).MoveToOuterDisposeScope();
                Assert.True(outer.Contains(moved));
                Assert.False(inner.Contains(moved));
            }
            Assert.True(stayed.IsInvalid);
            Assert.False(moved.IsInvalid);
        }
        Assert.True(moved.IsInvalid);
    }

    [Fact]
    public void MoveToOuter_WithoutOuter_Detaches()
    {
        Tensor moved;
        using (NewDisposeScope()) moved = ones(1).MoveToOuterDisposeScope();
        Assert.False(moved.IsInvalid);
        moved.Dispose();
    }

    [Fact]
    public void MoveToOther_ScopeOfAnotherTensor_Follows()
    {
        using var outer = NewDisposeScope();
        var anchor = ones(1);
        using (NewDisposeScope())
        {
            var moved = ones(1).MoveToOtherDisposeScope(anchor);
            Assert.True(outer.Contains(moved));
        }
        Assert.Equal(2, outer.DisposablesCount);
    }

    [Fact]
    public void Attach_TensorFromOutside_IsDisposedWithTheScope()
    {
        var tensor = ones(1);
        using (var scope = NewDisposeScope()) scope.Attach(tensor);
        Assert.True(tensor.IsInvalid);
    }

    [Fact]
    public void Attach_SomethingElse_IsRefused()
    {
        using var scope = NewDisposeScope();
        Assert.Throws<InvalidOperationException>(() => scope.Attach(new MemoryStream()));
    }

    [Fact]
    public void DisposeEverythingBut_One_KeepsIt()
    {
        using var scope = NewDisposeScope();
        var (kept, other) = (ones(1), zeros(1));
        scope.DisposeEverythingBut(kept);
        Assert.False(kept.IsInvalid);
        Assert.True(other.IsInvalid);
        Assert.Equal(1, scope.DisposablesCount);
    }

    [Fact]
    public void Scopes_DisposedInTheWrongOrder_LeaveTheOthers()
    {
        var outer = NewDisposeScope();
        var inner = NewDisposeScope();
        outer.Dispose();
        var tensor = ones(1);
        Assert.True(inner.Contains(tensor));
        inner.Dispose();
        Assert.True(tensor.IsInvalid);
    }

    [Fact]
    public async Task OtherThread_Tensors_DoNotJoinTheScope()
    {
        using var scope = NewDisposeScope();
        var elsewhere = await Task.Factory.StartNew(
            () => ones(1), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        Assert.False(scope.Contains(elsewhere));
        elsewhere.Dispose();
    }

    [Fact]
    public void Scope_AfterDispose_RefusesToAnswer()
    {
        var scope = NewDisposeScope();
        scope.Dispose();
        Assert.Throws<ObjectDisposedException>(() => scope.DisposablesCount);
    }

    [Fact]
    public void WrappedTensorDisposeScope_Expression_KeepsTheValueOnly()
    {
        using var scope = NewDisposeScope();
        var value = WrappedTensorDisposeScope(() => (ones(2) + 1).sum());
        Assert.Equal(4f, value.item<float>());
        Assert.Equal(1, scope.DisposablesCount);
    }

    [Fact]
    public void TenThousandOperations_InScopes_LeaveNoMemoryBehind()
    {
        var tensor = ones(1000, 100);
        void Run(int steps)
        {
            for (var step = 0; step < steps; step++)
            {
                using var scope = NewDisposeScope();
                for (var i = 0; i < 10; i++) _ = tensor + i;
            }
        }
        Run(100);
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        var before = process.WorkingSet64;
        Run(1000);
        process.Refresh();
        // 10,000 results of 400 kB each would be 4 GB.
        Assert.InRange(process.WorkingSet64 - before, long.MinValue, 100 << 20);
        tensor.Dispose();
    }
}
