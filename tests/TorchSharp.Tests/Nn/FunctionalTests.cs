using System.Runtime.InteropServices;
using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace TorchSharp.Tests.Nn;

[Collection(GlobalState.Name)]
public class FunctionalTests
{
    private static readonly Tensor Image = PyTorchValues.Get("functions/image");
    private static readonly Tensor Rows = PyTorchValues.Get("functions/rows");

    public static TheoryData<string> Names => [.. Cases.Keys];

    private static Dictionary<string, Func<Tensor>> Cases => new()
    {
        ["nearest"] = () => F.interpolate(Image, [8, 4]),
        ["nearest-exact"] = () => F.interpolate(Image, [8, 4], mode: InterpolationMode.NearestExact),
        ["bilinear"] = () => F.interpolate(Image, scale_factor: [1.5, 2.0], mode: InterpolationMode.Bilinear),
        ["bilinear-corners"] = () => F.interpolate(Image, [8, 4], mode: InterpolationMode.Bilinear, align_corners: true),
        ["bilinear-antialias"] = () => F.interpolate(Image, [3, 4], mode: InterpolationMode.Bilinear, antialias: true),
        ["bicubic"] = () => F.interpolate(Image, [8, 4], mode: InterpolationMode.Bicubic),
        ["bicubic-antialias"] = () => F.interpolate(Image, [3, 4], mode: InterpolationMode.Bicubic, antialias: true),
        ["area"] = () => F.interpolate(Image, [2, 3], mode: InterpolationMode.Area),
        ["pad-constant"] = () => F.pad(Image, (1, 2, 0, 1), value: 0.5),
        ["pad-reflect"] = () => F.pad(Image, (1, 2, 0, 1), PaddingModes.Reflect),
        ["pad-replicate"] = () => F.pad(Image, (1, 2, 0, 1), PaddingModes.Replicate),
        ["pad-circular"] = () => F.pad(Image, new long[] { 1, 2, 0, 1 }, PaddingModes.Circular),
        ["max_pool2d"] = () => F.max_pool2d(Image, 3, 2, 1),
        ["max_pool2d-ceil"] = () => nn.MaxPool2d((2, 3), ceil_mode: true).call(Image),
        ["avg_pool2d"] = () => F.avg_pool2d(Image, 3, 2, 1, count_include_pad: false),
        ["avg_pool2d-ceil"] = () => nn.AvgPool2d((2, 3), ceil_mode: true, divisor_override: 5).call(Image),
        ["adaptive_avg_pool2d"] = () => nn.AdaptiveAvgPool2d((2, 3)).call(Image),
        ["adaptive_max_pool2d"] = () => nn.AdaptiveMaxPool2d([2, 3]).call(Image),
        ["normalize"] = () => F.normalize(Rows),
        ["normalize-1"] = () => F.normalize(Rows, 1.0, 0),
        ["cosine_similarity"] = () => F.cosine_similarity(Rows, PyTorchValues.Get("functions/other")),
        ["layer_norm"] = () => nn.LayerNorm(8).call(Rows),
        ["relu"] = () => nn.ReLU().call(Rows),
        ["relu6"] = () => nn.ReLU6().call(Rows),
        ["leaky_relu"] = () => nn.LeakyReLU(0.2).call(Rows),
        ["silu"] = () => nn.SiLU().call(Rows),
        ["gelu"] = () => nn.GELU().call(Rows),
        ["gelu-tanh"] = () => nn.GELU(GELU.Approximate.tanh).call(Rows),
        ["hardswish"] = () => nn.Hardswish().call(Rows),
        ["hardsigmoid"] = () => nn.Hardsigmoid().call(Rows),
        ["sigmoid"] = () => nn.Sigmoid().call(Rows),
        ["tanh"] = () => nn.Tanh().call(Rows),
        ["softmax"] = () => nn.Softmax(1).call(Rows),
        ["log_softmax"] = () => nn.LogSoftmax(1).call(Rows),
        ["one_hot"] = () => F.one_hot(tensor(new long[] { 2, 0, 1 }), 4),
        ["conv-same"] = () => Seeded(() => nn.Conv2d(2, 3, (2, 3), Padding.Same, dilation: (1, 2)).call(Image)),
        ["conv-reflect"] = () => Seeded(() =>
            nn.Conv2d(2, 4, (3, 2), (2, 1), (1, 0), padding_mode: PaddingModes.Reflect, groups: 2, bias: false).call(Image)),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Function_OnFixedInput_GivesPyTorchsValues(string name) => PyTorchValues.AssertClose($"functions/{name}", Cases[name](), 2e-6);

    public static TheoryData<string> InPlaceModules => ["relu", "relu6", "leaky_relu", "silu", "gelu", "hardswish", "hardsigmoid", "sigmoid", "tanh"];

    [Theory]
    [MemberData(nameof(InPlaceModules))]
    public void Activation_InPlace_ChangesItsInputAndReturnsANewHandle(string name)
    {
        using var x = Rows.clone();
        nn.Module<Tensor, Tensor> module = name switch
        {
            "relu" => nn.ReLU(true),
            "relu6" => nn.ReLU6(true),
            "leaky_relu" => nn.LeakyReLU(0.2, true),
            "silu" => nn.SiLU(true),
            "gelu" => nn.GELU(true),
            "hardswish" => nn.Hardswish(true),
            "hardsigmoid" => nn.Hardsigmoid(true),
            "sigmoid" => nn.Sigmoid(true),
            _ => nn.Tanh(true),
        };
        using var result = module.call(x);
        Assert.NotSame(x, result);
        PyTorchValues.AssertClose($"functions/{name}", x, 2e-6);
        PyTorchValues.AssertSame(x, result);
    }

    [Fact]
    public void Dropout_AfterManualSeed_HasPyTorchsMask()
    {
        manual_seed(13);
        PyTorchValues.AssertBits("functions/dropout", nn.Dropout(0.3).call(ones(200)));
    }

    [Fact]
    public void Dropout_EvalMode_PassesItsInput()
    {
        using var dropout = nn.Dropout(0.3);
        dropout.eval();
        PyTorchValues.AssertSame(ones(200), dropout.call(ones(200)));
        PyTorchValues.AssertSame(ones(200), F.dropout(ones(200), training: false));
    }

    [Fact]
    public void Interpolate_BadArguments_Throws()
    {
        Assert.Throws<ArgumentException>(() => F.interpolate(Image));
        Assert.Throws<ArgumentException>(() => F.interpolate(Image, [2, 2], [1.0, 1.0]));
        Assert.Throws<ArgumentException>(() => F.interpolate(Image, [2]));
        Assert.Throws<ArgumentException>(() => F.interpolate(Image, [2, 2], align_corners: true));
        Assert.Throws<ArgumentException>(() => F.interpolate(Image, [2, 2], antialias: true));
        Assert.Throws<ArgumentException>(() => F.interpolate(Image, [2, 2], mode: InterpolationMode.Trilinear));
    }

    [Fact]
    public void BatchNorm_OneValueAChannelInTraining_Throws()
    {
        using var norm = nn.BatchNorm1d(3);
        Assert.Throws<ExternalException>(() => norm.call(ones(1, 3)));
        norm.eval();
        Assert.Equal([1, 3], norm.call(ones(1, 3)).shape);
        Assert.Throws<ArgumentException>(() => norm.call(ones(1, 3, 2, 2)));
        Assert.Throws<ArgumentException>(() => nn.BatchNorm2d(3).call(ones(2, 3)));
    }

    [Fact]
    public void Conv2d_WrongChannels_Throws() => Assert.Throws<ArgumentException>(() => nn.Conv2d(3, 4, 3).call(Image));

    [Fact]
    public void OneHot_NotInt64_Throws() => Assert.Throws<ArgumentException>(() => F.one_hot(Rows));

    [Fact]
    public void ClipGradNorm_TwoParameters_ScalesAllGradientsTogether()
    {
        Parameter[] parameters = [nn.Parameter(zeros(2)), nn.Parameter(zeros(2, 1)), nn.Parameter(zeros(3))];
        parameters[0].grad = tensor(new[] { 3f, -4f });
        parameters[1].grad = tensor(new[] { 1f, 12f }, 2, 1);
        var norm = nn.utils.clip_grad_norm_(parameters, 2.0);
        Assert.Equal(PyTorchValues.Get("functions/clip_grad_norm").item<float>(), norm, 1e-6);
        PyTorchValues.AssertClose("functions/clip_grad_norm/0", parameters[0].grad!);
        PyTorchValues.AssertClose("functions/clip_grad_norm/1", parameters[1].grad!);
        Assert.Null(parameters[2].grad);
    }

    private static Tensor Seeded(Func<Tensor> make)
    {
        manual_seed(21);
        return make();
    }
}
