using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            protected DeviceType _deviceType = DeviceType.CPU;
            protected int _deviceIndex = -1;

            protected internal virtual Module _to(Device device, ScalarType dtype, bool non_blocking)
            {
                CheckElementType(dtype);
                if (device.type != DeviceType.CUDA) device = new Device(device.type, -1);
                CheckDevice(device.type);
                _toEpilog(dtype, device, non_blocking);
                return this;
            }

            protected internal virtual Module _to(DeviceType deviceType, int deviceIndex, bool non_blocking)
            {
                if (deviceType != DeviceType.CUDA) deviceIndex = -1;
                CheckDevice(deviceType);
                if (deviceType != _deviceType || deviceIndex != _deviceIndex) _toEpilog(null, new Device(deviceType, deviceIndex), non_blocking);
                return this;
            }

            protected internal virtual Module _to(ScalarType dtype, bool non_blocking)
            {
                CheckElementType(dtype);
                _toEpilog(dtype, null, non_blocking);
                return this;
            }

            public Module _to(Tensor other, bool non_blocking)
            {
                _to(other.dtype, non_blocking);
                return _to(other.device_type, other.device_index, non_blocking);
            }

            /// <summary>
            /// Converts the children, then the own parameters and buffers. What really changes becomes a new tensor, is registered in place of the
            /// old one, which is disposed, and is stored in the property or field of that name.
            /// </summary>
            protected virtual void _toEpilog(ScalarType? dtype, Device? device, bool non_blocking)
            {
                foreach (var (_, child) in named_children())
                {
                    if (device is null) child._to(dtype!.Value, non_blocking);
                    else if (dtype is null) child._to(device.type, device.index, non_blocking);
                    else child._to(device, dtype.Value, non_blocking);
                }

                var fields = ComponentFields(GetType()).ToDictionary(field => field.ComponentName());
                var properties = GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).ToDictionary(property => property.Name);
                foreach (var (key, parameter) in named_parameters(false).ToList())
                {
                    if (!ReplaceParameter(dtype, device, parameter, out var converted)) continue;
                    if (properties.TryGetValue(key, out var property))
                    {
                        property.SetValue(this, converted);
                        continue;
                    }
                    parameter.Dispose();
                    ConditionallyRegisterParameter(key, converted);
                    if (fields.TryGetValue(key, out var field)) field.SetValue(this, converted);
                }
                foreach (var (key, buffer) in named_buffers(false).ToList())
                {
                    if (!ReplaceBuffer(dtype, device, buffer, out var converted)) continue;
                    if (properties.TryGetValue(key, out var property))
                    {
                        property.SetValue(this, converted);
                        continue;
                    }
                    ConditionallyRegisterBuffer(key, converted);
                    if (fields.TryGetValue(key, out var field)) field.SetValue(this, converted);
                }

                if (device is null) return;
                _deviceType = device.type;
                _deviceIndex = device.index;
            }

            protected static bool ReplaceBuffer(ScalarType? dtype, Device? device, Tensor buffer, [NotNullWhen(true)] out Tensor? result)
            {
                result = null;
                if (!WillCopy(buffer, dtype, device)) return false;
                result = buffer.to(ConvertedType(dtype, buffer), device ?? buffer.device, disposeAfter: true).DetachFromDisposeScope();
                return true;
            }

            protected static bool ReplaceParameter(ScalarType? dtype, Device? device, Parameter param, [NotNullWhen(true)] out Parameter? p)
            {
                p = null;
                using var gradient = param.grad;
                if (!WillCopy(param, dtype, device) && (gradient is null || !WillCopy(gradient, dtype, device))) return false;

                // Without recording, so that the new parameter is a leaf again.
                using var _ = no_grad();
                var (type, target) = (ConvertedType(dtype, param), device ?? param.device);
                p = new Parameter(param.to(type, target), param.requires_grad);
                p.DetachFromDisposeScope();
                if (gradient is null) return true;
                using var convertedGradient = gradient.to(type, target);
                p.grad = convertedGradient;
                return true;
            }

            protected static (Device device, ScalarType dtype) GetDefaultDeviceAndType(Device? device = null, ScalarType? dtype = null) =>
                (device ?? get_default_device(), dtype ?? get_default_dtype());

            // As in the package, an integer buffer counts as "will copy" for a floating-point type, though its type stays: it only gets a new handle.
            private static bool WillCopy(Tensor tensor, ScalarType? dtype, Device? device) =>
                (dtype is not null && tensor.dtype != dtype) || (device is not null && !SameDevice(tensor.device, device));

            private static bool SameDevice(Device first, Device second) =>
                first.type == second.type && (first.type != DeviceType.CUDA || Math.Max(first.index, 0) == Math.Max(second.index, 0));

            private static ScalarType ConvertedType(ScalarType? dtype, Tensor tensor) =>
                dtype is not null && (tensor.dtype.IsFloatingPoint() || tensor.dtype.IsComplex()) ? dtype.Value : tensor.dtype;

            private static void CheckElementType(ScalarType dtype)
            {
                if (!dtype.IsFloatingPoint() && !dtype.IsComplex())
                    throw new ArgumentException($"nn.Module.to only accepts floating point or complex types, but got desired dtype={dtype}");
            }

            private static void CheckDevice(DeviceType type)
            {
                if (type == DeviceType.CUDA && !cuda.is_available()) throw new InvalidOperationException("CUDA is not available.");
                InitializeDeviceType(type);
            }
        }
    }
}
