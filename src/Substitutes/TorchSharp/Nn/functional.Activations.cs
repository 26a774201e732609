using TorchSharp.Interop;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            public static Tensor relu(Tensor x, bool inplace = false) => Apply(NnAten.relu, NnAten.relu_, x, inplace);

            public static Tensor relu6(Tensor x, bool inplace = false) => Apply(NnAten.relu6, NnAten.relu6_, x, inplace);

            public static Tensor leaky_relu(Tensor input, double negative_slope = 0.01, bool inplace = false) =>
                (inplace ? NnAten.leaky_relu_ : NnAten.leaky_relu).Call(input, negative_slope);

            public static Tensor silu(Tensor x, bool inplace = false) => Apply(NnAten.silu, NnAten.silu_, x, inplace);

            public static Tensor gelu(Tensor x) => gelu(x, false);

            public static Tensor gelu(Tensor x, bool inplace) => Apply(NnAten.gelu, NnAten.gelu_, x, inplace);

            public static Tensor gelu(Tensor x, GELU.Approximate approximate, bool inplace = false) =>
                (inplace ? NnAten.gelu_ : NnAten.gelu).Call(x, approximate.ToString());

            public static Tensor hardswish(Tensor input, bool inplace = false) => Apply(NnAten.hardswish, NnAten.hardswish_, input, inplace);

            public static Tensor hardsigmoid(Tensor input, bool inplace = false) => Apply(NnAten.hardsigmoid, NnAten.hardsigmoid_, input, inplace);

            public static Tensor sigmoid(Tensor x) => sigmoid(x, false);

            public static Tensor sigmoid(Tensor x, bool inplace) => Apply(NnAten.sigmoid, NnAten.sigmoid_, x, inplace);

            public static Tensor tanh(Tensor x, bool inplace = false) => Apply(NnAten.tanh, NnAten.tanh_, x, inplace);

            public static Tensor softmax(Tensor input, long dim, ScalarType? dtype = null) => NnAten.softmax.Call(input, dim, dtype);

            public static Tensor log_softmax(Tensor x, long dim) => NnAten.log_softmax.Call(x, dim);

            // In place too the result is a new handle, since callers such as Sequential dispose input and result separately.
            private static Tensor Apply(Operator plain, Operator inPlace, Tensor x, bool inplace) => (inplace ? inPlace : plain).Call(x);
        }
    }
}
