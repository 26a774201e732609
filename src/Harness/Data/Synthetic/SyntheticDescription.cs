using System.Text.Json;
using System.Text.Json.Serialization;

namespace Harness.Data.Synthetic;

/// <summary>The contents of <c>dataset.json</c>.</summary>
/// <remarks>It says that the images are drawn, by what and from what, and proves that the folder is whole.</remarks>
internal sealed record SyntheticDescription
{
    /// <summary>The name of the file.</summary>
    public const string FileName = "dataset.json";

    private const string Text =
        "SYNTHETIC images, drawn by 'harness data synth': people in camouflage and in normal clothes. No photograph is among them.";

    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        WriteIndented = true,
    };

    /// <summary>Says in words what the folder holds.</summary>
    public string Description { get; init; } = Text;

    /// <summary>Always true; for programs that look.</summary>
    public bool Synthetic { get; init; } = true;

    /// <summary>Pictures of one version of the generator are the same for the same settings.</summary>
    public required int GeneratorVersion { get; init; }

    /// <summary>From what they were drawn.</summary>
    public required SyntheticSettings Settings { get; init; }

    /// <summary>The number of images of both classes.</summary>
    public required int Images { get; init; }

    /// <summary>SHA-256 of the list of the images' hashes, in hexadecimal.</summary>
    public required string Sha256 { get; init; }

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, Format);

    /// <summary>Reads a description; null where the text is none.</summary>
    public static SyntheticDescription? Parse(byte[] json)
    {
        try
        {
            return JsonSerializer.Deserialize<SyntheticDescription>(json, Format);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
