using TorchSharp.Interop;

namespace TorchSharp;

/// <summary>Whether this thread records gradients, until it is disposed of; then as it was before.</summary>
internal sealed class AutoGradMode : IDisposable
{
    private readonly bool _before = NativeMethods.ht_grad_mode();

    public AutoGradMode(bool enabled) => NativeMethods.ht_set_grad_mode(enabled);

    public void Dispose() => NativeMethods.ht_set_grad_mode(_before);
}

/// <summary>Inference mode on this thread, until it is disposed of.</summary>
internal sealed class InferenceMode(bool enabled) : IDisposable
{
    private nint _mode = NativeMethods.ht_begin_inference_mode(enabled);

    public void Dispose()
    {
        if (_mode != 0) NativeMethods.ht_end_inference_mode(_mode);
        _mode = 0;
    }
}

/// <summary>Whether backward passes check what they compute, until it is disposed of.</summary>
public class AnomalyMode : IDisposable
{
    private readonly bool _before = IsEnabled;
    private readonly bool _checkedBefore = ShouldCheckNaN;

    public AnomalyMode(bool enabled, bool check_nan = true) => NativeMethods.ht_set_anomaly_mode(enabled, check_nan);

    public static bool IsEnabled => NativeMethods.ht_anomaly_mode();

    public static bool ShouldCheckNaN => NativeMethods.ht_anomaly_checks_nan();

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing) NativeMethods.ht_set_anomaly_mode(_before, _checkedBefore);
    }
}
