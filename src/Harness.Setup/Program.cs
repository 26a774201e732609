using Harness.Setup;

return SetupCommand.Run(args, Console.Out, Console.Error);
