using System.Runtime.CompilerServices;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Calls its modules one after the other and disposes every result but the last.</summary>
public class Sequential : nn.Module<Tensor, Tensor>
{
    private readonly List<(string name, nn.IModule<Tensor, Tensor> module)> _modules = [];

    internal Sequential() : base(nameof(Sequential)) { }

    protected Sequential(params (string name, nn.Module<Tensor, Tensor> submodule)[] modules) : this()
    {
        foreach (var (name, submodule) in modules) Add(name, submodule);
    }

    protected Sequential(params nn.Module<Tensor, Tensor>[] modules) : this()
    {
        foreach (var module in modules) Add(module);
    }

    public int Count => _modules.Count;

    [IndexerName("SequentialItems")]
    public nn.IModule<Tensor, Tensor> this[int index] => _modules[index].module;

    [IndexerName("SequentialItems")]
    public Sequential this[(int? start, int? end) index] => Slice(index.start ?? 0, index.end ?? Count);

    [IndexerName("SequentialItems")]
    public Sequential this[Range index] => Slice(index.Start.GetOffset(Count), index.End.GetOffset(Count));

    public Sequential append(string name, nn.IModule<Tensor, Tensor> module)
    {
        Add(name, module);
        return this;
    }

    public Sequential append(nn.IModule<Tensor, Tensor> module)
    {
        Add(module);
        return this;
    }

    public override Tensor forward(Tensor tensor)
    {
        if (Count == 0) return tensor.alias();
        var current = _modules[0].module.call(tensor);
        foreach (var (_, module) in _modules.Skip(1))
        {
            var next = module.call(current);
            current.Dispose();
            current = next;
        }
        return current;
    }

    public override nn.Module apply(Action<nn.Module> fn)
    {
        foreach (var (_, child) in named_children()) child.apply(fn);
        fn(this);
        return this;
    }

    public override IEnumerable<(string name, nn.Module module)> named_children() => _modules.Select(entry => (entry.name, (nn.Module)entry.module));

    public override IEnumerable<(string name, nn.Module module)> named_modules()
    {
        foreach (var child in named_children()) yield return child;
        foreach (var (childName, child) in named_children())
        {
            foreach (var (innerName, module) in child.named_modules()) yield return ($"{childName}.{innerName}", module);
        }
    }

    public override IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true)
    {
        if (!recurse) yield break;
        var seen = new HashSet<IntPtr> { IntPtr.Zero };
        foreach (var (childName, child) in named_children())
        {
            foreach (var (parameterName, parameter) in child.named_parameters(true))
                if (seen.Add(parameter.handle)) yield return ($"{childName}.{parameterName}", parameter);
        }
    }

    public override IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true, bool include_persistent = true)
    {
        if (!recurse) yield break;
        var seen = new HashSet<IntPtr> { IntPtr.Zero };
        foreach (var (childName, child) in named_children())
        {
            foreach (var (bufferName, buffer) in child.named_buffers(true, include_persistent))
                if (seen.Add(buffer.handle)) yield return ($"{childName}.{bufferName}", buffer);
        }
    }

    public override void train(bool on = true) => base.train(on);

    public override void eval() => base.eval();

    internal void Add(string name, nn.IModule<Tensor, Tensor> module) => _modules.Add((name, module));

    internal void Add(nn.IModule<Tensor, Tensor> module) => Add(Count.ToString(), module);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (var (_, child) in named_children()) child.Dispose();
        }
        base.Dispose(disposing);
    }

    protected internal override nn.Module _to(ScalarType dtype, bool non_blocking)
    {
        foreach (var (_, child) in named_children()) child._to(dtype, non_blocking);
        return this;
    }

    protected internal override nn.Module _to(Device device, ScalarType dtype, bool non_blocking)
    {
        foreach (var (_, child) in named_children()) child._to(device, dtype, non_blocking);
        return this;
    }

    protected internal override nn.Module _to(DeviceType deviceType, int deviceIndex, bool non_blocking)
    {
        foreach (var (_, child) in named_children()) child._to(deviceType, deviceIndex, non_blocking);
        return this;
    }

    private Sequential Slice(int start, int end)
    {
        if (start < 0 || start > Count) throw new IndexOutOfRangeException($"{start} is not a valid index.");
        if (end < 0 || end > Count) throw new IndexOutOfRangeException($"{end} is not a valid index.");
        var slice = new Sequential();
        for (var i = start; i < end; i++) slice.Add(_modules[i].name, _modules[i].module);
        return slice;
    }
}
