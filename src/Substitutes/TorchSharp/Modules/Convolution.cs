using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What the convolutions have in common: settings, weight [out, in / groups, kernel…], bias [out] and how they start.</summary>
public abstract class Convolution : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = nameof(bias))]
    protected Parameter? _bias;

    [ComponentName(Name = nameof(weight))]
    protected Parameter? _weight;

    // Per dimension before and after, last dimension first: what functional.pad takes where padding is not with zeros.
    protected long[] _reversed_padding_repeated_twice = [];

    private protected Convolution(
        string name, long in_channels, long out_channels, long[] kernel_size, long[] stride, long[]? padding, Padding? padding_type, long[] dilation,
        long groups, bool bias, PaddingModes padding_mode, Device? device, ScalarType? dtype) : base(name)
    {
        this.in_channels = in_channels;
        this.out_channels = out_channels;
        this.kernel_size = kernel_size;
        this.stride = stride;
        this.dilation = dilation;
        this.groups = groups;
        this.padding_mode = padding_mode;
        output_padding = new long[kernel_size.Length];
        if (padding_type is not null) SetPadding(padding_type.Value);
        else SetPadding(padding ?? new long[kernel_size.Length]);

        long[] shape = [out_channels, in_channels / groups, .. kernel_size];
        weight = nn.Parameter(empty(shape, device: device, dtype: dtype));
        if (bias) this.bias = nn.Parameter(empty(out_channels, device: device, dtype: dtype));
        reset_parameters();
    }

    public long in_channels { get; }
    public long out_channels { get; }
    public bool transposed => false;
    public Padding? padding_type { get; private set; }
    public long[]? padding { get; private set; }
    public PaddingModes padding_mode { get; set; }
    public long groups { get; set; }
    public long[] kernel_size { get; set; }
    public long[] stride { get; set; }
    public long[] dilation { get; set; }
    public long[] output_padding { get; set; }

    public Parameter weight
    {
        get => _weight!;
        set
        {
            if (value.Handle == _weight?.handle) return;
            _weight?.Dispose();
            _weight = (Parameter)value.DetachFromDisposeScope();
            ConditionallyRegisterParameter(nameof(weight), _weight);
        }
    }

    public Parameter? bias
    {
        get => _bias;
        set
        {
            _bias?.Dispose();
            _bias = (Parameter?)value?.DetachFromDisposeScope();
            ConditionallyRegisterParameter(nameof(bias), _bias);
        }
    }

    /// <summary>Weight and bias uniform in ±1/√fan_in, the weight first, as PyTorch draws them.</summary>
    public void reset_parameters()
    {
        nn.init.kaiming_uniform_(weight, Math.Sqrt(5));
        if (bias is null) return;
        var (fanIn, _) = nn.init.CalculateFanInAndFanOut(weight);
        if (fanIn == 0) return;
        var bound = 1 / Math.Sqrt(fanIn);
        nn.init.uniform_(bias, -bound, bound);
    }

    public void SetPadding(long[] padding)
    {
        padding_type = null;
        this.padding = padding;
        _reversed_padding_repeated_twice = padding.Reverse().SelectMany(amount => new[] { amount, amount }).ToArray();
    }

    public void SetPadding(Padding padding)
    {
        this.padding = null;
        padding_type = padding;
        _reversed_padding_repeated_twice = new long[kernel_size.Length * 2];
        if (padding != Padding.Same) return;
        if (stride.Any(step => step != 1)) throw new ArgumentException("padding='same' is not supported for strided convolutions");
        for (var i = 0; i < kernel_size.Length; i++)
        {
            var total = dilation[i] * (kernel_size[i] - 1);
            var position = 2 * (kernel_size.Length - 1 - i);
            _reversed_padding_repeated_twice[position] = total / 2;
            _reversed_padding_repeated_twice[position + 1] = total - total / 2;
        }
    }

    // Batched [N, C, …] or a single [C, …].
    private protected bool ValidateShape(Tensor input, int dimensions)
    {
        var shape = input.shape;
        return (shape.Length == dimensions + 2 && shape[1] == in_channels) || (shape.Length == dimensions + 1 && shape[0] == in_channels);
    }
}
