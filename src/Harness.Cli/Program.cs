using System.Text;
using Harness.Cli;
using Harness.Cli.Commands;

// Redirected output is UTF-8 everywhere; Windows would use an older code page, which lacks letters.
if (OperatingSystem.IsWindows()) Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
using var running = RunningMark.Hold(AppContext.BaseDirectory);
return CommandLine.Run(args);
