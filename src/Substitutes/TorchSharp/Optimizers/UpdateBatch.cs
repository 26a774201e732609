using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>
/// Parameters that one native call per arithmetic operation updates together, with PyTorch's operators on lists of tensors. On the CPU these do
/// what the operators on single tensors do, one after the other, so the numbers are the same; on a GPU they are one kernel.
/// </summary>
internal sealed class UpdateBatch<TState> where TState : OptimizerState
{
    // On the CPU a batch should stay in the cache from one operation to the next: 2¹⁵ floats are 128 KiB an operand.
    private const long ElementsOnCpu = 1 << 15;

    private readonly List<Tensor> _parameters = [];
    private readonly List<Tensor> _gradients = [];
    private readonly List<TState> _states = [];
    private DeviceType _device;
    private ScalarType _type;
    private long _kind;
    private long _elements;

    public Tensor[] Parameters => [.. _parameters];

    public Tensor[] Gradients => [.. _gradients];

    public IReadOnlyList<TState> States => _states;

    /// <summary>The parameters that have a gradient, in batches that agree in device, type and kind (steps taken, or whether there is a buffer).</summary>
    public static IEnumerable<UpdateBatch<TState>> Of(ParamGroup group, Func<Parameter, TState> stateOf, Func<TState, long> kindOf)
    {
        var batch = new UpdateBatch<TState>();
        foreach (var parameter in group.Parameters)
        {
            var gradient = parameter.grad;
            if (gradient is null) continue;
            var state = stateOf(parameter);
            if (!batch.TryAdd(parameter, gradient, state, kindOf(state)))
            {
                yield return batch;
                batch = new UpdateBatch<TState>();
                batch.TryAdd(parameter, gradient, state, kindOf(state));
            }
        }
        if (batch._states.Count > 0) yield return batch;
    }

    public Tensor[] Collect(Func<TState, Tensor> choose)
    {
        var tensors = new Tensor[_states.Count];
        for (var i = 0; i < tensors.Length; i++) tensors[i] = choose(_states[i]);
        return tensors;
    }

    private bool TryAdd(Parameter parameter, Tensor gradient, TState state, long kind)
    {
        var (device, type, elements) = (parameter.device_type, parameter.dtype, parameter.numel());
        if (_states.Count == 0) (_device, _type, _kind) = (device, type, kind);
        else if ((device, type, kind) != (_device, _type, _kind) || (device == DeviceType.CPU && _elements + elements > ElementsOnCpu)) return false;

        _elements += elements;
        _parameters.Add(parameter);
        _gradients.Add(gradient);
        _states.Add(state);
        return true;
    }
}
