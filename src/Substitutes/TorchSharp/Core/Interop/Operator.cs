using System.Runtime.CompilerServices;

namespace TorchSharp.Interop;

/// <summary>
/// One operator of PyTorch's dispatcher. <see cref="Aten"/> lists those in use, so that binding another is one line there and one line
/// where
/// it is called: <c>public Tensor exp() => Aten.exp.Call(this);</c>. Arguments come in the order of the operator's schema
/// (native_functions.yaml); trailing ones that are left out take the schema's defaults.
/// </summary>
/// <param name="name">Name and overload as PyTorch writes them, without the namespace: <c>add.Tensor</c>.</param>
internal sealed unsafe class Operator(string name)
{
    /// <summary>Results that an operator may have at most.</summary>
    private const int MaximumResults = 8;

    /// <summary>Words of list elements up to which a call needs no memory of the heap.</summary>
    private const int WordsOnStack = 128;

    private nint _handle;

    /// <summary>Calls an operator that returns one tensor. An undefined tensor comes back as null.</summary>
    public torch.Tensor Call(params ReadOnlySpan<Argument> arguments)
    {
        NativeValue* results = stackalloc NativeValue[MaximumResults];
        Invoke(arguments, results);
        return ToTensor(results[0]);
    }

    /// <summary>Calls an operator that returns two tensors (further results are dropped).</summary>
    public (torch.Tensor, torch.Tensor) CallForTwo(params ReadOnlySpan<Argument> arguments)
    {
        NativeValue* results = stackalloc NativeValue[MaximumResults];
        var count = Invoke(arguments, results);
        for (var i = 2; i < count; i++) Discard(results[i]);
        return (ToTensor(results[0]), ToTensor(results[1]));
    }

    /// <summary>Calls an operator that returns three tensors (further results are dropped).</summary>
    public (torch.Tensor, torch.Tensor, torch.Tensor) CallForThree(params ReadOnlySpan<Argument> arguments)
    {
        NativeValue* results = stackalloc NativeValue[MaximumResults];
        var count = Invoke(arguments, results);
        for (var i = 3; i < count; i++) Discard(results[i]);
        return (ToTensor(results[0]), ToTensor(results[1]), ToTensor(results[2]));
    }

    /// <summary>Calls an operator that returns a list of tensors.</summary>
    public torch.Tensor[] CallForList(params ReadOnlySpan<Argument> arguments)
    {
        NativeValue* results = stackalloc NativeValue[MaximumResults];
        Invoke(arguments, results);
        var handles = (nint*)results[0].Payload;
        var tensors = new torch.Tensor[results[0].Length];
        for (var i = 0; i < tensors.Length; i++) tensors[i] = new torch.Tensor(handles[i]);
        NativeMethods.ht_free_list(handles);
        return tensors;
    }

    /// <summary>Calls an operator that returns a number or a truth value.</summary>
    public Scalar CallForScalar(params ReadOnlySpan<Argument> arguments)
    {
        NativeValue* results = stackalloc NativeValue[MaximumResults];
        Invoke(arguments, results);
        return new Scalar(results[0].Tag, results[0].Payload);
    }

    /// <summary>Calls an operator that changes its first argument in place (or returns nothing) and returns that argument, not a new
    /// handle of it.</summary>
    public torch.Tensor InPlace(params ReadOnlySpan<Argument> arguments)
    {
        NativeValue* results = stackalloc NativeValue[MaximumResults];
        var count = Invoke(arguments, results);
        for (var i = 0; i < count; i++) Discard(results[i]);
        return (torch.Tensor)arguments[0].Reference!;
    }

    /// <summary>Calls an operator whose results are of no interest, on arguments of which the first need not be a tensor.</summary>
    public void Run(params ReadOnlySpan<Argument> arguments)
    {
        NativeValue* results = stackalloc NativeValue[MaximumResults];
        var count = Invoke(arguments, results);
        for (var i = 0; i < count; i++) Discard(results[i]);
    }

    [SkipLocalsInit]
    private int Invoke(ReadOnlySpan<Argument> arguments, NativeValue* results)
    {
        if (_handle == 0) _handle = Find();

        var wordCount = 0;
        foreach (ref readonly var argument in arguments) wordCount += argument.Length;
        // A string takes at most three bytes a character, hence never more words than it has characters.
        Span<long> words = wordCount <= WordsOnStack ? stackalloc long[WordsOnStack] : new long[wordCount];
        NativeValue* values = stackalloc NativeValue[arguments.Length + 1];
        fixed (long* buffer = words)
        {
            var next = buffer;
            for (var i = 0; i < arguments.Length; i++) next = Marshalling.Write(arguments[i], ref values[i], next);
            var count = NativeMethods.ht_call(_handle, values, arguments.Length, results, MaximumResults);
            // Without this a finalizer could free a tensor of which only the handle is still in use.
            foreach (ref readonly var argument in arguments) GC.KeepAlive(argument.Reference);
            if (count < 0) throw NativeError.Last();
            return count;
        }
    }

    private nint Find()
    {
        var dot = name.IndexOf('.');
        var (plain, overload) = dot < 0 ? (name, "") : (name[..dot], name[(dot + 1)..]);
        return NativeError.ThrowIfNull(NativeMethods.ht_find_operator("aten::" + plain, overload));
    }

    private static torch.Tensor ToTensor(in NativeValue value) => value.Payload == 0 ? null! : new torch.Tensor((nint)value.Payload);

    private static void Discard(in NativeValue value)
    {
        if (value.Tag == Tag.Tensor) NativeMethods.ht_release_tensor((nint)value.Payload);
        if (value.Tag != Tag.Tensors) return;
        var handles = (nint*)value.Payload;
        for (var i = 0; i < value.Length; i++) NativeMethods.ht_release_tensor(handles[i]);
        NativeMethods.ht_free_list(handles);
    }
}
