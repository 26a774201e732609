namespace SixLabors.ImageSharp.Processing;

/// <summary>The weights of red, green and blue in grey.</summary>
public enum GrayscaleMode
{
    /// <summary>ITU-R BT.709: 0.2126, 0.7152, 0.0722.</summary>
    Bt709,

    /// <summary>ITU-R BT.601: 0.299, 0.587, 0.114, as in Pillow's and torchvision's grey.</summary>
    Bt601,
}
