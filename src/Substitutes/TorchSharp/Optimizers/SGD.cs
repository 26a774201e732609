using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace TorchSharp.Modules;

/// <summary>Stochastic gradient descent, with momentum if wanted.</summary>
public partial class SGD : OptimizerHelper, IMomentum
{
    public SGD(
        IEnumerable<Parameter> parameters, double lr, double momentum = 0.0, double dampening = 0, double weight_decay = 0, bool nesterov = false,
        bool maximize = false)
        : this([new ParamGroup { Parameters = parameters }], lr, momentum, dampening, weight_decay, nesterov, maximize)
    {
    }

    public SGD(
        IEnumerable<ParamGroup> parameters, double lr, double momentum = 0.0, double dampening = 0, double weight_decay = 0, bool nesterov = false,
        bool maximize = false)
    {
        if (lr < 0.0) throw new ArgumentException($"Invalid learning rate: {lr}");
        if (momentum < 0.0) throw new ArgumentException($"Invalid momentum value: {momentum}");
        if (weight_decay < 0.0) throw new ArgumentException($"Invalid weight_decay value: {weight_decay}");
        if (nesterov && (momentum <= 0 || dampening != 0)) throw new ArgumentException("Nesterov momentum requires a momentum and zero dampening");
        _defaults = new Options
        {
            LearningRate = lr,
            InitialLearningRate = lr,
            momentum = momentum,
            dampening = dampening,
            weight_decay = weight_decay,
            nesterov = nesterov,
            maximize = maximize,
        };
        foreach (var group in parameters) add_param_group(group);
    }

    public double Momentum
    {
        get => ((Options)_defaults).momentum!.Value;
        set => ((Options)_defaults).momentum = value;
    }

    public override void add_param_group(Modules.ParamGroup param_group)
    {
        param_group.Options ??= new Options();
        ((Options)param_group.Options).SetWhatIsMissing((Options)_defaults);
        AddGroup(param_group, static parameter => new State(parameter));
    }

    public override Tensor step(Func<Tensor>? closure = null) => _step<ParamGroup>(
        group =>
        {
            foreach (var batch in UpdateBatch<State>.Of(
                group, parameter => (State)_state[parameter.Handle], static state => state.momentum_buffer is null ? 0 : 1))
                Update(batch, group.Options);
        },
        closure);

    // In the order of operations of PyTorch's single-tensor version; as in the package, maximize turns the sign only at the end.
    private static void Update(UpdateBatch<State> batch, Options options)
    {
        using var scope = NewDisposeScope();
        var (momentum, decay) = (options.momentum!.Value, options.weight_decay!.Value);
        var parameters = batch.Parameters;
        var directions = batch.Gradients;
        if (decay != 0) directions = NnAten.foreach_add.CallForList(directions, parameters, decay);
        if (momentum != 0)
        {
            var buffers = Accumulate(batch, directions, momentum, options.dampening!.Value);
            directions = options.nesterov!.Value ? NnAten.foreach_add.CallForList(directions, buffers, momentum) : buffers;
        }
        var rate = options.LearningRate!.Value;
        NnAten.foreach_add_.Run(parameters, directions, options.maximize!.Value ? rate : -rate);
    }

    private static Tensor[] Accumulate(UpdateBatch<State> batch, Tensor[] directions, double momentum, double dampening)
    {
        if (batch.States[0].momentum_buffer is null)
        {
            for (var i = 0; i < directions.Length; i++) batch.States[i].momentum_buffer = directions[i].clone().DetachFromDisposeScope();
            return batch.Collect(static state => state.momentum_buffer);
        }
        var buffers = batch.Collect(static state => state.momentum_buffer);
        NnAten.foreach_mul_.Run(buffers, momentum);
        NnAten.foreach_add_.Run(buffers, directions, 1 - dampening);
        return buffers;
    }
}
