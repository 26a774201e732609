using System.Reflection;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            private const BindingFlags InstanceFields = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance;

            public virtual void register_buffer(string name, Tensor tensor, bool persistent = true)
            {
                if (tensor is null || tensor.IsInvalid)
                    throw new ArgumentNullException(nameof(tensor), "A null tensor cannot be registered as a buffer.");
                if (!_buffers.TryAdd(name, (tensor, persistent))) throw new InvalidOperationException($"Tensor {name} is already registered.");
            }

            public virtual void register_parameter(string name, Parameter param)
            {
                if (param is null || param.IsInvalid)
                    throw new ArgumentNullException(nameof(param), "A null tensor cannot be registered as a parameter.");
                if (!_parameters.TryAdd(name, param)) throw new InvalidOperationException($"Parameter {name} is already registered.");
            }

            public void add_module(string name, Module module) => register_module(name, module);

            /// <summary>Adds a submodule after it has registered its own components; null (or a disposed module) removes the name.</summary>
            /// <exception cref="ArgumentException">The name is empty or has a dot, which separates levels in the names of parameters.</exception>
            /// <exception cref="InvalidOperationException">The name is taken.</exception>
            public virtual void register_module(string name, Module submodule)
            {
                if (submodule is null || submodule._isDisposed)
                {
                    _submodules.Remove(name);
                    return;
                }
                if (name.Contains('.')) throw new ArgumentException($"A module's name can't contain \".\", got: {name}");
                if (string.IsNullOrEmpty(name)) throw new ArgumentException("A module's name can't be the empty string \"\".");
                if (_submodules.ContainsKey(name)) throw new InvalidOperationException($"Sub-module {name} is already registered.");
                submodule.RegisterComponents();
                _submodules.Add(name, submodule);
            }

            protected void ConditionallyRegisterParameter(string name, Tensor value) => ConditionallyRegisterParameter(name, value as Parameter);

            protected void ConditionallyRegisterParameter(string name, Parameter? value)
            {
                if (value is null) _parameters.Remove(name);
                else _parameters[name] = value;
            }

            protected void ConditionallyRegisterBuffer(string name, Tensor? value, bool persistent = true)
            {
                if (value is null) _buffers.Remove(name);
                else _buffers[name] = (value, persistent);
            }

            /// <summary>
            /// Registers every module, parameter and tensor (as a buffer) that a field of the instance holds now, under the field's name, in
            /// the order of the fields, the class's own before those of its bases. A name that is taken already is skipped.
            /// </summary>
            protected virtual void RegisterComponents()
            {
                if (_areComponentsRegistered) return;
                foreach (var field in ComponentFields(GetType()))
                {
                    var componentName = field.ComponentName();
                    if (_submodules.ContainsKey(componentName) || _parameters.ContainsKey(componentName) || _buffers.ContainsKey(componentName)) continue;
                    switch (field.GetValue(this))
                    {
                        case Module module: register_module(componentName, module); break;
                        case Parameter parameter: register_parameter(componentName, parameter); break;
                        case Tensor tensor: register_buffer(componentName, tensor); break;
                    }
                }
                _areComponentsRegistered = true;
            }

            protected void ClearModules() => _submodules.Clear();

            // Reflection leaves out the private fields of base classes, so the bases are visited one by one; a hidden field counts once.
            private static IEnumerable<FieldInfo> ComponentFields(Type type)
            {
                var seen = new HashSet<string>();
                for (Type? current = type; current != null && current != typeof(object); current = current.BaseType)
                {
                    foreach (var field in current.GetFields(InstanceFields))
                        if (seen.Add(field.Name)) yield return field;
                }
            }
        }
    }
}
