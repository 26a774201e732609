namespace TorchSharp.Modules;

/// <summary>
/// The update that Adam and AdamW share, in the order of operations of PyTorch's single-tensor versions, so that float32 results agree to the last
/// bit on the CPU. Sources: Kingma and Ba, "Adam"; Loshchilov and Hutter, "Decoupled Weight Decay Regularization"; Reddi et al. for amsgrad.
/// </summary>
internal static class MomentUpdate
{
    public static void Apply(UpdateBatch<MomentState> batch, MomentOptions options, bool decoupledDecay)
    {
        // Temporaries go at once, so that the next batch finds the same memory warm.
        using var scope = torch.NewDisposeScope();
        foreach (var state in batch.States) state.step++;
        var (beta1, beta2) = options.Betas;
        var (learningRate, decay) = (options.LearningRate!.Value, options.weight_decay!.Value);
        var parameters = batch.Parameters;
        var gradients = options.maximize!.Value ? NnAten.foreach_neg.CallForList(batch.Gradients) : batch.Gradients;

        if (decay != 0 && decoupledDecay) NnAten.foreach_mul_.Run(parameters, 1 - learningRate * decay);
        else if (decay != 0) gradients = NnAten.foreach_add.CallForList(gradients, parameters, decay);

        var means = batch.Collect(static state => state.exp_avg);
        NnAten.foreach_mul_.Run(means, beta1);
        NnAten.foreach_add_.Run(means, gradients, 1 - beta1);
        var squares = batch.Collect(static state => state.exp_avg_sq);
        NnAten.foreach_mul_.Run(squares, beta2);
        NnAten.foreach_addcmul_.Run(squares, gradients, gradients, 1 - beta2);
        if (options.amsgrad!.Value)
        {
            var largest = batch.Collect(static state => state.max_exp_avg_sq);
            NnAten.foreach_maximum_.Run(largest, squares);
            squares = largest;
        }

        // All states of a batch have taken the same number of steps.
        var steps = batch.States[0].step;
        var denominators = NnAten.foreach_sqrt.CallForList(squares);
        NnAten.foreach_div_.Run(denominators, Math.Sqrt(1 - Math.Pow(beta2, steps)));
        NnAten.foreach_add_scalar_.Run(denominators, options.eps!.Value);
        NnAten.foreach_addcdiv_.Run(parameters, means, denominators, -(learningRate / (1 - Math.Pow(beta1, steps))));
    }
}
