using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Gives its input under a new handle, so that whoever disposes its inputs does not dispose this result.</summary>
public sealed class Identity : ParameterLessModule<Tensor, Tensor>
{
    internal Identity() : base(nameof(Identity)) { }

    public override Tensor forward(Tensor tensor) => tensor.alias();
}
