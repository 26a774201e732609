using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Harness.Models.ResNets;

/// <summary>The two modules of a <see cref="ConvolutionPlan"/>. It owns neither: the block or body that registers them does.</summary>
internal sealed class ConvolutionUnit
{
    public ConvolutionUnit(ConvolutionPlan plan)
    {
        Convolution = nn.Conv2d(plan.Inputs, plan.Outputs, plan.Kernel, stride: plan.Stride, padding: plan.Padding, bias: false);
        BatchNorm = nn.BatchNorm2d(plan.Outputs);
    }

    public Conv2d Convolution { get; }

    public BatchNorm2d BatchNorm { get; }

    /// <summary>Convolves and normalises.</summary>
    /// <returns>A new tensor; the input is not disposed.</returns>
    public Tensor Forward(Tensor input)
    {
        using var convolved = Convolution.call(input);
        return BatchNorm.call(convolved);
    }

    /// <summary>Draws the weights as torchvision does: normal, with the variance that keeps gradients at their size through a ReLU.</summary>
    public void Initialize()
    {
        nn.init.kaiming_normal_(Convolution.weight, 0, nn.init.FanInOut.FanOut, nn.init.NonlinearityType.ReLU);
        UseChannelsLast();
    }

    // oneDNN's and cuDNN's channels-last kernels are the faster ones, and libtorch takes them when input or weight has these strides.
    // Only after drawing: a generator fills memory in another order when a tensor is not contiguous.
    private void UseChannelsLast()
    {
        using var noGrad = no_grad();
        using var channelsLast = Convolution.weight.permute(0, 2, 3, 1);
        using var packed = channelsLast.contiguous();
        Convolution.weight = nn.Parameter(packed.permute(0, 3, 1, 2));
    }
}
