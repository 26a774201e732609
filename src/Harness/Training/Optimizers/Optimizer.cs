using Harness.Training.State;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Harness.Training.Optimizers;

/// <summary>Moves the parameters of a technique along their gradients.</summary>
/// <remarks>
/// One optimizer lives through all phases of a technique, but its groups change from phase to phase. So every epoch gets a fresh optimizer with
/// the memory of its predecessor, which equals one instance that was never replaced: a parameter without memory starts where a new one would.
/// </remarks>
internal sealed class Optimizer : IDisposable
{
    private readonly List<(string Name, double Rate, ParameterUpdate Update)> _updates = [];

    /// <summary>Makes an optimizer with the memory of its predecessor.</summary>
    /// <param name="settings">The optimizer, with the settings for all parameters.</param>
    /// <param name="groups">The parameters that train, by learning rate; at least one group.</param>
    /// <param name="memory">The predecessor's memory by kind and parameter; parameters that it lacks start afresh.</param>
    /// <param name="seed">The training seed, for what an update draws.</param>
    public Optimizer(OptimizerSettings settings, IReadOnlyList<ParameterGroup> groups, IReadOnlyDictionary<string, Tensor> memory, long seed)
    {
        using var _ = no_grad();
        try
        {
            foreach (var group in groups) Add(group, settings, memory, seed);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>What all learning rates are multiplied by: a schedule's factor.</summary>
    public double RateFactor { get; set; } = 1;

    /// <summary>The parameters that train.</summary>
    public IEnumerable<Parameter> Parameters => _updates.Select(update => update.Update.Parameter);

    /// <summary>Makes the gradients of the step before zero.</summary>
    public void ZeroGradients()
    {
        foreach (var parameter in Parameters)
        {
            using var gradient = parameter.grad;
            gradient?.zero_();
        }
    }

    /// <summary>The gradients of the tensors that a step would move.</summary>
    /// <returns>Tensors, some of them new; none for a parameter that no gradient has ever reached.</returns>
    public IEnumerable<Tensor> Gradients() => _updates.SelectMany(update => update.Update.Parameter.grad is { } gradient ? update.Update.Gradients(gradient) : []);

    /// <summary>Makes a step; a parameter that no gradient has ever reached stays as it is.</summary>
    public void Step()
    {
        using var gradients = no_grad();
        foreach (var (_, rate, update) in _updates)
        {
            using var scope = NewDisposeScope();
            if (update.Parameter.grad is { } gradient) update.Apply(gradient, rate * RateFactor);
        }
    }

    /// <summary>The memory after an epoch: that of the parameters that trained, and that of those that trained before as it was.</summary>
    /// <param name="optimizer">The optimizer after its last step; null if nothing trained.</param>
    /// <param name="before">The memory from before the epoch.</param>
    /// <param name="others">What else to remember, replacing what was remembered before.</param>
    /// <returns>New tensors, contiguous and on the CPU.</returns>
    public static Dictionary<string, Tensor> Capture(Optimizer? optimizer, IReadOnlyDictionary<string, Tensor> before, IEnumerable<(string Name, Tensor Copy)> others) =>
        TensorCopy.Collect(Copies(optimizer, before, others));

    /// <inheritdoc/>
    public void Dispose() => _updates.ForEach(update => update.Update.Dispose());

    private void Add(ParameterGroup group, OptimizerSettings settings, IReadOnlyDictionary<string, Tensor> memory, long seed)
    {
        foreach (var (name, parameter) in group.Names.Zip(group.Parameters))
        {
            var update = group.Rank is { } rank
                ? new LowRankUpdate(parameter, rank, LowRankUpdate.RandomOf(seed, name), factor => settings.Update(factor, group.WeightDecay))
                : settings.Update(parameter, group.WeightDecay);
            _updates.Add((name, group.LearningRate, update));
            update.Restore(kind => memory.GetValueOrDefault(Key(kind, name)));
        }
    }

    private static IEnumerable<(string Name, Tensor Copy)> Copies(
        Optimizer? optimizer, IReadOnlyDictionary<string, Tensor> before, IEnumerable<(string Name, Tensor Copy)> others)
    {
        var remembered = new HashSet<string>();
        foreach (var (name, _, update) in optimizer?._updates ?? [])
        {
            foreach (var (kind, value) in update.Memory())
            {
                remembered.Add(Key(kind, name));
                yield return (Key(kind, name), value);
            }
        }
        foreach (var (key, value) in others)
        {
            remembered.Add(key);
            yield return (key, value);
        }
        foreach (var (key, value) in before)
        {
            if (!remembered.Contains(key)) yield return (key, TensorCopy.ToCpu(value));
        }
    }

    private static string Key(string kind, string parameter) => $"{kind}.{parameter}";
}
