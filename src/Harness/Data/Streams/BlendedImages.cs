using Harness.Data.Randomness;
using Harness.Libtorch;
using static TorchSharp.torch;

namespace Harness.Data.Streams;

/// <summary>Two images blended, pixel by pixel.</summary>
/// <remarks>Source: "mixup: Beyond Empirical Risk Minimization" (https://arxiv.org/abs/1710.09412), whose own code draws once per batch too.</remarks>
/// <param name="Alpha">Both parameters of the beta distribution.</param>
public sealed record BlendedImages(double Alpha) : MixedImages("mixup", Alpha)
{
    private protected override (Tensor Mixed, double Kept) Mix(Tensor images, Tensor others, double kept, CounterRandom random) =>
        (images.Times(kept).Plus(others.Times(1 - kept)), kept);
}
