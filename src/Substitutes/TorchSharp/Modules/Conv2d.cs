using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A convolution over [N, C, H, W] or [C, H, W].</summary>
public sealed class Conv2d : Convolution
{
    internal Conv2d(
        long in_channels, long out_channels, (long, long) kernel_size, (long, long)? stride, (long, long)? padding, Padding? padding_type,
        (long, long)? dilation, long groups, bool bias, PaddingModes padding_mode, Device? device, ScalarType? dtype)
        : base(
            nameof(Conv2d), in_channels, out_channels, Pair(kernel_size), Pair(stride ?? (1, 1)), Pair(padding ?? (0, 0)), padding_type,
            Pair(dilation ?? (1, 1)), groups, bias, padding_mode, device, dtype)
    {
    }

    public override Tensor forward(Tensor input)
    {
        if (!ValidateShape(input, 2))
            throw new ArgumentException($"Expected 3D (unbatched) or 4D (batched) input with {in_channels} channels to Conv2d.");
        if (padding_mode != PaddingModes.Zeros)
        {
            using var padded = nn.functional.pad(input, _reversed_padding_repeated_twice, padding_mode);
            return nn.functional.conv2d(padded, weight, bias, stride, [0, 0], dilation, groups);
        }
        return padding_type is null
            ? nn.functional.conv2d(input, weight, bias, stride, padding, dilation, groups)
            : nn.functional.conv2d_padding(input, weight, bias, stride, padding_type.Value, dilation, groups);
    }

    private static long[] Pair((long, long) values) => [values.Item1, values.Item2];
}
