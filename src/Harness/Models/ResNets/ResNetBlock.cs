using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Harness.Models.ResNets;

/// <summary>A residual block of either kind, under torchvision's names.</summary>
internal sealed class ResNetBlock : nn.Module<Tensor, Tensor>
{
    private readonly ConvolutionUnit[] _path;
    private readonly ConvolutionUnit? _shortcut;

    public ResNetBlock(BlockPlan plan) : base(nameof(ResNetBlock))
    {
        // torchvision builds the projection first, and registers it last.
        _shortcut = plan.Shortcut is null ? null : new(plan.Shortcut);
        _path = [.. plan.Path.Select(convolution => new ConvolutionUnit(convolution))];
        foreach (var (convolution, unit) in plan.Path.Zip(_path))
        {
            register_module(convolution.Convolution, unit.Convolution);
            register_module(convolution.BatchNorm, unit.BatchNorm);
        }
        if (_shortcut is not null) register_module("downsample", nn.Sequential(_shortcut.Convolution, _shortcut.BatchNorm));
    }

    /// <summary>All units in forward order.</summary>
    public IEnumerable<ConvolutionUnit> Units => _shortcut is null ? _path : _path.Append(_shortcut);

    /// <summary>Applies the block.</summary>
    /// <param name="input">[N, C, H, W]; neither changed nor disposed.</param>
    /// <returns>[N, C', H/stride, W/stride], not negative. The caller disposes it.</returns>
    public override Tensor forward(Tensor input)
    {
        var result = _path[0].Forward(input);
        foreach (var unit in _path.AsSpan(1))
        {
            result.relu_();
            var next = unit.Forward(result);
            result.Dispose();
            result = next;
        }
        AddShortcut(result, input);
        return result.relu_();
    }

    private void AddShortcut(Tensor result, Tensor input)
    {
        using var projected = _shortcut?.Forward(input);
        result.add_(projected ?? input);
    }
}
