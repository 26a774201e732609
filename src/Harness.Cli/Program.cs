using Harness.Cli.Commands;

return CommandLine.Run(args);
