using Harness.Diagnostics;
using Harness.Running.Devices;

namespace Harness.Tests.Running.Devices;

public sealed class DeviceListTests
{
    [Theory]
    [InlineData("auto", 0, "cpu")]
    [InlineData("auto", 1, "cuda:0")]
    [InlineData("auto", 3, "cuda:0 cuda:1 cuda:2")]
    [InlineData("cpu", 2, "cpu")]
    [InlineData("cuda", 2, "cuda:0")]
    [InlineData("cuda:1", 2, "cuda:1")]
    [InlineData("cuda:2, cuda:0", 3, "cuda:2 cuda:0")]
    [InlineData("cpu,cpu", 0, "cpu cpu")]
    public void Of_DevicesThatAreThere_NamesThem(string text, int cudaDevices, string expected) =>
        Assert.Equal(expected, string.Join(' ', DeviceList.Of(text, () => cudaDevices)));

    // The results of a GPU can be reported on a machine without one.
    [Theory]
    [InlineData("cpu", "cpu")]
    [InlineData("cuda", "cuda:0")]
    [InlineData("cuda:7", "cuda:7")]
    public void Named_DevicesOfAnotherMachine_AreKnown(string text, string expected) => Assert.Equal(expected, string.Join(' ', DeviceList.Named(text)));

    [Fact]
    public void IsHere_Processor_IsTrue()
    {
        Assert.True(DeviceList.IsHere("cpu"));
        Assert.False(DeviceList.IsHere("cuda:1000"));
    }

    [Fact]
    public void Named_NoDevice_IsRefused() => Assert.Throws<HarnessException>(() => DeviceList.Named("gpu"));

    [Theory]
    [InlineData("cuda:2", 2, "There is no device 'cuda:2': this machine has 2 CUDA devices, cuda:0 to cuda:1.")]
    [InlineData("cuda:1", 1, "There is no device 'cuda:1': this machine has one CUDA device, cuda:0.")]
    [InlineData("cuda", 0, "There is no CUDA device, or this libtorch was built without CUDA.")]
    [InlineData("cuda:-1", 2, "Unknown device 'cuda:-1'.")]
    [InlineData("cuda:x", 2, "Unknown device 'cuda:x'. Did you mean 'cuda'?")]
    [InlineData("gpu", 2, "Unknown device 'gpu'. Did you mean 'cpu'?")]
    [InlineData("cuda:0,", 2, "Unknown device ''.")]
    [InlineData("cpu,auto", 2, "'auto' means all CUDA devices and cannot be one of several.")]
    [InlineData("cpu,cuda", 2, "The devices 'cpu,cuda' are of several kinds.")]
    [InlineData("cuda,cuda:0", 2, "'cuda,cuda:0' names the device cuda:0 twice.")]
    public void Of_DevicesThatAreNotThere_SaysWhichAre(string text, int cudaDevices, string expected) =>
        Assert.Equal(expected, Assert.Throws<HarnessException>(() => DeviceList.Of(text, () => cudaDevices)).Message);
}
