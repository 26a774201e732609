using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>The functions of libharness_torch.so (src/Substitutes/TorchSharp/native).</summary>
/// <remarks>Those that only read a field skip the switch of the garbage collector's mode, which costs more than they do.</remarks>
internal static unsafe partial class NativeMethods
{
    private const string Library = "harness_torch";

    static NativeMethods()
    {
        // Debian's libtorch starts with one thread where PyTorch takes all processors.
        if (Environment.GetEnvironmentVariable("OMP_NUM_THREADS") is null) _ = ht_set_num_threads(Environment.ProcessorCount);
    }

    // Operators
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint ht_find_operator(string name, string overload);
    [LibraryImport(Library)]
    internal static partial int ht_call(nint which, NativeValue* arguments, int count, NativeValue* results, int capacity);
    [LibraryImport(Library)]
    internal static partial void ht_free_list(nint* list);
    [LibraryImport(Library)]
    internal static partial byte* ht_last_error();
    [LibraryImport(Library)]
    internal static partial byte* ht_version();

    // Tensors
    [LibraryImport(Library)]
    internal static partial void ht_release_tensor(nint tensor);
    [LibraryImport(Library), SuppressGCTransition]
    internal static partial nint ht_alias(nint tensor);
    [LibraryImport(Library), SuppressGCTransition]
    internal static partial long ht_dim(nint tensor);
    [LibraryImport(Library), SuppressGCTransition]
    internal static partial long ht_numel(nint tensor);
    [LibraryImport(Library), SuppressGCTransition]
    internal static partial void ht_sizes(nint tensor, long* sizes);
    [LibraryImport(Library), SuppressGCTransition]
    internal static partial void ht_strides(nint tensor, long* strides);
    [LibraryImport(Library), SuppressGCTransition]
    internal static partial long ht_storage_offset(nint tensor);
    [LibraryImport(Library), SuppressGCTransition]
    internal static partial int ht_dtype(nint tensor);
    [LibraryImport(Library), SuppressGCTransition]
    internal static partial long ht_element_size(nint tensor);
    [LibraryImport(Library), SuppressGCTransition]
    internal static partial int ht_device_type(nint tensor);
    [LibraryImport(Library), SuppressGCTransition]
    internal static partial int ht_device_index(nint tensor);
    [LibraryImport(Library), SuppressGCTransition]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial bool ht_is_contiguous(nint tensor);
    [LibraryImport(Library)]
    internal static partial nint ht_data(nint tensor);
    [LibraryImport(Library)]
    internal static partial nint ht_from_memory(
        void* memory, long* sizes, int rank, int dtype, delegate* unmanaged[Cdecl]<nint, void> release, nint context);

    // Without gradients
    [LibraryImport(Library)]
    internal static partial int ht_max_pool2d(nint tensor, long* kernel, long* stride, long* padding, nint* result);

    // Gradients
    [LibraryImport(Library), SuppressGCTransition]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial bool ht_requires_grad(nint tensor);
    [LibraryImport(Library)]
    internal static partial int ht_set_requires_grad(nint tensor, [MarshalAs(UnmanagedType.U1)] bool value);
    [LibraryImport(Library), SuppressGCTransition]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial bool ht_is_leaf(nint tensor);
    [LibraryImport(Library)]
    internal static partial nint ht_grad(nint tensor);
    [LibraryImport(Library)]
    internal static partial int ht_set_grad(nint tensor, nint gradient);
    [LibraryImport(Library)]
    internal static partial int ht_backward(
        nint* roots, int rootCount, nint* gradients, int gradientCount, [MarshalAs(UnmanagedType.U1)] bool retainGraph,
        [MarshalAs(UnmanagedType.U1)] bool createGraph, nint* inputs, int inputCount);
    [LibraryImport(Library)]
    internal static partial int ht_gradients(
        nint* outputs, int outputCount, nint* inputs, int inputCount, nint* gradients, int gradientCount,
        [MarshalAs(UnmanagedType.U1)] bool retainGraph, [MarshalAs(UnmanagedType.U1)] bool createGraph,
        [MarshalAs(UnmanagedType.U1)] bool allowUnused, nint* results);
    [LibraryImport(Library), SuppressGCTransition]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial bool ht_grad_mode();
    [LibraryImport(Library), SuppressGCTransition]
    internal static partial void ht_set_grad_mode([MarshalAs(UnmanagedType.U1)] bool enabled);
    [LibraryImport(Library), SuppressGCTransition]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial bool ht_inference_mode();
    [LibraryImport(Library)]
    internal static partial nint ht_begin_inference_mode([MarshalAs(UnmanagedType.U1)] bool enabled);
    [LibraryImport(Library)]
    internal static partial void ht_end_inference_mode(nint mode);
    [LibraryImport(Library)]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial bool ht_anomaly_mode();
    [LibraryImport(Library)]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial bool ht_anomaly_checks_nan();
    [LibraryImport(Library)]
    internal static partial void ht_set_anomaly_mode(
        [MarshalAs(UnmanagedType.U1)] bool enabled, [MarshalAs(UnmanagedType.U1)] bool checkNan);

    // The process: threads, CUDA, random state
    [LibraryImport(Library)]
    internal static partial int ht_get_num_threads();
    [LibraryImport(Library)]
    internal static partial int ht_set_num_threads(int count);
    [LibraryImport(Library)]
    internal static partial int ht_get_num_interop_threads();
    [LibraryImport(Library)]
    internal static partial int ht_set_num_interop_threads(int count);
    [LibraryImport(Library)]
    internal static partial int ht_cuda_device_count();
    [LibraryImport(Library)]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial bool ht_cudnn_is_available();
    [LibraryImport(Library)]
    internal static partial int ht_cuda_synchronize(long device);
    [LibraryImport(Library)]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial bool ht_get_allow_tf32([MarshalAs(UnmanagedType.U1)] bool cudnn);
    [LibraryImport(Library)]
    internal static partial void ht_set_allow_tf32([MarshalAs(UnmanagedType.U1)] bool cudnn, [MarshalAs(UnmanagedType.U1)] bool value);
    [LibraryImport(Library)]
    internal static partial nint ht_default_generator(long device);
    [LibraryImport(Library)]
    internal static partial nint ht_new_generator(ulong seed, long device);
    [LibraryImport(Library)]
    internal static partial void ht_release_generator(nint generator);
    [LibraryImport(Library)]
    internal static partial int ht_generator_seed(nint generator, ulong seed);
    [LibraryImport(Library)]
    internal static partial ulong ht_generator_initial_seed(nint generator);
    [LibraryImport(Library)]
    internal static partial nint ht_generator_state(nint generator);
    [LibraryImport(Library)]
    internal static partial int ht_set_generator_state(nint generator, nint state);
    [LibraryImport(Library)]
    internal static partial int ht_manual_seed(ulong seed);
    [LibraryImport(Library)]
    internal static partial int ht_cuda_manual_seed(ulong seed, [MarshalAs(UnmanagedType.U1)] bool all);
}
