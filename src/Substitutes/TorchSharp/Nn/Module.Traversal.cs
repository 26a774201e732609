using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            public virtual IEnumerable<(string name, Module module)> named_children() => _submodules.Select(entry => (entry.Key, entry.Value));

            public virtual IEnumerable<Module> children() => named_children().Select(entry => entry.module);

            /// <summary>All descendants, without the module itself; the children come before the grandchildren (PyTorch goes depth first).</summary>
            public virtual IEnumerable<(string name, Module module)> named_modules()
            {
                foreach (var (childName, child) in _submodules) yield return (childName, child);
                foreach (var (childName, child) in _submodules)
                {
                    foreach (var (innerName, module) in child.named_modules()) yield return ($"{childName}.{innerName}", module);
                }
            }

            public virtual IEnumerable<Module> modules() => named_modules().Select(entry => entry.module);

            /// <summary>Every parameter once (a shared one under its first name), the own ones before those of the children.</summary>
            public virtual IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true)
            {
                var seen = new HashSet<IntPtr> { IntPtr.Zero };
                foreach (var (parameterName, parameter) in _parameters)
                    if (seen.Add(parameter.handle)) yield return (parameterName, parameter);
                if (!recurse) yield break;
                foreach (var (childName, child) in _submodules)
                {
                    foreach (var (parameterName, parameter) in child.named_parameters(true))
                        if (seen.Add(parameter.handle)) yield return ($"{childName}.{parameterName}", parameter);
                }
            }

            public virtual IEnumerable<Parameter> parameters(bool recurse = true) => named_parameters(recurse).Select(entry => entry.parameter);

            /// <summary>Every persistent buffer once. Buffers that are not persistent are never listed: the package's flag has no effect.</summary>
            public virtual IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true, bool include_nonpersistent = true)
            {
                var seen = new HashSet<IntPtr> { IntPtr.Zero };
                foreach (var (bufferName, (tensor, persistent)) in _buffers)
                    if (persistent && seen.Add(tensor.handle)) yield return (bufferName, tensor);
                if (!recurse) yield break;
                foreach (var (childName, child) in _submodules)
                {
                    foreach (var (bufferName, buffer) in child.named_buffers(true, include_nonpersistent))
                        if (seen.Add(buffer.handle)) yield return ($"{childName}.{bufferName}", buffer);
                }
            }

            public virtual IEnumerable<Tensor> buffers(bool recurse = true, bool include_nonpersistent = true) =>
                named_buffers(recurse, include_nonpersistent).Select(entry => entry.buffer);

            public virtual bool has_buffer(string target) => Find(target, static (module, last) => module._buffers.ContainsKey(last));

            public virtual bool has_parameter(string target) => Find(target, static (module, last) => module._parameters.ContainsKey(last));

            public virtual Tensor? get_buffer(string target) =>
                Find<Tensor?>(target, static (module, last) => module._buffers.TryGetValue(last, out var entry) ? entry.tensor : null);

            public virtual Parameter? get_parameter(string target) =>
                Find<Parameter?>(target, static (module, last) => module._parameters.GetValueOrDefault(last));

            // Walks down the dotted path; what the path does not reach is "not there".
            private TFound? Find<TFound>(string target, Func<Module, string, TFound> look)
            {
                var module = this;
                var path = target.Split('.');
                foreach (var step in path[..^1])
                {
                    module = module.named_children().FirstOrDefault(child => child.name == step).module;
                    if (module is null) return default;
                }
                return look(module, path[^1]);
            }
        }
    }
}
