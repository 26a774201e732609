using System.Runtime.InteropServices;
using Harness.Diagnostics;
using static TorchSharp.torch;

namespace Harness.Training;

/// <summary>Separates what ends a training from what ends the run: a loss that is not a number, libtorch's own errors and a lack of memory end the training.</summary>
internal static class FailureBoundary
{
    /// <summary>Does something that may fail.</summary>
    /// <param name="device">Where it computes, for the message.</param>
    /// <param name="action">What to do; other exceptions, such as those of wrong input, pass through.</param>
    /// <returns>Why it failed; null when it did not.</returns>
    public static TrainingFailedException? Run(Device device, Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (TrainingFailedException failure)
        {
            return failure;
        }
        catch (Exception exception) when (MemoryShortage.IsMeantBy(exception))
        {
            return new($"out of memory on {device}: try a smaller batch_size or smaller images", isReproducible: false, exception);
        }
        catch (ExternalException exception)
        {
            // libtorch's own error, followed by a stack trace of many lines: this training fails, others may not.
            return new($"libtorch: {FirstLine.Of(exception.Message)}", isReproducible: false, exception);
        }
    }

    /// <summary>Creates something whose creation may fail.</summary>
    /// <param name="device">Where it computes, for the message.</param>
    /// <param name="make">Makes it; other exceptions, such as those of wrong input, pass through.</param>
    /// <returns>What was made, or why it was not.</returns>
    public static (T? Made, TrainingFailedException? Failure) Make<T>(Device device, Func<T> make)
        where T : class
    {
        T? made = null;
        var failure = Run(device, () => made = make());
        return (made, failure);
    }
}
