using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Harness.Training.Optimizers;

/// <summary>Moves one parameter along its gradient, step by step, with what it remembers of the steps before.</summary>
/// <remarks>
/// Every number that libtorch is given here is a <see cref="Scalar"/> that is held until libtorch has read it. TorchSharp would also turn a plain number into
/// one, but nothing would keep that one alive: the garbage collector may free it in the middle of the operation, which under load ends a training.
/// </remarks>
/// <param name="parameter">The parameter.</param>
internal abstract class ParameterUpdate(Parameter parameter) : IDisposable
{
    /// <summary>The parameter.</summary>
    public Parameter Parameter { get; } = parameter;

    /// <summary>Makes a step; called without autograd and inside a dispose scope.</summary>
    /// <param name="gradient">The gradient; not changed.</param>
    /// <param name="rate">The learning rate.</param>
    public abstract void Apply(Tensor gradient, double rate);

    /// <summary>The gradients of the tensors that a step moves.</summary>
    /// <param name="gradient">The parameter's gradient.</param>
    /// <returns>That gradient, unless something else is trained instead of the parameter.</returns>
    public virtual IReadOnlyList<Tensor> Gradients(Tensor gradient) => [gradient];

    /// <summary>What is remembered of the steps so far.</summary>
    /// <returns>For each kind a new tensor, contiguous and on the CPU; the caller disposes it.</returns>
    public abstract IEnumerable<(string Kind, Tensor Value)> Memory();

    /// <summary>Continues from what another update remembered; called without autograd.</summary>
    /// <param name="memory">Gives the tensor of a kind, on the CPU, or null if there is none: then it starts afresh.</param>
    public abstract void Restore(Func<string, Tensor?> memory);

    /// <inheritdoc/>
    public abstract void Dispose();
}
