using TorchSharp.Interop;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Core;

/// <summary>The functions of generate_core_values.py under the same names.</summary>
internal static class CoreFunctions
{
    // Layers are bound elsewhere; here they show that the generic call takes lists, optionals and flags.
    private static readonly Operator Conv2d = new("conv2d");
    private static readonly Operator MaxPool2d = new("max_pool2d");
    private static readonly Operator AvgPool2d = new("avg_pool2d");
    private static readonly Operator AdaptiveAvgPool2d = new("adaptive_avg_pool2d");
    private static readonly Operator BatchNorm = new("batch_norm");
    private static readonly Operator Linear = new("linear");
    private static readonly Operator CrossEntropy = new("cross_entropy_loss");

    public static readonly Dictionary<string, Func<Tensor[], Tensor[]>> ByName = new()
    {
        ["add"] = x => [x[0] + x[1]],
        ["add_alpha"] = x => [add(x[0], x[1], 2.5)],
        ["sub"] = x => [x[0] - x[1]],
        ["mul"] = x => [x[0] * x[1]],
        ["div"] = x => [x[0] / x[1]],
        ["div_floor"] = x => [div(x[0], x[1], RoundingMode.floor)],
        ["div_trunc"] = x => [div(x[0], 0.75, RoundingMode.trunc)],
        ["scalar_left"] = x => [2 - x[0], 3 / x[0], 1.5 * x[0], 1 + x[0]],
        ["scalar_right"] = x => [x[0] - 2, x[0] / 3, x[0] * 1.5, x[0] + 1, x[0] % 2],
        ["integer_scalar"] = x => [x[0] + 1, x[0] * 2.5, x[0] / 2, -x[0]],
        ["pow"] = x => [x[0].pow(2), x[0].pow(-0.5)],
        ["pow_tensor"] = x => [x[0].pow(x[1])],
        ["addcmul_"] = x => [x[0].clone().addcmul_(x[1], x[2], 0.5)],
        ["addcdiv_"] = x => [x[0].clone().addcdiv_(x[1], x[2], -0.5)],
        ["lerp_"] = x => [x[0].clone().lerp_(x[1], tensor(0.25f))],
        ["bits"] = x => [x[0] & x[1], x[0] | x[1], x[0] ^ x[1], ~x[0]],

        ["pointwise"] = x => [x[0].neg(), x[0].abs(), x[0].square(), x[0].exp(), x[0].sigmoid(), x[0].tanh(), x[0].relu()],
        ["pointwise_positive"] = x => [x[0].sqrt(), x[0].rsqrt(), x[0].log(), x[0].log1p(), x[0].reciprocal()],
        ["rounding"] = x => [x[0].floor(), x[0].ceil(), x[0].round(), x[0].round(1)],
        ["clamp"] = x => [x[0].clamp(-1, 1), x[0].clamp(min: (Scalar)0.5), x[0].clamp(max: (Scalar)(-0.5))],
        ["clamp_tensor"] = x => [x[0].clamp(min: x[1])],
        ["maximum"] = x => [maximum(x[0], x[1]), minimum(x[0], x[1])],
        ["softmax"] = x => [x[0].softmax(1), x[0].log_softmax(0), x[0].logsumexp(1)],
        ["masked_fill"] = x => [x[0].masked_fill(x[1], -9.0)],
        ["where"] = x => [where(x[0], x[1], x[2])],
        ["comparison"] = x => [x[0] == x[1], x[0] != x[1], x[0] < x[1], x[0] <= x[1], x[0] > x[1], x[0] >= x[1]],
        ["comparison_scalar"] = x => [x[0] == 1, x[0] != 1, x[0] < 1, 1 < x[0], x[0] >= 1, 1 >= x[0]],
        ["special_values"] = x => [x[0].isnan(), x[0].isfinite(), x[0].isinf()],

        ["matmul"] = x => [x[0].matmul(x[1])],
        ["matmul_batch"] = x => [matmul(x[0], x[1])],
        ["bmm"] = x => [x[0].bmm(x[1])],
        ["vectors"] = x => [x[0].dot(x[1]), outer(x[0], x[1])],
        ["einsum"] = x => [einsum("bi,ij->bj", x[0], x[1])],
        ["cdist"] = x => [cdist(x[0], x[1])],
        ["triangles"] = x => [tril(x[0]), triu(x[0], 1), x[0].t()],

        ["sum"] = x => [x[0].sum(), x[0].sum(1), x[0].sum([0, 1], keepdim: true), x[0].cumsum(1)],
        ["sum_dtype"] = x => [x[0].sum(), x[0].sum(ScalarType.Float64)],
        ["mean"] = x => [x[0].mean(), x[0].mean(new long[] { 1 }, keepdim: true)],
        ["var"] = x => [x[0].var(), x[0].var(0, unbiased: false), x[0].std(), x[0].std(new long[] { 0, 1 }, keepdim: true)],
        ["var_mean"] = x => [.. Pair(var_mean(x[0], 0, unbiased: false)), .. Pair(std_mean(x[0]))],
        ["max"] = x => [x[0].max(), x[0].min(), x[0].amax(new long[] { 0 }), x[0].amin(0, 1)],
        ["max_dim"] = x => [.. Pair(x[0].max(1)), .. Pair(x[0].min(0, keepdim: true))],
        ["argmax"] = x => [x[0].argmax(), x[0].argmax(1), x[0].argmin(0, keepdim: true)],
        ["sort"] = x => [.. Pair(x[0].sort()), .. Pair(x[0].sort(0, descending: true, stable: true)), x[0].argsort(1)],
        ["topk"] = x => [.. Pair(x[0].topk(2)), .. Pair(topk(x[0], 1, 0, largest: false))],
        ["prod"] = x => [x[0].prod(), x[0].prod(1)],
        ["norm"] = x => [x[0].norm(), x[0].norm(1f), x[0].norm(1, keepdim: true, 2f)],
        ["median"] = x => [x[0].median(), x[0].quantile(tensor(new[] { 0.25f, 0.5f }), 1)],
        ["all_any"] = x => [x[0].all(), x[0].any(), x[0].all(0), x[0].any(1, keepdim: true)],
        ["counting"] = x => [bincount(x[0]), x[0].count_nonzero(), x[0].nonzero()],
        ["unique"] = x => Triple(x[0].unique(return_inverse: true, return_counts: true)),
        ["unique_dim"] = x => [x[0].unique(dim: 0).output],

        ["permute"] = x => [x[0].permute(2, 0, 1), x[0].transpose(0, 2), x[0].movedim([0], [2])],
        ["reshape"] = x => [x[0].reshape(4, -1), x[0].view(6, 4), x[0].flatten(1), x[0].unsqueeze(1), x[0].unsqueeze(0).squeeze(0)],
        ["join"] = x => [cat([x[0], x[1]], 1), stack([x[0], x[1]]), hstack(x[0], x[1]), vstack([x[0], x[1]])],
        ["parts"] = x => [.. x[0].chunk(2, 2), .. x[0].split([1, 2], 1), .. x[0].unbind(0)],
        ["repeat"] = x => [x[0].repeat(2, 1), x[0].tile([2]), x[0].repeat_interleave(2, dim: 0), x[0].unsqueeze(0).expand(2, 2, 3)],
        ["flip_roll"] = x => [x[0].flip(1), x[0].roll(1, 1), x[0].roll((1, 1), (0, 1)), x[0].roll(2)],
        ["narrow"] = x =>
        [
            x[0].narrow(1, 1, 2), x[0][1], x[0][1, 2], x[0][0, 1, 2],
            x[0][TensorIndex.Colon, TensorIndex.Slice(1, 3), TensorIndex.Slice(step: 2)], x[0][TensorIndex.Ellipsis, -1],
            x[0][TensorIndex.None, 1],
        ],

        ["index_select"] = x => [x[0].index_select(0, x[1]), x[0][x[1]]],
        ["gather"] = x => [x[0].gather(1, x[1])],
        ["index_tensors"] = x => [x[0][x[1], x[2]]],
        ["index_mask"] = x => [x[0][x[1]], x[0].masked_select(x[1])],
        ["index_put"] = x =>
        [
            x[0].clone().index_put_(1.5, TensorIndex.Tensor(x[1])), x[0].clone().index_put_(ones(4), [x[1]], accumulate: true),
        ],
        ["index_copy_"] = x => [x[0].clone().index_copy_(0, x[1], x[2])],
        ["index_add_"] = x => [x[0].clone().index_add_(0, x[1], x[2], 2)],
        ["scatter_"] = x => [zeros(3, 4).scatter_(1, x[0], x[1])],
        ["assign"] = x =>
        {
            var copy = x[0].clone();
            copy[1] = x[1];
            copy[0, 2] = 7;
            copy[TensorIndex.Colon, 3] = -1;
            return [copy];
        },

        ["arange"] = _ => [arange(5), arange(2, 8, 3), arange(0, 1, 0.25), linspace(0, 1, 5), eye(2, 3)],
        ["conversions"] = x => [x[0].@long(), x[0].@int(), x[0].@byte(), x[0].@bool(), x[0].@double()],
        ["half"] = x => [x[0].half().@float(), x[0].bfloat16().@float()],

        ["conv2d"] = x => [Conv2d.Call(x[0], x[1], x[2], Two(1, 1), Two(1, 1))],
        ["conv2d_strided"] = x => [Conv2d.Call(x[0], x[1], Argument.None, Two(2, 2), Two(1, 0))],
        ["conv2d_dilated"] = x => [Conv2d.Call(x[0], x[1], Argument.None, Two(1, 1), Two(2, 2), Two(2, 2))],
        ["conv2d_grouped"] = x => [Conv2d.Call(x[0], x[1], Argument.None, Two(1, 1), Two(1, 1), Two(1, 1), 4)],
        ["max_pool2d"] = x => [MaxPool2d.Call(x[0], Two(3, 3), Two(2, 2), Two(1, 1))],
        ["avg_pool2d"] = x => [AvgPool2d.Call(x[0], Two(2, 2), Two(2, 2))],
        ["adaptive_avg_pool2d"] = x => [AdaptiveAvgPool2d.Call(x[0], Two(1, 1))],
        ["batch_norm_training"] = x => Normalize(x, training: true),
        ["batch_norm_evaluation"] = x => Normalize(x, training: false),
        ["linear"] = x => [Linear.Call(x[0], x[1], x[2])],
        // Reduction 1 is the mean.
        ["cross_entropy"] = x => [CrossEntropy.Call(x[0], x[1], Argument.None, 1, -100, 0.1)],

        ["rand"] = _ => [rand(5), rand(3, 7), rand(4, dtype: float64)],
        ["randn"] = _ => [randn(5), randn(4, 9), randn(3, dtype: float64)],
        ["randint"] = _ => [randint(10, new long[] { 8 }), randint(-3, 3, new long[] { 2, 4 })],
        ["randperm"] = _ => [randperm(10), randperm(40)],
        ["fill_random"] = _ => [empty(6).uniform_(-1, 1), empty(20).normal_(1, 2), empty(8).bernoulli_(0.3), empty(5).random_(0, 100)],
        ["bernoulli"] = _ => [bernoulli(full(8, 0.5f)), multinomial(tensor(new[] { 1f, 2f, 3f, 4f }), 3)],
    };

    private static long[] Two(long first, long second) => [first, second];

    private static Tensor[] Pair((Tensor, Tensor) two) => [two.Item1, two.Item2];

    private static Tensor[] Triple((Tensor, Tensor?, Tensor?) three) => [three.Item1, three.Item2!, three.Item3!];

    private static Tensor[] Normalize(Tensor[] x, bool training)
    {
        var (mean, variance) = (x[3].clone(), x[4].clone());
        return [BatchNorm.Call(x[0], x[1], x[2], mean, variance, training, 0.1, 1e-5, false), mean, variance];
    }
}
