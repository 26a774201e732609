using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace Harness.Libtorch;

/// <summary>The threads in which libtorch computes, for code between its operations.</summary>
/// <remarks>
/// Linux often wakes a thread of .NET's pool on the core that woke it, which is busy, and moves it only milliseconds later: as long as a whole operation takes. libtorch's own
/// threads each have their core already.
/// </remarks>
internal static unsafe class OpenMp
{
    // void GOMP_parallel(void (*body)(void *), void *data, unsigned threads, unsigned flags): what GCC makes of "#pragma omp parallel". Clang's and Intel's libraries have it too.
    private const string Parallel = "GOMP_parallel";

    private static delegate* unmanaged[Cdecl]<delegate* unmanaged[Cdecl]<nint, void>, nint, uint, uint, void> _parallel;

    /// <summary>Looks for the function in a library of libtorch and those that it needs.</summary>
    /// <param name="library">The handle of the loaded library.</param>
    public static void FindIn(nint library)
    {
        if (NativeLibrary.TryGetExport(library, Parallel, out var function))
            _parallel = (delegate* unmanaged[Cdecl]<delegate* unmanaged[Cdecl]<nint, void>, nint, uint, uint, void>)function;
    }

    /// <summary>Runs something in several threads at once, the calling one among them, and returns when all have ended. Where libtorch's cannot be had, as on Windows, in others.</summary>
    /// <param name="threads">How many; libtorch may give fewer.</param>
    /// <param name="body">What each does.</param>
    /// <exception cref="Exception">What one of them threw.</exception>
    public static void Run(int threads, Action body)
    {
        var team = new Team(body);
        if (_parallel is null)
        {
            System.Threading.Tasks.Parallel.For(0, threads, new() { MaxDegreeOfParallelism = threads }, _ => team.Run());
        }
        else
        {
            var handle = GCHandle.Alloc(team);
            try
            {
                _parallel(&Enter, GCHandle.ToIntPtr(handle), (uint)threads, 0);
            }
            finally
            {
                handle.Free();
            }
        }
        team.Failure?.Throw();
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Enter(nint team) => ((Team)GCHandle.FromIntPtr(team).Target!).Run();

    private sealed class Team(Action body)
    {
        public ExceptionDispatchInfo? Failure { get; private set; }

        public void Run()
        {
            try
            {
                body();
            }
            catch (Exception exception)
            {
                // It must not pass through OpenMP's frames, which would end the process.
                Failure = ExceptionDispatchInfo.Capture(exception);
            }
        }
    }
}
