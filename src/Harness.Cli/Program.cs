using Harness.Cli;
using Harness.Cli.Commands;

using var running = RunningMark.Hold(AppContext.BaseDirectory);
return CommandLine.Run(args);
