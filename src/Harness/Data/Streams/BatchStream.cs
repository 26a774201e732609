namespace Harness.Data.Streams;

/// <summary>What the backbone sees: the images as they are with their classes, or something made from them. A phase's objective chooses it.</summary>
/// <remarks>Techniques whose phases see the same stream can share the backbone's work on it.</remarks>
public abstract record BatchStream
{
    /// <summary>What distinguishes it from other streams; part of the address of every epoch that sees it.</summary>
    public abstract string Name { get; }

    /// <summary>What distinguishes its validation from that of other streams: equal names mean the same batches, with the same targets, in the same order.</summary>
    public virtual string ValidName => Name;

    /// <summary>How many images the backbone sees for each image of a split.</summary>
    public virtual int ViewsPerImage => 1;

    /// <summary>Whether it shows images of the target domain, so that they are part of the address of every epoch that sees it.</summary>
    public virtual bool SeesTarget => false;

    /// <summary>The number of images that <see cref="Valid"/> shows.</summary>
    /// <param name="images">The images.</param>
    /// <returns>The number.</returns>
    public virtual int ValidImageCount(ImagePipeline images) => images.ValidImageCount;

    /// <summary>The batches of a training epoch.</summary>
    /// <param name="images">The images.</param>
    /// <param name="seed">The training seed.</param>
    /// <param name="epoch">Counted from 0 over all phases.</param>
    /// <param name="cancellation">Ends the preparation; the enumeration then throws.</param>
    /// <returns>Batches, each disposed by the caller.</returns>
    public abstract IEnumerable<Batch> Train(ImagePipeline images, long seed, int epoch, CancellationToken cancellation);

    /// <summary>The batches of a validation: the same in every epoch.</summary>
    /// <param name="images">The images.</param>
    /// <param name="cancellation">Ends the preparation; the enumeration then throws.</param>
    /// <returns>Batches, each disposed by the caller.</returns>
    public abstract IEnumerable<Batch> Valid(ImagePipeline images, CancellationToken cancellation);
}
