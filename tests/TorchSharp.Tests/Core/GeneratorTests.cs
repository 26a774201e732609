using static TorchSharp.torch;

namespace TorchSharp.Tests.Core;

public sealed class GeneratorTests
{
    [Fact]
    public void OwnGenerator_SameSeed_DrawsTheDefaultsNumbers()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(5);
        manual_seed(5);
        Assert.True(rand(20).Equals(rand(20, generator: generator)));
        Assert.True(randn(3, 40).Equals(randn(3, 40, generator: generator)));
        Assert.True(randperm(30).Equals(randperm(30, generator: generator)));
        Assert.True(randint(9, new long[] { 7 }).Equals(randint(9, new long[] { 7 }, generator: generator)));
        Assert.Equal(5, generator.initial_seed());
    }

    [Fact]
    public void OwnGenerator_Used_LeavesTheDefaultAlone()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(1);
        manual_seed(3);
        var expected = rand(4);
        manual_seed(3);
        _ = rand(10, generator: generator);
        Assert.True(expected.Equals(rand(4)));
    }

    [Fact]
    public void State_SetBack_RepeatsTheNumbers()
    {
        using var scope = NewDisposeScope();
        var state = get_rng_state();
        var first = rand(5);
        set_rng_state(state);
        Assert.True(first.Equals(rand(5)));
    }

    [Fact]
    public void Generator_AfterDispose_IsRefused()
    {
        var generator = new Generator(1);
        generator.Dispose();
        Assert.Throws<ObjectDisposedException>(() => rand(1, generator: generator));
    }

    [Fact]
    public void Normal_MeanAndDeviation_AreThoseAskedFor()
    {
        using var scope = NewDisposeScope();
        manual_seed(0);
        var sample = normal(3, 2, [10000]);
        Assert.Equal(3, sample.mean().item<float>(), 0.1);
        Assert.Equal(2, sample.std().item<float>(), 0.1);
    }
}
