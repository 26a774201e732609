namespace SixLabors.ImageSharp;

/// <summary>No decoder knows the signature of the data, or no encoder the extension of a path.</summary>
public sealed class UnknownImageFormatException : ImageFormatException
{
    public UnknownImageFormatException(string errorMessage)
        : base(errorMessage)
    {
    }

    internal static UnknownImageFormatException NoDecoder()
        => new("The data begin with the signature of no format that can be decoded here: JPEG, PNG.");
}
