using static TorchSharp.torch.optim;

namespace TorchSharp.Modules;

/// <summary>Parameters with the same settings.</summary>
public class ParamGroup : ILearningRateController
{
    /// <summary>Enumerated anew at every step: give a list, not a query.</summary>
    public IEnumerable<Parameter> Parameters { get; set; } = null!;

    public OptimizerOptions Options { get; set; } = null!;

    public double LearningRate
    {
        get => Options.LearningRate!.Value;
        set => Options.LearningRate = value;
    }

    public double InitialLearningRate
    {
        get => Options.InitialLearningRate;
        set => Options.InitialLearningRate = value;
    }
}

/// <summary>Parameters with the same settings, those of one kind of optimizer.</summary>
public class ParamGroup<TOptions> : ParamGroup where TOptions : OptimizerOptions
{
    public ParamGroup()
    {
    }

    public ParamGroup(IEnumerable<Parameter> parameters, TOptions? options = null)
    {
        Parameters = parameters;
        Options = options!;
    }

    public new TOptions Options
    {
        get => (TOptions)base.Options;
        set => base.Options = value;
    }
}
