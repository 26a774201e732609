using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Tests.Nn;

/// <summary>The network of generate_nn_values.py.</summary>
internal sealed class SmallNetwork : Module<Tensor, Tensor>
{
    public readonly Conv2d conv = Conv2d(3, 4, 3, padding: 1, bias: false);
    public readonly BatchNorm2d bn = BatchNorm2d(4);
    private readonly ReLU relu = ReLU();
    private readonly MaxPool2d pool = MaxPool2d(2);
    private readonly Flatten flatten = Flatten();
    public readonly Linear fc = Linear(36, 5);

    public SmallNetwork() : base(nameof(SmallNetwork)) => RegisterComponents();

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        return fc.call(flatten.call(pool.call(relu.call(bn.call(conv.call(input)))))).MoveToOuterDisposeScope();
    }

    /// <summary>The network as generate_nn_values.py begins with it.</summary>
    public static SmallNetwork Seeded()
    {
        manual_seed(42);
        return new SmallNetwork();
    }

    /// <summary>Forward, loss and backward on the batch of generate_nn_values.py; gradients are added to those that are there.</summary>
    public double Backward()
    {
        using var scope = NewDisposeScope();
        var loss = functional.cross_entropy(call(PyTorchValues.Get("network/x")), PyTorchValues.Get("network/target"));
        loss.backward();
        return loss.ToDouble();
    }
}
