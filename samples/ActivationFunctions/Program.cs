using NetGen;
using NetGen.Plots;

// What makes a unit more than a weighted sum, drawn on -5...5.
Plot.ActivationFunctions(Activation.Step, Activation.Sigmoid).Save("pictures/step-sigmoid.svg");
Plot.ActivationFunctions(Activation.ReLU).Save("pictures/relu.svg");
Console.WriteLine("Saved pictures/step-sigmoid.svg and pictures/relu.svg.");
