using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>x · Φ(x), with Φ exact or by tanh.</summary>
public sealed class GELU : ParameterLessModule<Tensor, Tensor>
{
    internal GELU(bool inplace, Approximate approximate = Approximate.none) : base(nameof(GELU))
    {
        this.inplace = inplace;
        this.approximate = approximate;
    }

    /// <summary>How Φ is computed.</summary>
    public enum Approximate
    {
        none,
        tanh,
    }

    public bool inplace { get; set; }
    public Approximate approximate { get; set; }

    public override Tensor forward(Tensor tensor) => nn.functional.gelu(tensor, approximate, inplace);
}
