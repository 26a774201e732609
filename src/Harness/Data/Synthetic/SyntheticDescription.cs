using System.Text.Json;
using System.Text.Json.Serialization;

namespace Harness.Data.Synthetic;

/// <summary>The contents of <c>dataset.json</c>.</summary>
/// <remarks>It says that the images are drawn, by which version and with which settings, and proves that the folder is complete.</remarks>
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

    /// <summary>Always true; for programs that check it.</summary>
    public bool Synthetic { get; init; } = true;

    /// <summary>Pictures of one version of the generator are the same for the same settings.</summary>
    public required int GeneratorVersion { get; init; }

    /// <summary>The settings that they were drawn with.</summary>
    public required SyntheticSettings Settings { get; init; }

    /// <summary>The number of images of both classes.</summary>
    public required int Images { get; init; }

    /// <summary>SHA-256 of the list of the images' hashes, in hexadecimal.</summary>
    public required string Sha256 { get; init; }

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, Format);

    /// <summary>Reads a description; null if the text is not one.</summary>
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
