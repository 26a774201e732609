namespace Harness.Models.BatchNormalization;

/// <summary>What follows a batch norm, and is computed with it.</summary>
internal enum AfterBatchNorm
{
    /// <summary>Nothing, or a sum.</summary>
    Nothing,

    /// <summary>ReLU, after the sum if there is one.</summary>
    Relu,

    /// <summary>Max pooling of 3×3 with a stride of 2 and a padding of 1, and ReLU.</summary>
    MaxPoolRelu,
}
