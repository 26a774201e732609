using System.Runtime.InteropServices;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The version of the libtorch in use.</summary>
    public static unsafe string __version__ => Marshal.PtrToStringUTF8((nint)NativeMethods.ht_version())!;

    public static void set_num_threads(int num) => NativeError.ThrowIfFailed(NativeMethods.ht_set_num_threads(num));

    public static int get_num_threads() => NativeMethods.ht_get_num_threads();

    /// <remarks>Works once, before anything ran in parallel.</remarks>
    public static void set_num_interop_threads(int num) => NativeError.ThrowIfFailed(NativeMethods.ht_set_num_interop_threads(num));

    public static int get_num_interop_threads() => NativeMethods.ht_get_num_interop_threads();

    public static DisposeScope NewDisposeScope() => DisposeScopeManager.ThreadSingleton.NewDisposeScope();

    /// <summary>Evaluates an expression, disposes of its intermediate results and moves its value to the outer scope.</summary>
    public static Tensor WrappedTensorDisposeScope(Func<Tensor> expr)
    {
        using var scope = NewDisposeScope();
        return expr().MoveToOuterDisposeScope();
    }

    /// <summary>Settings of libtorch's backends.</summary>
    public static partial class backends
    {
        public static partial class cuda
        {
            public static partial class matmul
            {
                public static bool allow_tf32
                {
                    get => NativeMethods.ht_get_allow_tf32(cudnn: false);
                    set => NativeMethods.ht_set_allow_tf32(cudnn: false, value);
                }
            }
        }

        public static partial class cudnn
        {
            public static bool allow_tf32
            {
                get => NativeMethods.ht_get_allow_tf32(cudnn: true);
                set => NativeMethods.ht_set_allow_tf32(cudnn: true, value);
            }
        }
    }
}
