using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static Tensor arange(
        Scalar start, Scalar stop, Scalar step, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
    {
        var integral = start.Type.IsIntegral() && stop.Type.IsIntegral() && step.Type.IsIntegral();
        return Make(
            Aten.arange_start_step, dtype ?? (integral ? ScalarType.Int64 : _defaultDtype), device, requires_grad, start, stop, step);
    }

    public static Tensor arange(Scalar start, Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(start, stop, 1, dtype, device, requires_grad);

    public static Tensor arange(Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(0, stop, 1, dtype, device, requires_grad);

    public static Tensor linspace(
        double start, double end, long steps, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Make(Aten.linspace, dtype, device, requires_grad, start, end, steps);

    public static Tensor eye(
        long rows, long columns = -1L, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
    {
        RefuseNames(names);
        return Make(Aten.eye_m, dtype, device, requires_grad, rows, columns == -1 ? rows : columns);
    }

    public static Tensor zeros_like(
        Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        MakeLike(Aten.zeros_like, input, dtype, device, requires_grad, names);

    public static Tensor ones_like(
        Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        MakeLike(Aten.ones_like, input, dtype, device, requires_grad, names);

    public static Tensor empty_like(
        Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        MakeLike(Aten.empty_like, input, dtype, device, requires_grad, names);

    public static Tensor rand_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        MakeLike(Aten.rand_like, input, dtype, device, requires_grad, null);

    public static Tensor randn_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        MakeLike(Aten.randn_like, input, dtype, device, requires_grad, null);

    public static Tensor full_like(
        Tensor input, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
    {
        RefuseNames(names);
        var made = Aten.full_like.Call(input, value, dtype ?? input.dtype, Argument.None, device ?? input.device, false);
        return requires_grad ? made.requires_grad_() : made;
    }

    /// <summary>Calls a factory whose schema ends in dtype, layout, device and pin_memory.</summary>
    private static Tensor Make(
        Operator factory, ScalarType? dtype, Device? device, bool requires_grad, Argument first, Argument second = default,
        Argument third = default)
    {
        Argument type = dtype ?? _defaultDtype;
        Argument where = InitializeDevice(device);
        var made = (second.Tag, third.Tag) switch
        {
            (Tag.None, _) => factory.Call(first, type, Argument.None, where, false),
            (_, Tag.None) => factory.Call(first, second, type, Argument.None, where, false),
            _ => factory.Call(first, second, third, type, Argument.None, where, false),
        };
        return requires_grad ? made.requires_grad_() : made;
    }

    private static Tensor MakeLike(Operator factory, Tensor input, ScalarType? dtype, Device? device, bool requires_grad, string[]? names)
    {
        RefuseNames(names);
        var made = factory.Call(input, dtype ?? input.dtype, Argument.None, device ?? input.device, false);
        return requires_grad ? made.requires_grad_() : made;
    }

    /// <summary>Named dimensions are no part of this substitute; the parameter stays for the sake of the signatures.</summary>
    private static void RefuseNames(string[]? names)
    {
        if (names is { Length: > 0 }) throw new NotSupportedException("Named dimensions need the TorchSharp package.");
    }
}
