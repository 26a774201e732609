using System.Runtime.InteropServices;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            public static Tensor linear(Tensor input, Tensor weights, Tensor? bias = null) => NnAten.linear.Call(input, weights, bias);

            public static Tensor conv2d(
                Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null, long[]? dilation = null, long groups = 1) =>
                NnAten.conv2d.Call(input, weight, bias, strides ?? [1], padding ?? [0], dilation ?? [1], groups);

            public static Tensor conv2d_padding(
                Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, Padding padding = Padding.Valid, long[]? dilation = null,
                long groups = 1) =>
                NnAten.conv2d_padding.Call(input, weight, bias, strides ?? [1], padding == Padding.Same ? "same" : "valid", dilation ?? [1], groups);

            public static Tensor batch_norm(
                Tensor input, Tensor? running_mean, Tensor? running_var, Tensor? weight = null, Tensor? bias = null, bool training = false,
                double momentum = 0.1, double eps = 1e-5)
            {
                if (training) RequireSeveralValuesPerChannel(input);
                return NnAten.batch_norm.Call(input, weight, bias, running_mean, running_var, training, momentum, eps, true);
            }

            public static Tensor layer_norm(Tensor input, long[] normalized_shape, Tensor? weight = null, Tensor? bias = null, double eps = 1e-5) =>
                NnAten.layer_norm.Call(input, normalized_shape, weight, bias, eps, true);

            public static Tensor dropout(Tensor input, double p = 0.5, bool training = true, bool inplace = false) =>
                (inplace ? NnAten.dropout_ : NnAten.dropout).Call(input, p, training);

            // libtorch's own C++ functions refuse this, the operator below them does not: the variance of one value is not defined.
            private static void RequireSeveralValuesPerChannel(Tensor input)
            {
                var shape = input.shape;
                var values = shape[0];
                for (var i = 2; i < shape.Length; i++) values *= shape[i];
                if (values == 1)
                    throw new ExternalException($"Expected more than 1 value per channel when training, got input size [{string.Join(", ", shape)}]");
            }
        }
    }
}
