using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Harness.Planning;

/// <summary>The address of a stage: a hash of everything that can change its result.</summary>
public static class ContentKey
{
    /// <summary>Hashes a description.</summary>
    /// <param name="content">JSON whose members stand in a fixed order.</param>
    /// <returns>32 hexadecimal digits, half of a SHA-256: short enough for Windows paths, long enough that none meet by chance.</returns>
    public static string Of(JsonNode content) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(content)))[..32];

    /// <summary>Settings as JSON: the name of their type and their values.</summary>
    /// <param name="settings">A record of plain values and lists.</param>
    /// <returns>The JSON.</returns>
    public static JsonNode Describe(object settings)
    {
        var description = new JsonObject { ["type"] = settings.GetType().Name };
        var values = JsonSerializer.SerializeToNode(settings, settings.GetType())!.AsObject();
        foreach (var (name, value) in values) description[name] = value?.DeepClone();
        return description;
    }
}
