namespace Harness.Proposals;

/// <summary>How the images in a folder say their classes.</summary>
public abstract record FolderLayout;

/// <summary>One folder per class.</summary>
public sealed record ClassLayout : FolderLayout;

/// <summary>Folders for training, validation and perhaps a test, each with the same class folders.</summary>
/// <param name="Train">The name of the folder that trains.</param>
/// <param name="Valid">The name of the folder that validates.</param>
/// <param name="Test">The name of the folder of the test; null for none.</param>
public sealed record SplitLayout(string Train, string Valid, string? Test) : FolderLayout;

/// <summary>A table that names every image with its class.</summary>
/// <param name="File">The full path of the table.</param>
/// <param name="Column">The column of the classes.</param>
public sealed record TableLayout(string File, string Column) : FolderLayout;
