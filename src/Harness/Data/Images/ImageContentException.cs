namespace Harness.Data.Images;

/// <summary>The bytes of a file are no image that can be read. Whoever knows the file's name turns it into an error for the user.</summary>
public sealed class ImageContentException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="problem">What is wrong, to follow the file's name in a sentence: <c>is empty</c>.</param>
    /// <param name="inner">The technical cause; null for none.</param>
    public ImageContentException(string problem, Exception? inner = null)
        : base(problem, inner)
    {
    }
}
