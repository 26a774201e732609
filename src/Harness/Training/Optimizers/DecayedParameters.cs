namespace Harness.Training.Optimizers;

/// <summary>Which parameters weight decay acts on.</summary>
public enum DecayedParameters
{
    /// <summary>Every parameter that trains: what PyTorch's optimizers do.</summary>
    All,

    /// <summary>Those of two or more dimensions, so neither biases nor the weights of norm layers: what recipes for fine-tuning do. Source: timm's
    /// <c>param_groups_weight_decay</c>, https://github.com/huggingface/pytorch-image-models.</summary>
    Weights,
}
