using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What Adam and AdamW remember of a parameter: the one class behind Adam.State and AdamW.State, which the package writes twice.</summary>
public abstract class MomentState : OptimizerState, IDisposable
{
    /// <summary>Updates so far.</summary>
    public long step;

    /// <summary>Running mean of the gradient.</summary>
    public Tensor exp_avg = null!;

    /// <summary>Running mean of the squared gradient.</summary>
    public Tensor exp_avg_sq = null!;

    /// <summary>The largest that <see cref="exp_avg_sq"/> has been; only with amsgrad.</summary>
    public Tensor max_exp_avg_sq = null!;

    private protected MomentState(Parameter parameter) : base(parameter)
    {
    }

    public override void Initialize(OptimizerOptions options)
    {
        Dispose();
        step = 0;
        exp_avg = zeros_like(_parameter).DetachFromDisposeScope();
        exp_avg_sq = zeros_like(_parameter).DetachFromDisposeScope();
        max_exp_avg_sq = ((MomentOptions)options).amsgrad!.Value ? zeros_like(_parameter).DetachFromDisposeScope() : null!;
    }

    public override void SaveStateDict(BinaryWriter writer)
    {
        writer.Write(step);
        exp_avg.Save(writer);
        exp_avg_sq.Save(writer);
        SaveConditionalStateTensor(writer, max_exp_avg_sq);
    }

    public override void LoadStateDict(BinaryReader reader)
    {
        step = reader.ReadInt64();
        exp_avg.Load(reader);
        exp_avg_sq.Load(reader);
        LoadConditionalStateTensor(reader, ref max_exp_avg_sq!, _parameter.device);
    }

    public override void LoadStateDict(OptimizerState source)
    {
        var other = Checked((MomentState)source);
        Dispose();
        step = other.step;
        exp_avg = other.exp_avg.to(_parameter.device, copy: true);
        exp_avg_sq = other.exp_avg_sq.to(_parameter.device, copy: true);
        max_exp_avg_sq = other.max_exp_avg_sq?.to(_parameter.device, copy: true)!;
    }

    public override void to(Device device)
    {
        Move(ref exp_avg!, device);
        Move(ref exp_avg_sq!, device);
        Move(ref max_exp_avg_sq!, device);
    }

    public override bool ApproximatelyEquals(OptimizerState other) =>
        other.GetType() == GetType() && other is MomentState state && step == state.step && exp_avg.allclose(state.exp_avg)
        && exp_avg_sq.allclose(state.exp_avg_sq) && (max_exp_avg_sq is null || max_exp_avg_sq.allclose(state.max_exp_avg_sq));

    public void Dispose()
    {
        exp_avg?.Dispose();
        exp_avg_sq?.Dispose();
        max_exp_avg_sq?.Dispose();
        GC.SuppressFinalize(this);
    }
}
