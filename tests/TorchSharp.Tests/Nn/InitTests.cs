using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Tests.Nn;

[Collection(GlobalState.Name)]
public class InitTests
{
    private static Dictionary<string, Func<Tensor, Tensor>> Cases => new()
    {
        ["uniform"] = t => init.uniform_(t, -2, 3),
        ["normal"] = t => init.normal_(t, 1, 2),
        ["trunc_normal"] = t => init.trunc_normal_(t, 0.5, 0.7, 0, 1),
        ["xavier_uniform"] = t => init.xavier_uniform_(t, 2),
        ["xavier_normal"] = t => init.xavier_normal_(t),
        ["kaiming_uniform"] = t => init.kaiming_uniform_(t, Math.Sqrt(5)),
        ["kaiming_normal"] = t => init.kaiming_normal_(t, mode: init.FanInOut.FanOut, nonlinearity: init.NonlinearityType.ReLU),
        ["orthogonal"] = t => init.orthogonal_(t, 1.5),
        ["dirac"] = init.dirac_,
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Initialisation_AfterManualSeed_GivesPyTorchsValues(string name)
    {
        using var parameter = Parameter(empty(4, 3, 3, 3));
        manual_seed(11);
        Assert.Same(parameter, Cases[name](parameter));
        if (name.Contains("uniform")) PyTorchValues.AssertBits($"init/{name}", parameter);
        else PyTorchValues.AssertClose($"init/{name}", parameter);
        Assert.True(parameter.requires_grad && parameter.is_leaf);
    }

    [Fact]
    public void Initialisation_OfMatrices_GivesPyTorchsValues()
    {
        manual_seed(11);
        PyTorchValues.AssertClose("init/sparse", init.sparse_(empty(8, 5), 0.3, 0.5));
        manual_seed(11);
        PyTorchValues.AssertClose("init/orthogonal-tall", init.orthogonal_(empty(7, 4)));
        PyTorchValues.AssertBits("init/eye", init.eye_(empty(3, 4)));
    }

    [Fact]
    public void Initialisation_WrongRank_Throws()
    {
        Assert.Throws<ArgumentException>(() => init.kaiming_uniform_(empty(3)));
        Assert.Throws<ArgumentException>(() => init.dirac_(empty(3, 3)));
        Assert.Throws<ArgumentException>(() => init.eye_(empty(3)));
    }

    [Fact]
    public void FanInAndFanOut_Convolution_CountTheKernel()
    {
        Assert.Equal((27L, 36L), init.CalculateFanInAndFanOut(empty(4, 3, 3, 3)));
        Assert.Equal((3L, 4L), init.CalculateFanInAndFanOut(empty(4, 3)));
    }
}
