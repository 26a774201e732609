using Harness.Models;
using Harness.Models.Parameters;
using Harness.Training.State;
using TorchSharp;
using static TorchSharp.torch;

namespace Harness.Training.Averaging;

/// <summary>An exponential moving average of the weights: training continues with the weights themselves, and their average is the network that is validated and kept.</summary>
/// <remarks>
/// After every step the average becomes <c>d × average + (1 − d) × weights</c>, with d = min(decay, (1 + n) / (10 + n)) after n earlier steps, so that short trainings are
/// not dominated by where they began. Running statistics of batch norm are averaged as weights are, where the backbone trains. Sources: "Acceleration of Stochastic
/// Approximation by Averaging" (https://doi.org/10.1137/0330046); TensorFlow's <c>ExponentialMovingAverage</c> with <c>num_updates</c> for d; torchvision's training
/// references for the statistics.
/// <para>Between epochs a state's model holds the averages, and its optimizer's memory, under <c>trained.…</c>, the weights that training continues with.</para>
/// </remarks>
internal sealed class WeightAverage : IDisposable
{
    private const string Kind = "trained.";

    private readonly double _decay;
    private readonly List<(string Name, Tensor Live, Tensor Average)> _tensors = [];
    private readonly Dictionary<string, Tensor> _trained = [];

    /// <summary>Begins, or continues from a state.</summary>
    /// <param name="decay">How much of the average stays at a step, below 1.</param>
    /// <param name="tensors">The tensors that move in this epoch, by full name; they must stay where they are, and hold what training begins with.</param>
    /// <param name="start">The state from which the epoch begins.</param>
    public WeightAverage(double decay, IEnumerable<KeyValuePair<string, Tensor>> tensors, TrainingState start)
    {
        _decay = decay;
        using var _ = no_grad();
        try
        {
            foreach (var (name, live) in tensors)
            {
                var average = TensorCopy.Detached(live);
                _tensors.Add((name, live, average));
                if (start.Optimizer.ContainsKey(Kind + name)) average.copy_(start.Model[name]);
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The tensors of a network that are averaged in an epoch.</summary>
    /// <param name="task">The epoch.</param>
    /// <param name="backbone">The backbone.</param>
    /// <param name="heads">The heads.</param>
    /// <param name="start">The state from which the epoch begins.</param>
    /// <returns>What trains and running statistics; not those of a backbone that does not train, nor those that batch norm in eval mode leaves as they are, unless their average is
    /// still on its way there.</returns>
    /// <remarks>The average of equal numbers is not always that number in its last bits.</remarks>
    public static IEnumerable<KeyValuePair<string, Tensor>> MovingIn(EpochTask task, ModelPart backbone, ModelPart heads, TrainingState start)
    {
        var trained = task.Assignment.Groups.SelectMany(group => group.Names).ToHashSet();
        var ofBackbone = task.Assignment.TrainedInBackbone.Count == 0 ? [] : backbone.Tensors();
        return ofBackbone.Concat(heads.Tensors()).Where(pair => trained.Contains(pair.Key) || (ParameterNames.IsStatistic(pair.Key) && pair.Value.is_floating_point() && !Stays(pair.Key)));

        bool Stays(string statistic) => task.Phase.BatchNorm == BatchNormMode.Eval && ParameterNames.IsOfBackbone(statistic) && !start.Optimizer.ContainsKey(Kind + statistic);
    }

    /// <summary>Puts back what training continues with, where a state's model holds averages.</summary>
    /// <param name="task">The epoch that begins.</param>
    /// <param name="part">A part of the network, as the state's model has it.</param>
    /// <param name="start">The state.</param>
    public static void Resume(EpochTask task, ModelPart part, TrainingState start)
    {
        if (task.WeightAverage is null) return;
        using var _ = no_grad();
        var trains = task.Assignment.Groups.SelectMany(group => group.Names).ToHashSet();
        foreach (var (name, live) in part.Tensors())
        {
            var moves = trains.Contains(name) || ParameterNames.IsStatistic(name);
            if (moves && start.Optimizer.TryGetValue(Kind + name, out var trained)) live.copy_(trained);
        }
    }

    /// <summary>Leaves out of a memory what this epoch makes outdated: running statistics of a backbone that does not train are not averaged, but move on.</summary>
    /// <param name="task">The epoch.</param>
    /// <param name="memory">The memory from before the epoch.</param>
    /// <returns>What remains valid.</returns>
    public static IReadOnlyDictionary<string, Tensor> WithoutOutdated(EpochTask task, IReadOnlyDictionary<string, Tensor> memory)
    {
        if (task.WeightAverage is null || task.Assignment.TrainedInBackbone.Count > 0 || task.Phase.BatchNorm == BatchNormMode.Eval) return memory;
        return memory.Where(pair => !(pair.Key.StartsWith(Kind + ParameterNames.Backbone, StringComparison.Ordinal) && ParameterNames.IsStatistic(pair.Key))).ToDictionary();
    }

    /// <summary>Takes the weights after a step into the average.</summary>
    /// <param name="earlierSteps">How many steps the technique has made before.</param>
    public void Update(long earlierSteps)
    {
        using var _ = no_grad();
        var decay = Math.Min(_decay, (1.0 + earlierSteps) / (10.0 + earlierSteps));
        using var stays = decay.ToScalar();
        using var comes = (1 - decay).ToScalar();
        foreach (var (_, live, average) in _tensors) average.mul_(stays).add_(live, alpha: comes);
    }

    /// <summary>Ends the training: puts the averages into the network, and keeps what training continues with.</summary>
    public void Use()
    {
        using var _ = no_grad();
        foreach (var (name, live, average) in _tensors)
        {
            _trained.Add(Kind + name, TensorCopy.ToCpu(live));
            live.copy_(average);
        }
    }

    /// <summary>What a state must remember besides the network; after <see cref="Use"/>.</summary>
    /// <returns>New tensors by key, on the CPU; the caller disposes them.</returns>
    public IEnumerable<(string Name, Tensor Copy)> Memory() => _trained.Select(pair => (pair.Key, TensorCopy.ToCpu(pair.Value)));

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (_, _, average) in _tensors) average.Dispose();
        foreach (var tensor in _trained.Values) tensor.Dispose();
    }
}
