using System.Diagnostics;
using TorchSharp;
using static TorchSharp.torch;

namespace Harness.Training;

/// <summary>The time that one head takes of a shared epoch.</summary>
/// <remarks>
/// On a GPU a watch measures the work only if it waits for it, before and after; there every sixteenth step is measured so and stands for the fifteen
/// that are not.
/// </remarks>
internal sealed class StepTimer
{
    private const int StepsOfASample = 16;

    private readonly Stopwatch _watch = new();
    private readonly Device _device;
    private int _steps;
    private int _measured;

    /// <summary>Makes a timer that has measured nothing.</summary>
    /// <param name="device">Where the steps run.</param>
    public StepTimer(Device device) => _device = device;

    /// <summary>The seconds of all steps.</summary>
    public double Seconds => _measured == 0 ? 0 : _watch.Elapsed.TotalSeconds * _steps / _measured;

    /// <summary>Measures a step until the result is disposed.</summary>
    /// <returns>To be disposed at the end of the step.</returns>
    public Measurement Step() => new(this, _device.type == DeviceType.CPU || _steps % StepsOfASample == 0);

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
        }
    }
}
