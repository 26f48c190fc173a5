using NetGen.Tool;

return Cli.Run(args, new Terminal(Console.Out, Console.Error));
