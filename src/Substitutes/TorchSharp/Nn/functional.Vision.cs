using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>Pads; amounts before and after come in pairs, the last dimension first.</summary>
            public static Tensor pad(Tensor input, long[] pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                NnAten.pad.Call(input, pad, PaddingName(mode), value);

            public static Tensor pad(Tensor input, ReadOnlySpan<long> pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, pad.ToArray(), mode, value);

            public static Tensor pad(Tensor input, (long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, new[] { pad.Item1, pad.Item2 }, mode, value);

            public static Tensor pad(Tensor input, (long, long, long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, new[] { pad.Item1, pad.Item2, pad.Item3, pad.Item4 }, mode, value);

            /// <summary>Pads all dimensions, batch and channels too, by the same amount on both sides.</summary>
            public static Tensor pad(Tensor input, long pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, Enumerable.Repeat(pad, (int)input.ndim * 2).ToArray(), mode, value);

            /// <summary>Resizes [N, C, H, W] ([N, C, L] with Nearest) to a size or by factors.</summary>
            /// <exception cref="ArgumentException">Not exactly one of size and factors is given, or the mode does not take the input or an option.</exception>
            public static Tensor interpolate(
                Tensor x, long[]? size = null, double[]? scale_factor = null, InterpolationMode mode = InterpolationMode.Nearest, bool? align_corners = null,
                bool recompute_scale_factor = false, bool antialias = false)
            {
                if (size is null == scale_factor is null) throw new ArgumentException("interpolate takes either size or scale_factor");
                var interpolates = mode is InterpolationMode.Bilinear or InterpolationMode.Bicubic;
                if (align_corners is not null && !interpolates) throw new ArgumentException($"align_corners goes with Bilinear and Bicubic, not with {mode}");
                if (antialias && !interpolates) throw new ArgumentException($"antialias goes with Bilinear and Bicubic, not with {mode}");
                var dimensions = x.ndim - 2;
                if ((size?.Length ?? scale_factor!.Length) != dimensions) throw new ArgumentException($"interpolate needs {dimensions} sizes or factors");

                if (mode == InterpolationMode.Area || (recompute_scale_factor && scale_factor is not null))
                {
                    var shape = x.shape;
                    size ??= scale_factor!.Select((factor, i) => (long)Math.Floor(shape[i + 2] * factor)).ToArray();
                    scale_factor = null;
                }
                if (mode == InterpolationMode.Area) return adaptive_avg_pool2d(x, size!);
                var resize = Resizer(mode, dimensions, antialias);
                return interpolates ? resize.Call(x, size, align_corners ?? false, scale_factor) : resize.Call(x, size, scale_factor);
            }

            private static Operator Resizer(InterpolationMode mode, long dimensions, bool antialias) => (mode, dimensions) switch
            {
                (InterpolationMode.Nearest, 1) => NnAten.upsample_nearest1d,
                (InterpolationMode.Nearest, 2) => NnAten.upsample_nearest2d,
                (InterpolationMode.NearestExact, 2) => NnAten.upsample_nearest_exact2d,
                (InterpolationMode.Bilinear, 2) => antialias ? NnAten.upsample_bilinear2d_aa : NnAten.upsample_bilinear2d,
                (InterpolationMode.Bicubic, 2) => antialias ? NnAten.upsample_bicubic2d_aa : NnAten.upsample_bicubic2d,
                _ => throw new ArgumentException($"interpolate does not take {mode} with {dimensions} spatial dimensions"),
            };

            private static string PaddingName(PaddingModes mode) => mode switch
            {
                PaddingModes.Reflect => "reflect",
                PaddingModes.Replicate => "replicate",
                PaddingModes.Circular => "circular",
                _ => "constant",
            };
        }
    }
}
