namespace Harness.Models.Onnx;

/// <summary>A tensor in an <see cref="OnnxGraph"/>: what goes in, what an operation gives or a constant.</summary>
/// <param name="Name">Its name in the graph.</param>
/// <param name="Rank">The number of its dimensions.</param>
internal readonly record struct OnnxValue(string Name, int Rank);
