namespace TorchSharp.Tests.Nn;

/// <summary>Maximum pooling without gradients, which has a kernel of its own (native/pooling.cpp), beside libtorch's, which training takes.</summary>
[Collection(GlobalState.Name)]
public sealed class MaxPoolingTests
{
    [Theory]
    [InlineData(32, 16, 16, 3, 2, 1)]
    [InlineData(5, 7, 9, 3, 2, 1)]
    [InlineData(3, 6, 5, 2, 2, 0)]
    [InlineData(20, 9, 4, 3, 1, 1)]
    [InlineData(1, 3, 3, 3, 3, 0)]
    public void MaxPool_WithoutGradient_GivesTheBitsOfMaxPoolWithGradient(int channels, int height, int width, int kernel, int stride, int padding)
    {
        foreach (var type in new[] { torch.ScalarType.Float32, torch.ScalarType.BFloat16 })
        {
            using var scope = torch.NewDisposeScope();
            using var generator = new torch.Generator(4);
            // Few different values, so that many are equal; zeros of both signs; NaN and infinities.
            var values = torch.randint(-3, 4, [2, height, width, channels], torch.ScalarType.Float32, generator: generator) * -0.5;
            values.flatten()[1] = torch.tensor(float.NaN);
            values.flatten()[7] = torch.tensor(float.NegativeInfinity);
            var image = values.to(type).permute(0, 3, 1, 2);
            var trained = image.detach().clone().requires_grad_();

            var expected = torch.nn.functional.max_pool2d(trained, kernel, stride, padding).detach();
            var actual = torch.nn.functional.max_pool2d(image, kernel, stride, padding);
            Assert.Equal(expected.shape, actual.shape);
            Assert.Equal(type, actual.dtype);
            Assert.Equal(1, actual.stride(1));
            Assert.Equal(Bits(expected), Bits(actual));
        }
    }

    // Which of the many NaNs comes out depends, in libtorch's bfloat16, on the number of channels; one stands for all.
    private static uint[] Bits(torch.Tensor tensor) =>
        [.. tensor.to(torch.ScalarType.Float32).contiguous().data<float>().ToArray()
            .Select(value => BitConverter.SingleToUInt32Bits(float.IsNaN(value) ? float.NaN : value))];

    [Fact]
    public void MaxPool_GradientsOff_OfATensorThatTrains_HasNoGradient()
    {
        using var scope = torch.NewDisposeScope();
        var image = torch.randn(1, 4, 4, 8).permute(0, 3, 1, 2).detach().requires_grad_();
        using var noGrad = torch.no_grad();
        Assert.False(torch.nn.functional.max_pool2d(image, 2).requires_grad);
    }

    [Theory]
    [InlineData(2, 2, 2)]
    [InlineData(9, 1, 0)]
    [InlineData(2, 0, 0)]
    public void MaxPool_WindowsThatDoNotFit_FailWithLibtorchsMessage(int kernel, int stride, int padding)
    {
        using var image = torch.randn(1, 4, 4, 8).permute(0, 3, 1, 2);
        using var noGrad = torch.no_grad();
        Assert.Throws<System.Runtime.InteropServices.ExternalException>(() => torch.nn.functional.max_pool2d(image, kernel, stride, padding));
    }
}
