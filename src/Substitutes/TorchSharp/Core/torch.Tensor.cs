using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A handle of one of libtorch's tensors. Several handles may share a tensor; it is freed with the last.</summary>
    public partial class Tensor : IDisposable
    {
        internal IntPtr handle;

        private static long _totalCount;
        private static long _peakCount;

        /// <summary>Takes ownership of a native handle.</summary>
        /// <param name="handle">The handle; null is refused.</param>
        /// <param name="register">Whether the tensor joins the innermost dispose scope. A parameter that takes the place of another
        /// tensor does not.</param>
        internal Tensor(IntPtr handle, bool register = true)
        {
            this.handle = handle;
            var count = Interlocked.Increment(ref _totalCount);
            if (count > _peakCount) _peakCount = count;
            if (register) OwningDisposeScope = DisposeScopeManager.ThreadSingleton.RegisterOnCurrentDisposeScope(this);
        }

        ~Tensor() => Dispose(false);

        /// <summary>Handles alive in this process.</summary>
        public static long TotalCount => Interlocked.Read(ref _totalCount);

        public static long PeakCount => Interlocked.Read(ref _peakCount);

        /// <exception cref="InvalidOperationException">The tensor was disposed of, or a parameter took it over.</exception>
        public IntPtr Handle => handle != 0 ? handle : throw new InvalidOperationException("Tensor invalid -- empty handle.");

        public bool IsInvalid => handle == 0;

        public string? name { get; set; }

        internal DisposeScope? OwningDisposeScope { get; set; }

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        public Tensor MoveToOuterDisposeScope()
        {
            OwningDisposeScope?.MoveToOuter(this);
            return this;
        }

        public Tensor DetachFromDisposeScope()
        {
            OwningDisposeScope?.Detach(this);
            return this;
        }

        [Obsolete("The method name misspells 'Detach.' Use 'DetachFromDisposeScope' instead.", false)]
        public Tensor DetatchFromDisposeScope() => DetachFromDisposeScope();

        public Tensor MoveToOtherDisposeScope(Tensor other) => MoveToOtherDisposeScope(other.OwningDisposeScope);

        public Tensor MoveToOtherDisposeScope(DisposeScope? other)
        {
            if (OwningDisposeScope is null) other?.Attach(this);
            else OwningDisposeScope.MoveToOther(other, this);
            return this;
        }

        /// <summary>Compares all elements, as <c>torch.equal</c> does in Python.</summary>
        public override bool Equals(object? obj) => obj is Tensor other && Equals(other);

        public bool Equals(Tensor target) => target is not null && Aten.equal.CallForScalar(this, target).ToBoolean();

        public override int GetHashCode() => base.GetHashCode();

        /// <summary>Gives the native handle away, to a parameter that takes this tensor's place; the tensor is empty from then
        /// on.</summary>
        internal IntPtr MoveHandle()
        {
            var moved = handle;
            handle = 0;
            return moved;
        }

        protected virtual void Dispose(bool disposing)
        {
            if (handle == 0) return;
            DisposeScopeManager.ThreadSingleton.CountDisposal(this);
            OwningDisposeScope?.MarkAsDisposed(this);
            Interlocked.Decrement(ref _totalCount);
            NativeMethods.ht_release_tensor(handle);
            handle = 0;
        }
    }
}
