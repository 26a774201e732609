using Harness.Tests.Models.Fixtures;
using Harness.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Harness.Tests.Training;

[Collection(TorchCollection.Name)]
public sealed class FeatureCacheTests : IDisposable
{
    private const int Batches = 3;
    // Of [2, 4, 1, 1] floats.
    private const long BatchBytes = 32;

    private readonly FeatureCache _features = new(budget: Batches * BatchBytes);
    private readonly List<FeatureBatch> _made = [];
    private int _computed;

    public void Dispose() => _features.Dispose();

    [Fact]
    public void Visit_UsedAgain_ComputesOnceAndGivesTheSameInTheSameOrder()
    {
        var first = Visit("a", isUsedAgain: true);
        var second = Visit("a", isUsedAgain: true);
        var last = Visit("a", isUsedAgain: false);

        Assert.Equal(1, _computed);
        Assert.Equal([0, 1, 2], first);
        Assert.Equal(first, second);
        Assert.Equal(first, last);
        Assert.Equal(4 * sizeof(float), _features.BytesPerImage);
    }

    [Fact]
    public void Visit_Kept_SavesTheSecondsOfComputingWithoutThoseOfUse()
    {
        IEnumerable<FeatureBatch> Slowly()
        {
            foreach (var batch in Compute())
            {
                Thread.Sleep(20);
                yield return batch;
            }
        }

        var computed = _features.Visit("a", true, Batches, Slowly, _ => Thread.Sleep(500));
        var kept = _features.Visit("a", true, Batches, Slowly, _ => { });

        Assert.Equal(0, computed);
        Assert.InRange(kept, Batches * 0.015, Batches * 0.4);
    }

    [Fact]
    public void Visit_NotUsedAgain_KeepsNothing()
    {
        Visit("a", isUsedAgain: false);
        AssertAllDisposed();

        Visit("a", isUsedAgain: false);

        Assert.Equal(2, _computed);
    }

    [Fact]
    public void Visit_LastUse_DropsThem()
    {
        Visit("a", isUsedAgain: true);
        Assert.All(_made, batch => Assert.False(batch.Features.IsInvalid));

        Visit("a", isUsedAgain: false);
        AssertAllDisposed();

        Visit("a", isUsedAgain: true);
        Assert.Equal(2, _computed);
    }

    [Fact]
    public void Visit_BackbonesInOtherStates_HaveTheirOwn()
    {
        Visit("a", isUsedAgain: true);
        Visit("b", isUsedAgain: false);
        Assert.Equal(2, _computed);

        Visit("a", isUsedAgain: false);

        Assert.Equal(2, _computed);
    }

    [Fact]
    public void Visit_MoreThanTheBudget_GoesThroughAllAndKeepsNone()
    {
        Visit("a", isUsedAgain: true);
        var over = Visit("b", isUsedAgain: true);

        Assert.Equal([3, 4, 5], over);
        Assert.True(_made.Count > Batches);
        Assert.All(_made.Skip(Batches), batch => Assert.True(batch.Features.IsInvalid && batch.Targets.IsInvalid));
        Visit("b", isUsedAgain: true);
        Assert.Equal(3, _computed);
        Visit("a", isUsedAgain: true);
        Assert.Equal(3, _computed);
    }

    [Fact]
    public void Visit_AllWouldNotFit_HoldsOneBatchAtATimeFromTheFirstOn()
    {
        using var small = new FeatureCache(budget: (Batches * BatchBytes) - 1);

        small.Visit("a", true, Batches, () => Compute(), _ => Assert.All(_made.SkipLast(1), batch => Assert.True(batch.Features.IsInvalid)));

        Assert.Equal(Batches, _made.Count);
        AssertAllDisposed();
    }

    [Fact]
    public void Visit_AfterOthersWereDropped_HasTheirRoom()
    {
        Visit("a", isUsedAgain: true);
        Visit("a", isUsedAgain: false);

        Visit("b", isUsedAgain: true);
        Visit("b", isUsedAgain: true);

        Assert.Equal(2, _computed);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Visit_EndsMidway_KeepsNoPart(bool inTheBackbone)
    {
        Assert.Throws<OperationCanceledException>(() => _features.Visit("a", true, Batches, () => Compute(inTheBackbone ? 2 : int.MaxValue), _ =>
        {
            if (!inTheBackbone && _made.Count == 2) throw new OperationCanceledException();
        }));

        Assert.Equal(2, _made.Count);
        AssertAllDisposed();
        Assert.Equal(Batches, Visit("a", isUsedAgain: true).Count);
        Assert.Equal(2, _computed);
    }

    [Fact]
    public void Visit_KeptAndTheUserThrows_StillHasThemAll()
    {
        Visit("a", isUsedAgain: true);

        Assert.Throws<OperationCanceledException>(() => _features.Visit("a", true, Batches, () => Compute(), _ => throw new OperationCanceledException()));

        Assert.Equal([0, 1, 2], Visit("a", isUsedAgain: true));
        Assert.Equal(1, _computed);
    }

    [Fact]
    public void Dispose_WithKeptFeatures_FreesThem()
    {
        Visit("a", isUsedAgain: true);

        _features.Dispose();

        AssertAllDisposed();
    }

    private List<int> Visit(string backbone, bool isUsedAgain)
    {
        var seen = new List<int>();
        _features.Visit(backbone, isUsedAgain, Batches, () => Compute(), batch =>
        {
            Assert.False(batch.Targets.IsInvalid);
            seen.Add((int)batch.Features.sum().ToDouble() / 8);
        });
        return seen;
    }

    // Batches that hold their numbers, counted over all visits. As in PyTorch, full() of a whole number would make int64.
    private IEnumerable<FeatureBatch> Compute(int canceledAt = int.MaxValue)
    {
        _computed++;
        for (var i = 0; i < Batches; i++)
        {
            if (i == canceledAt) throw new OperationCanceledException();
            _made.Add(new FeatureBatch(full([2, 4, 1, 1], _made.Count, dtype: float32), zeros([2], dtype: int64), ImageCount: 2));
            yield return _made[^1];
        }
    }

    private void AssertAllDisposed() => Assert.All(_made, batch => Assert.True(batch.Features.IsInvalid && batch.Targets.IsInvalid));
}
