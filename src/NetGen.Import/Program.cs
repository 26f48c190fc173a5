using NetGen.Import;

return Importer.Run(args, Console.Out);
