namespace SixLabors.ImageSharp;

/// <summary>An operation on pixels failed for a reason of its own; wrong arguments give the argument exceptions instead.</summary>
public sealed class ImageProcessingException : Exception
{
    public ImageProcessingException()
    {
    }

    public ImageProcessingException(string errorMessage)
        : base(errorMessage)
    {
    }

    public ImageProcessingException(string errorMessage, Exception innerException)
        : base(errorMessage, innerException)
    {
    }
}
