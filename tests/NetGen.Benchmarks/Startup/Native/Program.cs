using NetGen.Benchmarks.Startup;

FirstCall.Run(args[1]);
