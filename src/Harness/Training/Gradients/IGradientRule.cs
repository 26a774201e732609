namespace Harness.Training.Gradients;

/// <summary>Changes the gradients of the parameters that train, in every step of an epoch.</summary>
internal interface IGradientRule : IDisposable
{
    /// <summary>Changes the gradients of a step in place; called without autograd. It must not read a number from the device, which would wait for it.</summary>
    void Apply();

    // Most rules keep nothing between steps.
    void IDisposable.Dispose()
    {
    }
}
