using TorchSharp.Interop;

namespace TorchSharp;

/// <summary>The operators that modules, losses, initialisations and optimizers use, under PyTorch's names.</summary>
internal static class NnAten
{
    internal static readonly Operator
        linear = new("linear"),
        conv2d = new("conv2d"),
        conv2d_padding = new("conv2d.padding"),
        batch_norm = new("batch_norm"),
        layer_norm = new("layer_norm"),
        dropout = new("dropout"),
        dropout_ = new("dropout_");

    internal static readonly Operator
        relu = new("relu"), relu_ = new("relu_"),
        relu6 = new("relu6"), relu6_ = new("relu6_"),
        leaky_relu = new("leaky_relu"), leaky_relu_ = new("leaky_relu_"),
        silu = new("silu"), silu_ = new("silu_"),
        gelu = new("gelu"), gelu_ = new("gelu_"),
        hardswish = new("hardswish"), hardswish_ = new("hardswish_"),
        hardsigmoid = new("hardsigmoid"), hardsigmoid_ = new("hardsigmoid_"),
        sigmoid = new("sigmoid"), sigmoid_ = new("sigmoid_"),
        tanh = new("tanh"), tanh_ = new("tanh_"),
        softmax = new("softmax.int"),
        log_softmax = new("log_softmax.int");

    internal static readonly Operator
        max_pool2d = new("max_pool2d"),
        max_pool2d_with_indices = new("max_pool2d_with_indices"),
        avg_pool2d = new("avg_pool2d"),
        adaptive_avg_pool2d = new("adaptive_avg_pool2d"),
        adaptive_max_pool2d = new("adaptive_max_pool2d");

    internal static readonly Operator
        pad = new("pad"),
        upsample_nearest1d = new("upsample_nearest1d.vec"),
        upsample_nearest2d = new("upsample_nearest2d.vec"),
        upsample_nearest_exact2d = new("_upsample_nearest_exact2d.vec"),
        upsample_bilinear2d = new("upsample_bilinear2d.vec"),
        upsample_bilinear2d_aa = new("_upsample_bilinear2d_aa.vec"),
        upsample_bicubic2d = new("upsample_bicubic2d.vec"),
        upsample_bicubic2d_aa = new("_upsample_bicubic2d_aa.vec");

    internal static readonly Operator
        cross_entropy_loss = new("cross_entropy_loss"),
        nll_loss_nd = new("nll_loss_nd"),
        mse_loss = new("mse_loss"),
        l1_loss = new("l1_loss"),
        kl_div = new("kl_div"),
        binary_cross_entropy = new("binary_cross_entropy"),
        binary_cross_entropy_with_logits = new("binary_cross_entropy_with_logits"),
        cosine_similarity = new("cosine_similarity"),
        one_hot = new("one_hot"),
        norm_dim = new("norm.ScalarOpt_dim"),
        clamp_min = new("clamp_min"),
        div = new("div.Tensor");

    internal static readonly Operator
        uniform_ = new("uniform_"),
        normal_ = new("normal_"),
        erfinv_ = new("erfinv_"),
        fill_ = new("fill_.Scalar"),
        mul_ = new("mul_.Scalar"),
        add_ = new("add_.Scalar"),
        clamp_ = new("clamp_"),
        index_fill_ = new("index_fill_.int_Scalar"),
        diagonal = new("diagonal"),
        sign = new("sign"),
        linalg_qr = new("linalg_qr");

    internal static readonly Operator
        foreach_neg = new("_foreach_neg"),
        foreach_sqrt = new("_foreach_sqrt"),
        foreach_add = new("_foreach_add.List"),
        foreach_add_ = new("_foreach_add_.List"),
        foreach_add_scalar_ = new("_foreach_add_.Scalar"),
        foreach_mul_ = new("_foreach_mul_.Scalar"),
        foreach_div_ = new("_foreach_div_.Scalar"),
        foreach_maximum_ = new("_foreach_maximum_.List"),
        foreach_addcmul_ = new("_foreach_addcmul_.Scalar"),
        foreach_addcdiv_ = new("_foreach_addcdiv_.Scalar");
}
