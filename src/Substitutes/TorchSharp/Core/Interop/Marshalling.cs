using System.Text;

namespace TorchSharp.Interop;

/// <summary>Writes arguments in the native layout.</summary>
internal static unsafe class Marshalling
{
    /// <summary>Writes one argument, its list elements to <paramref name="buffer"/>, and returns where the next ones may go.</summary>
    public static long* Write(in Argument argument, ref NativeValue value, long* buffer)
    {
        value.Tag = argument.Tag;
        value.Length = argument.Length;
        value.Payload = argument.Payload;
        if (argument.Length == 0) return buffer;

        value.Payload = (long)buffer;
        switch (argument.Tag)
        {
            case Tag.Ints:
                ((long[])argument.Reference!).CopyTo(new Span<long>(buffer, argument.Length));
                break;
            case Tag.Doubles:
                ((double[])argument.Reference!).CopyTo(new Span<double>(buffer, argument.Length));
                break;
            case Tag.Bools:
                ((bool[])argument.Reference!).CopyTo(new Span<bool>(buffer, argument.Length));
                break;
            case Tag.Tensors or Tag.OptionalTensors:
                WriteHandles((torch.Tensor?[])argument.Reference!, buffer);
                break;
            case Tag.String:
                value.Length = Encoding.UTF8.GetBytes((string)argument.Reference!, new Span<byte>(buffer, argument.Length * sizeof(long)));
                break;
        }
        return buffer + argument.Length;
    }

    /// <summary>Writes the handles of tensors; absent ones as null.</summary>
    public static void WriteHandles(ReadOnlySpan<torch.Tensor?> tensors, long* buffer)
    {
        for (var i = 0; i < tensors.Length; i++) buffer[i] = tensors[i] is { } tensor ? tensor.Handle : 0;
    }
}
