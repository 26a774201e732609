using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Harness.Planning;

/// <summary>The address of an epoch: a hash of everything that can change its result.</summary>
public static class ContentKey
{
    /// <summary>Hashes a description.</summary>
    /// <param name="content">JSON whose members are in a fixed order. It must hold names of the YAML language and values, never names of C# types or
    /// members: renaming one of those must not make stored epochs void.</param>
    /// <returns>32 hexadecimal digits, half of a SHA-256: short enough for Windows paths, long enough that none meet by chance.</returns>
    public static string Of(JsonNode content) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(content)))[..32];
}
