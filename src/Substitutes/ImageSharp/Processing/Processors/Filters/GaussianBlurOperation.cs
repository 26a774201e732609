using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing.Processors.Transforms;

namespace SixLabors.ImageSharp.Processing.Processors.Filters;

/// <summary>Blurs with a Gaussian that is cut off at three standard deviations; the border pixels repeat outwards.</summary>
internal sealed record GaussianBlurOperation(float Sigma) : IOperation
{
    public void Apply<TPixel>(Image<TPixel> image)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        var kernel = Kernel();
        var target = new PixelBuffer<TPixel>(image.Width, image.Height);
        var filter = new SeparableFilter(
            KernelMap.ForConvolution(kernel, image.Width),
            KernelMap.ForConvolution(kernel, image.Height),
            new PixelRow(Premultiply: true, Compand: false));
        filter.Apply(image.Buffer, image.Bounds, target, default, image.Bounds);
        image.Replace(target);
    }

    private float[] Kernel()
    {
        var radius = (int)MathF.Ceiling(Sigma * 3F);
        var kernel = new float[(2 * radius) + 1];
        for (var i = 0; i < kernel.Length; i++) kernel[i] = MathF.Exp(-(i - radius) * (i - radius) / (2F * Sigma * Sigma));
        return kernel;
    }
}
