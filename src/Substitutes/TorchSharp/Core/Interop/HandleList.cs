using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>The handles of a list of tensors in native memory; keeps the tensors alive until it is disposed of.</summary>
internal readonly unsafe struct HandleList : IDisposable
{
    private readonly IList<torch.Tensor>? _tensors;

    /// <param name="tensors">The tensors; null is an empty list.</param>
    public HandleList(IList<torch.Tensor>? tensors)
    {
        _tensors = tensors;
        Count = tensors?.Count ?? 0;
        // Asked for first: a disposed tensor must throw before there is memory to lose.
        var handles = tensors?.Select(tensor => tensor.Handle).ToArray() ?? [];
        First = (nint*)NativeMemory.Alloc((nuint)Count, (nuint)sizeof(nint));
        handles.CopyTo(new Span<nint>(First, Count));
    }

    public nint* First { get; }

    public int Count { get; }

    public void Dispose()
    {
        NativeMemory.Free(First);
        GC.KeepAlive(_tensors);
    }
}
