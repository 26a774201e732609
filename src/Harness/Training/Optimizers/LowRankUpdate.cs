using System.IO.Hashing;
using System.Runtime.InteropServices;
using Harness.Data.Randomness;
using Harness.Libtorch;
using Harness.Training.Phases;
using Harness.Training.State;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Harness.Training.Optimizers;

/// <summary>Adds a product of two thin matrices to one weight, and trains these instead: low-rank adaptation.</summary>
/// <remarks>
/// The weight is W + B·A, with W as it was, B [rows, rank] at first 0, and A [rank, columns] at first drawn as PyTorch draws a linear layer's. The weight of the module is
/// always this sum, so that networks, stores and exports need not know about it; autograd gives the sum's gradient G, and by the chain rule A's is Bᵀ·G and B's is G·Aᵀ.
/// That takes as much memory as training the whole weight: what is saved is what can be learned, not what it costs. Nothing is multiplied in front of B·A, which is what
/// the paper's α = rank means. Source: Hu and others 2021, https://arxiv.org/abs/2106.09685.
/// </remarks>
internal sealed class LowRankUpdate : ParameterUpdate
{
    private const string BaseKind = "low_rank_base";
    private const string DownKind = "low_rank_a";
    private const string UpKind = "low_rank_b";
    private const string WeightKind = "low_rank_weight";

    private readonly LowRankShape _shape;
    private readonly Tensor _base;
    private readonly Parameter _down;
    private readonly Parameter _up;
    private readonly ParameterUpdate _downUpdate;
    private readonly ParameterUpdate _upUpdate;
    // Of the weight as it was found; null from the first step on, which makes it the sum.
    private long? _found;

    /// <summary>Begins without memory: the weight is what it is.</summary>
    /// <param name="parameter">The weight, of at least two dimensions.</param>
    /// <param name="rank">The rank, no larger than a matrix of its shape can have.</param>
    /// <param name="random">Gives the first values of A.</param>
    /// <param name="update">Makes the update of one of the two matrices.</param>
    public LowRankUpdate(Parameter parameter, int rank, CounterRandom random, Func<Parameter, ParameterUpdate> update)
        : base(parameter)
    {
        _shape = LowRankShape.Of(parameter.shape);
        _base = TensorCopy.Detached(parameter);
        _found = HashOf(parameter);
        using var drawn = Draw(rank, random);
        _down = (Parameter)new Parameter(drawn.to(parameter.device), requires_grad: false).DetachFromDisposeScope();
        _up = (Parameter)new Parameter(zeros(_shape.Rows, rank, device: parameter.device), requires_grad: false).DetachFromDisposeScope();
        _downUpdate = update(_down);
        _upUpdate = update(_up);
    }

    /// <summary>The random numbers of a weight: its own, independent of what else trains.</summary>
    /// <param name="seed">The training seed.</param>
    /// <param name="name">The weight's full name.</param>
    /// <returns>A generator at its first number.</returns>
    public static CounterRandom RandomOf(long seed, string name) =>
        CounterRandom.Create(seed, 0, (long)XxHash64.HashToUInt64(MemoryMarshal.AsBytes(name.AsSpan())), RandomPurpose.LowRank);

    /// <inheritdoc/>
    public override void Apply(Tensor gradient, double rate)
    {
        var (ofDown, ofUp) = OfMatrices(gradient);
        _downUpdate.Apply(ofDown, rate);
        _upUpdate.Apply(ofUp, rate);
        Parameter.copy_(Sum());
        _found = null;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor> Gradients(Tensor gradient)
    {
        var (ofDown, ofUp) = OfMatrices(gradient);
        return [ofDown, ofUp];
    }

    /// <inheritdoc/>
    public override IEnumerable<(string Kind, Tensor Value)> Memory()
    {
        yield return (BaseKind, TensorCopy.ToCpu(_base));
        yield return (DownKind, TensorCopy.ToCpu(_down));
        yield return (UpKind, TensorCopy.ToCpu(_up));
        // Of the sum, not of the parameter: that may hold an average of weights by now, and training goes on with the weight itself.
        yield return (WeightKind, tensor(_found ?? HashOfSum()).DetachFromDisposeScope());
        foreach (var (kind, value) in _downUpdate.Memory()) yield return ($"{DownKind}.{kind}", value);
        foreach (var (kind, value) in _upUpdate.Memory()) yield return ($"{UpKind}.{kind}", value);
    }

    /// <summary>Continues from what another update remembered, unless the weight has since trained in another way, or the rank differs: then what it has learned becomes part of
    /// what it was.</summary>
    /// <remarks>The bits of the weight decide whether it has been. The sum would do so on one type of processor only: another one computes other last bits.</remarks>
    /// <param name="memory">Gives the tensor of a kind, on the CPU, or null if there is none.</param>
    public override void Restore(Func<string, Tensor?> memory)
    {
        if (memory(BaseKind) is not { } start || memory(DownKind) is not { } down || memory(UpKind) is not { } up || memory(WeightKind) is not { } weight) return;
        if (!down.shape.SequenceEqual(_down.shape)) return;
        _down.copy_(down);
        if (weight.item<long>() != _found) return;
        _base.copy_(start);
        _up.copy_(up);
        _downUpdate.Restore(kind => memory($"{DownKind}.{kind}"));
        _upUpdate.Restore(kind => memory($"{UpKind}.{kind}"));
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _downUpdate?.Dispose();
        _upUpdate?.Dispose();
        _base.Dispose();
        _down?.Dispose();
        _up?.Dispose();
    }

    private (Tensor OfDown, Tensor OfUp) OfMatrices(Tensor gradient)
    {
        var matrix = gradient.reshape(_shape.Rows, _shape.Columns);
        return (_up.t().matmul(matrix), matrix.matmul(_down.t()));
    }

    private static long HashOf(Tensor weight)
    {
        using var copy = TensorCopy.ToCpu(weight);
        return (long)XxHash64.HashToUInt64(copy.bytes);
    }

    private long HashOfSum()
    {
        using var scope = NewDisposeScope();
        return HashOf(Sum());
    }

    private Tensor Sum() => _base.Plus(_up.matmul(_down).reshape(Parameter.shape));

    // As PyTorch initializes a linear layer: uniform between ±1/√columns.
    private Tensor Draw(int rank, CounterRandom random)
    {
        var bound = 1 / Math.Sqrt(_shape.Columns);
        var values = new float[rank * _shape.Columns];
        for (var i = 0; i < values.Length; i++) values[i] = (float)(((random.NextDouble() * 2) - 1) * bound);
        return tensor(values, rank, _shape.Columns);
    }
}
