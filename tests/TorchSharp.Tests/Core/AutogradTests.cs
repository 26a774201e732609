using static TorchSharp.torch;

namespace TorchSharp.Tests.Core;

public sealed class AutogradTests
{
    [Fact]
    public void Backward_ProductOfTwo_GivesEachTheOther()
    {
        using var scope = NewDisposeScope();
        var left = tensor(new[] { 1f, 2f, 3f }, requires_grad: true);
        var right = tensor(new[] { 4f, 5f, 6f }, requires_grad: true);
        (left * right).sum().backward();
        Assert.Equal([4f, 5f, 6f], left.grad!.data<float>().ToArray());
        Assert.Equal([1f, 2f, 3f], right.grad!.data<float>().ToArray());
    }

    [Fact]
    public void Grad_ReadTwice_IsTwoHandlesOfOneTensor()
    {
        using var scope = NewDisposeScope();
        var x = ones(2, requires_grad: true);
        x.sum().backward();
        using var first = x.grad!;
        using var second = x.grad!;
        Assert.NotSame(first, second);
        first.zero_();
        Assert.Equal([0f, 0f], second.data<float>().ToArray());
    }

    [Fact]
    public void Grad_SetToNull_IsGone()
    {
        using var scope = NewDisposeScope();
        var x = ones(2, requires_grad: true);
        x.sum().backward();
        x.grad = null;
        Assert.Null(x.grad);
    }

    [Fact]
    public void NoGrad_Nested_RestoresWhatWasBefore()
    {
        Assert.True(is_grad_enabled());
        using (no_grad())
        {
            Assert.False(is_grad_enabled());
            using (enable_grad()) Assert.True(is_grad_enabled());
            Assert.False(is_grad_enabled());
        }
        Assert.True(is_grad_enabled());
    }

    [Fact]
    public void InferenceMode_TensorMadeInside_CannotBeTrainedOutside()
    {
        using var scope = NewDisposeScope();
        Tensor made;
        using (inference_mode())
        {
            Assert.True(is_inference_mode_enabled());
            made = ones(2);
        }
        Assert.False(is_inference_mode_enabled());
        var x = ones(2, requires_grad: true);
        Assert.Throws<System.Runtime.InteropServices.ExternalException>(() => (x * made).sum().backward());
    }

    [Fact]
    public void AutogradGrad_SecondDerivative_OfCube()
    {
        using var scope = NewDisposeScope();
        var x = tensor(2.0, requires_grad: true);
        var first = autograd.grad([x.pow(3)], [x], create_graph: true)[0];
        var second = autograd.grad([first], [x])[0];
        Assert.Equal(12.0, first.item<double>(), 12);
        Assert.Equal(12.0, second.item<double>(), 12);
    }

    [Fact]
    public void Backward_Twice_SaysThatTheGraphIsGone()
    {
        using var scope = NewDisposeScope();
        var x = ones(2, requires_grad: true);
        var y = (x * x).sum();
        y.backward();
        var error = Assert.Throws<System.Runtime.InteropServices.ExternalException>(y.backward);
        Assert.Contains("second time", error.Message);
        Assert.DoesNotContain("Exception raised from", error.Message);
    }
}
