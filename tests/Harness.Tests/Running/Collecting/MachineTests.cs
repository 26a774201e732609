using Harness.Running.Collecting;

namespace Harness.Tests.Running.Collecting;

public sealed class MachineTests
{
    [Theory]
    [InlineData("AVX2", "AMD EPYC 7763, 2 cores", "This processor has no instructions for bf16 (AVX-512 BF16 or AMX): without '--precision bf16' this run would be faster.")]
    [InlineData("AVX2, AVX-512", "Intel(R) Xeon(R) Gold 6148, 2 cores", "This processor has no instructions for bf16 (AVX-512 BF16 or AMX): without '--precision bf16' this run would be faster.")]
    [InlineData(
        "AVX2, AVX-512, AVX-512 BF16", "Intel(R) Xeon(R) Processor, 2 cores",
        "On Intel's processors bf16 is faster than fp32 only with AMX, which this one does not offer: without '--precision bf16' this run would be faster.")]
    [InlineData("AVX2, AVX-512, AVX-512 BF16, AMX BF16", "Intel(R) Xeon(R) Platinum 8481C, 2 cores", null)]
    [InlineData("AVX2, AVX-512, AVX-512 BF16", "AMD EPYC 9B14, 2 cores", null)]
    public void WhySlow_SaysWhatTheProcessorLacks(string sets, string processor, string? expected) =>
        Assert.Equal(expected, Machine.WhySlow(sets.Split(", "), processor));

    [Fact]
    public void Describe_Limits_FollowTheInstructionSets()
    {
        string? Variable(string name) => name == "ONEDNN_MAX_CPU_ISA" ? "AVX2" : null;

        Assert.Equal("AVX2, AVX-512; ONEDNN_MAX_CPU_ISA=AVX2", Machine.Describe(["AVX2", "AVX-512"], Variable));
        Assert.Equal("none beyond the basic ones", Machine.Describe([], _ => null));
    }
}
