using System.Diagnostics;
using TorchSharp;
using static TorchSharp.torch;

namespace Harness.Training;

/// <summary>The time that one head takes of a shared epoch.</summary>
/// <remarks>
/// On a GPU a watch measures the work only if it waits for it, before and after; there every sixteenth step and the second are measured in this way, and they represent those
/// that are not. The first step counts once: it also takes what is done once in a process, such as loading kernels.
/// </remarks>
internal sealed class StepTimer
{
    private const int StepsOfASample = 16;

    private readonly Stopwatch _watch = new();
    private readonly Device _device;
    private int _steps;
    private int _measured;
    private double _first;

    /// <summary>Makes a timer that has measured nothing.</summary>
    /// <param name="device">Where the steps run.</param>
    public StepTimer(Device device) => _device = device;

    /// <summary>The seconds of all steps.</summary>
    public double Seconds => Estimate(_watch.Elapsed.TotalSeconds, _first, _measured, _steps);

    /// <summary>Measures a step until the result is disposed.</summary>
    /// <returns>To be disposed at the end of the step.</returns>
    public Measurement Step() => new(this, _device.type == DeviceType.CPU || _steps % StepsOfASample == 0 || _steps == 1);

    /// <summary>The seconds of all steps, from those that were measured.</summary>
    /// <param name="seconds">The seconds of the measured steps, the first step among them.</param>
    /// <param name="first">The seconds of the first step.</param>
    /// <param name="measured">How many steps were measured.</param>
    /// <param name="steps">How many steps there were.</param>
    /// <returns>The measured seconds where all were measured.</returns>
    internal static double Estimate(double seconds, double first, int measured, int steps) =>
        measured is 0 or 1 || measured == steps ? seconds : first + ((seconds - first) * (steps - 1) / (measured - 1));

    /// <summary>A step that is being measured.</summary>
    public readonly ref struct Measurement
    {
        private readonly StepTimer _timer;
        private readonly bool _isMeasured;

        internal Measurement(StepTimer timer, bool isMeasured)
        {
            (_timer, _isMeasured) = (timer, isMeasured);
            timer._steps++;
            if (!isMeasured) return;
            timer._measured++;
            // What the backbone still does is not this head's.
            DeviceSync.Await(timer._device);
            timer._watch.Start();
        }

        /// <summary>Ends the step.</summary>
        public void Dispose()
        {
            if (!_isMeasured) return;
            DeviceSync.Await(_timer._device);
            _timer._watch.Stop();
            if (_timer._measured == 1) _timer._first = _timer._watch.Elapsed.TotalSeconds;
        }
    }
}
