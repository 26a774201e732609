using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace TorchSharp.Tests.Nn;

[Collection(GlobalState.Name)]
public class LossTests
{
    private static readonly Tensor Logits = PyTorchValues.Get("losses/logits");
    private static readonly Tensor Target = PyTorchValues.Get("losses/target");
    private static readonly Tensor Weight = PyTorchValues.Get("losses/weight");
    private static readonly Tensor Other = PyTorchValues.Get("losses/other");

    private static Dictionary<string, Func<Tensor, Tensor>> Cases => new()
    {
        ["cross_entropy"] = x => nn.CrossEntropyLoss().call(x, Target),
        ["cross_entropy-smooth"] = x => new CrossEntropyLoss(label_smoothing: 0.1).call(x, Target),
        ["cross_entropy-ignore"] = x => nn.CrossEntropyLoss(ignore_index: 2).call(x, Target),
        ["cross_entropy-all"] = x => F.cross_entropy(x, Target, Weight, ignore_index: 2, label_smoothing: 0.2),
        ["cross_entropy-sum"] = x => nn.CrossEntropyLoss(reduction: nn.Reduction.Sum).call(x, Target),
        ["cross_entropy-probabilities"] = x => F.cross_entropy(x, Other),
        ["nll"] = x => nn.NLLLoss(Weight).call(F.log_softmax(x, 1), Target),
        ["mse"] = x => nn.MSELoss().call(x, Other),
        ["l1"] = x => F.l1_loss(x, Other),
        ["bce"] = x => nn.BCEWithLogitsLoss(pos_weights: Weight).call(x, Other),
        ["kl"] = x => F.kl_div(F.log_softmax(x, 1), F.log_softmax(Other, 1)),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Loss_OnFixedInput_HasPyTorchsValueAndGradient(string name)
    {
        using var x = Logits.clone().requires_grad_();
        using var value = Cases[name](x);
        value.backward();
        PyTorchValues.AssertClose($"losses/{name}", value, 5e-6);
        PyTorchValues.AssertClose($"losses/{name}/gradient", x.grad!);
    }

    [Fact]
    public void CrossEntropy_NoReduction_GivesOneValueASample() =>
        PyTorchValues.AssertClose("losses/cross_entropy-none", F.cross_entropy(Logits, Target, reduction: nn.Reduction.None));
}
