using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A tensor that an optimizer may change. It takes over the handle of the tensor that it is made from, which is empty afterwards.</summary>
public class Parameter : Tensor
{
    public Parameter(Tensor data, bool requires_grad = true) : base(data.with_requires_grad(requires_grad).MoveHandle(), false)
    {
        if (data.OwningDisposeScope is not null) DisposeScope.ReplaceWith(data, this);
    }
}
