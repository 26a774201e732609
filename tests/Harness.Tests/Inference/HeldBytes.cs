using System.Buffers;

namespace Harness.Tests.Inference;

/// <summary>The bytes of no image, which whoever reads them waits for.</summary>
internal sealed class HeldBytes : MemoryManager<byte>
{
    private readonly ManualResetEventSlim _released = new();
    private volatile bool _isRead;

    /// <summary>Whether somebody has read them.</summary>
    public bool IsRead => _isRead;

    /// <summary>The bytes. That there is one can be known without reading it.</summary>
    public ReadOnlyMemory<byte> Bytes => CreateMemory(length: 1);

    /// <summary>Lets the reader continue, some time after whoever does not wait for it has.</summary>
    public void Release()
    {
        Thread.Sleep(TimeSpan.FromMilliseconds(100));
        _released.Set();
    }

    public override Span<byte> GetSpan()
    {
        _released.Wait();
        _isRead = true;
        return new byte[1];
    }

    public override MemoryHandle Pin(int elementIndex = 0) => throw new NotSupportedException();

    public override void Unpin() => throw new NotSupportedException();

    protected override void Dispose(bool disposing) => _released.Dispose();
}
