using System.Runtime.InteropServices;

namespace Harness.Models.Vectors;

/// <summary>Memory for numbers outside the collector's heap, not initialized, that begins where a vector of 512 bits may.</summary>
internal sealed unsafe class AlignedBuffer : IDisposable
{
    private const int Alignment = 64;

    /// <summary>Allocates it.</summary>
    /// <param name="length">How many numbers it has room for.</param>
    /// <exception cref="OutOfMemoryException">There is too little memory.</exception>
    public AlignedBuffer(long length) => Pointer = (float*)NativeMemory.AlignedAlloc((nuint)length * sizeof(float), Alignment);

    ~AlignedBuffer() => Free();

    /// <summary>The first number.</summary>
    public float* Pointer { get; private set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        NativeMemory.AlignedFree(Pointer);
        Pointer = null;
    }
}
