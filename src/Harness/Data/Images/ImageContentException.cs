namespace Harness.Data.Images;

/// <summary>The bytes of a file are not a readable image. The caller that knows the file's name turns this into an error for the user.</summary>
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
