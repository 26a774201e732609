using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>What is done to gradients between backward and step.</summary>
        public static partial class utils
        {
            /// <summary>Scales all gradients so that the norm of all of them together is at most max_norm; returns the norm before.</summary>
            public static double clip_grad_norm_(IEnumerable<Parameter> tensors, double max_norm, double norm_type = 2.0)
            {
                using var _ = no_grad();
                using var scope = NewDisposeScope();
                var gradients = tensors.Select(parameter => parameter.grad).OfType<Tensor>().ToList();
                if (gradients.Count == 0) return 0.0;

                var norms = gradients.Select(gradient => Norm(gradient, norm_type)).ToList();
                var total = norms.Count == 1 ? norms[0] : Norm(stack(norms), norm_type);
                var coefficient = (max_norm / (total + 1e-6)).clamp(max: 1.0);
                foreach (var gradient in gradients) gradient.mul_(coefficient);
                return total.to(ScalarType.Float64).item<double>();
            }

            public static void clip_grad_value_(IEnumerable<Parameter> tensors, double clip_value)
            {
                using var _ = no_grad();
                foreach (var parameter in tensors)
                {
                    using var gradient = parameter.grad;
                    gradient?.clamp_(-clip_value, clip_value);
                }
            }

            private static Tensor Norm(Tensor values, double type) => double.IsPositiveInfinity(type) ? values.abs().max() : values.norm((float)type);
        }
    }
}
