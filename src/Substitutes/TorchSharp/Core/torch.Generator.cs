using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static Generator manual_seed(long seed) => random.manual_seed(seed);

    public static long seed() => random.seed();

    public static long initial_seed() => random.initial_seed();

    public static Tensor get_rng_state() => random.get_rng_state();

    public static void set_rng_state(Tensor new_state) => random.set_rng_state(new_state);

    /// <summary>A source of random numbers. On the CPU its numbers are those that PyTorch draws from the same seed.</summary>
    public class Generator : IDisposable
    {
        private IntPtr _handle;

        internal Generator(IntPtr handle, Device device) => (_handle, this.device) = (handle, device);

        public Generator(ulong seed = 0, Device? device = null)
            : this(NativeError.ThrowIfNull(NativeMethods.ht_new_generator(seed, (device ?? CPU).Packed)), device ?? CPU)
        {
        }

        ~Generator() => Dispose(disposing: false);

        /// <summary>A new handle of the CPU's own generator.</summary>
        public static Generator Default => new(NativeError.ThrowIfNull(NativeMethods.ht_default_generator(CPU.Packed)), CPU);

        public IntPtr Handle
        {
            get => _handle != 0 ? _handle : throw new ObjectDisposedException(nameof(Generator));
            private set => _handle = value;
        }

        public Device device { get; private set; }

        public Tensor get_state() => new(NativeError.ThrowIfNull(NativeMethods.ht_generator_state(Handle)));

        public void set_state(Tensor value) => NativeError.ThrowIfFailed(NativeMethods.ht_set_generator_state(Handle, value.Handle));

        public Generator manual_seed(long seed)
        {
            NativeError.ThrowIfFailed(NativeMethods.ht_generator_seed(Handle, (ulong)seed));
            return this;
        }

        /// <summary>Seeds from the clock, and tells the seed.</summary>
        public long seed()
        {
            var seed = DateTime.UtcNow.Ticks;
            manual_seed(seed);
            return seed;
        }

        public long initial_seed() => (long)NativeMethods.ht_generator_initial_seed(Handle);

        public void Dispose()
        {
            Dispose(disposing: true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            if (_handle == 0) return;
            NativeMethods.ht_release_generator(_handle);
            Handle = 0;
        }
    }

    /// <summary>The state of the CPU's default generator; seeding reaches CUDA's too.</summary>
    public static partial class random
    {
        public static Generator manual_seed(long seed)
        {
            NativeError.ThrowIfFailed(NativeMethods.ht_manual_seed((ulong)seed));
            return Generator.Default;
        }

        public static long seed()
        {
            using var generator = Generator.Default;
            return generator.seed();
        }

        public static long initial_seed()
        {
            using var generator = Generator.Default;
            return generator.initial_seed();
        }

        public static Tensor get_rng_state()
        {
            using var generator = Generator.Default;
            return generator.get_state();
        }

        public static void set_rng_state(Tensor new_state)
        {
            using var generator = Generator.Default;
            generator.set_state(new_state);
        }
    }
}
