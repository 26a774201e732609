namespace Harness.Serving;

/// <summary>An image of a request.</summary>
/// <param name="Name">The name of its file.</param>
/// <param name="Content">The bytes of the file.</param>
internal sealed record ReceivedImage(string Name, ReadOnlyMemory<byte> Content);
