using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static bool is_grad_enabled() => NativeMethods.ht_grad_mode();

    public static bool is_inference_mode_enabled() => NativeMethods.ht_inference_mode();

    /// <summary>Records no gradients on this thread until it is disposed of.</summary>
    public static IDisposable no_grad() => new AutoGradMode(false);

    public static IDisposable enable_grad(bool enabled = true) => new AutoGradMode(enabled);

    public static IDisposable set_grad_enabled(bool mode = true) => new AutoGradMode(mode);

    /// <summary>As <see cref="no_grad"/>, and what is made meanwhile can never take part in recording: a little faster.</summary>
    public static IDisposable inference_mode(bool mode = true) => new InferenceMode(mode);

    /// <summary>Gradients of results by what they were made from.</summary>
    public static partial class autograd
    {
        public static void backward(
            IList<Tensor> tensors, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false,
            IList<Tensor>? inputs = null)
        {
            using var roots = new HandleList(tensors);
            using var gradients = new HandleList(grad_tensors);
            using var targets = new HandleList(inputs);
            unsafe
            {
                NativeError.ThrowIfFailed(NativeMethods.ht_backward(
                    roots.First, roots.Count, gradients.First, gradients.Count, retain_graph ?? create_graph, create_graph, targets.First,
                    targets.Count));
            }
        }

        public static void backward(
            Tensor tensor, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false,
            IList<Tensor>? inputs = null) => backward([tensor], grad_tensors, retain_graph, create_graph, inputs);

        public static void backward(
            Tensor tensor, Tensor grad_tensor, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null) =>
            backward([tensor], [grad_tensor], retain_graph, create_graph, inputs);

        /// <returns>One gradient for each input; with <paramref name="allow_unused"/> an empty handle where there is none.</returns>
        public static unsafe IList<Tensor> grad(
            IList<Tensor> outputs, IList<Tensor> inputs, IList<Tensor>? grad_outputs = null, bool retain_graph = false,
            bool create_graph = false, bool allow_unused = false)
        {
            using var roots = new HandleList(outputs);
            using var targets = new HandleList(inputs);
            using var gradients = new HandleList(grad_outputs);
            var results = new nint[targets.Count];
            fixed (nint* first = results)
            {
                NativeError.ThrowIfFailed(NativeMethods.ht_gradients(
                    roots.First, roots.Count, targets.First, targets.Count, gradients.First, gradients.Count, retain_graph, create_graph,
                    allow_unused, first));
            }
            return [.. results.Select(handle => new Tensor(handle))];
        }

        public static AnomalyMode detect_anomaly(bool check_nan = true) => new(true, check_nan);

        public static AnomalyMode set_detect_anomaly(bool mode, bool check_nan = true) => new(mode, check_nan);
    }
}
