namespace Harness.Data.Labels;

/// <summary>What can be learned from the images: what heads and losses depend on.</summary>
/// <param name="Classes">The number of classes.</param>
public sealed record LabelSpace(int Classes)
{
    /// <summary>The task of predicting the class folder.</summary>
    public const string ClassTask = "class";

    /// <summary>The further labels that a suite's table gives every image; null for none.</summary>
    public LabelTable? Table { get; init; }

    /// <summary>The vectors that describe the classes; null for none.</summary>
    public ClassVectors? Vectors { get; init; }

    /// <summary>The names of the classes; empty before the images are known.</summary>
    public IReadOnlyList<string> ClassNames { get; init; } = [];

    /// <summary>The classes of which training sees no image.</summary>
    public IReadOnlyList<string> Unseen { get; init; } = [];

    /// <summary>All tasks: the class, then the columns of the table. Targets of several tasks are in this order.</summary>
    public IReadOnlyList<LabelTask> Tasks =>
        [new(ClassTask, Classes), .. Table?.Columns.Select(column => new LabelTask(column.Name, column.Values.Count)) ?? []];

    /// <summary>What can be learned from the images of a suite.</summary>
    /// <param name="data">What the suite says about them.</param>
    /// <param name="classes">The names of the classes.</param>
    /// <returns>The description.</returns>
    public static LabelSpace Of(DataSettings data, IReadOnlyList<string> classes) => Of(data, classes.Count) with { ClassNames = classes };

    /// <summary>What can be learned from the images of a suite, before they are known.</summary>
    /// <param name="data">What the suite says about them.</param>
    /// <param name="classes">The number of classes.</param>
    /// <returns>The description, with which heads can be described but nothing learned.</returns>
    public static LabelSpace Of(DataSettings data, int classes) => new(classes) { Table = data.Labels, Vectors = data.Vectors, Unseen = data.Unseen?.Names ?? [] };
}

/// <summary>Something to predict for an image.</summary>
/// <param name="Name">Its name: the column of the table.</param>
/// <param name="Values">How many answers there are.</param>
public sealed record LabelTask(string Name, int Values);
