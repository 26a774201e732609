using System.Runtime.ExceptionServices;
using Harness.Cli.Commands;
using Harness.Diagnostics;

namespace Harness.Cli.Runs;

/// <summary>How a run ended.</summary>
internal abstract record RunEnd
{
    /// <summary>Runs something.</summary>
    /// <param name="run">What to run.</param>
    /// <returns>How it ended. A lack of memory counts as a failure like any other error of the user's, so that what is trained is reported; a bug in Harness
    /// propagates as an exception.</returns>
    public static RunEnd Of(Action run)
    {
        try
        {
            run();
            return new Completed();
        }
        catch (OperationCanceledException)
        {
            return new Stopped();
        }
        catch (HarnessException exception)
        {
            return new Failed(exception);
        }
        catch (Exception exception) when (MemoryShortage.IsMeantBy(exception))
        {
            return new Failed(MemoryShortage.Explain(exception));
        }
    }

    /// <summary>The end in words, for the log.</summary>
    public abstract string Words { get; }

    /// <summary>Says what the end means to the user.</summary>
    /// <param name="codeWhenCompleted">The exit code of a completed run.</param>
    /// <returns>The exit code.</returns>
    public abstract int Close(int codeWhenCompleted);

    /// <summary>Everything was run; techniques may have failed.</summary>
    public sealed record Completed : RunEnd
    {
        /// <inheritdoc/>
        public override string Words => "Finished.";

        /// <inheritdoc/>
        public override int Close(int codeWhenCompleted) => codeWhenCompleted;
    }

    /// <summary>The user stopped it.</summary>
    public sealed record Stopped : RunEnd
    {
        /// <inheritdoc/>
        public override string Words => "Stopped.";

        /// <inheritdoc/>
        public override int Close(int codeWhenCompleted)
        {
            Console.Error.WriteLine("Stopped. Finished epochs are kept: run the same command again to continue.");
            return CommandLine.Interrupted;
        }
    }

    /// <summary>The time that the command may take was up; what is finished is a result.</summary>
    public sealed record OutOfTime : RunEnd
    {
        /// <inheritdoc/>
        public override string Words => "Time is up.";

        /// <inheritdoc/>
        public override int Close(int codeWhenCompleted)
        {
            Console.WriteLine($"Time is up before everything was trained: run the same command again to continue, or give more time with {TimeLimit.Option}.");
            return codeWhenCompleted;
        }
    }

    /// <summary>It could not continue.</summary>
    public sealed record Failed(HarnessException Error) : RunEnd
    {
        /// <inheritdoc/>
        public override string Words => $"error: {Error.Message}";

        /// <inheritdoc/>
        public override int Close(int codeWhenCompleted)
        {
            ExceptionDispatchInfo.Throw(Error);
            return CommandLine.Failure;
        }
    }
}
