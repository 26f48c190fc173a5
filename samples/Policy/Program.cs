using System.Diagnostics;
using System.Globalization;
using Microsoft.ML.OnnxRuntime;
using Policy;

// A policy that others trained for a game. The project's file names the model, and building makes the class of it.
const int Games = 20, Steps = 1000, StepsPerDecision = 5;
float[] observation = new float[BallPolicy.InputSize], action = new float[BallPolicy.OutputSize];

Console.WriteLine($"held for {Steps / 50} seconds: {Held(decides: true)} of {Games} balls; {Held(decides: false)} where nobody turns the platform");

double own = Nanoseconds(() => BallPolicy.Pretrained.Forward(observation, action));
double other = OnnxRuntimeNanoseconds();
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"a decision: {own:F0} ns; by ONNX Runtime {other:F0} ns, {other / own:F1} times that"));

// How many balls are still there in the end.
int Held(bool decides)
{
    int held = 0;
    for (int seed = 0; seed < Games; seed++)
    {
        var platform = new Platform(new Random(seed));
        Array.Clear(action);
        for (int step = 0; step < Steps && platform.Holds; step++)
        {
            if (decides && step % StepsPerDecision == 0)
            {
                platform.Observe(observation);
                BallPolicy.Pretrained.Forward(observation, action);
            }
            platform.Move(action);
        }
        held += platform.Holds ? 1 : 0;
    }
    return held;
}

// The same decision on one thread, from inputs that are in place.
double OnnxRuntimeNanoseconds()
{
    using var options = new SessionOptions { IntraOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
    using var session = new InferenceSession(Path.Combine(AppContext.BaseDirectory, "3DBall.onnx"), options);
    using var input = OrtValue.CreateTensorValueFromMemory(observation, [1, observation.Length]);
    using var output = OrtValue.CreateTensorValueFromMemory(action, [1, action.Length]);
    using var run = new RunOptions();
    return Nanoseconds(() => session.Run(run, ["obs_0"], [input], ["deterministic_continuous_actions"], [output]));
}

// The fastest of the series of one second; the first ones warm up.
static double Nanoseconds(Action call)
{
    const int Calls = 200;
    double best = double.PositiveInfinity;
    for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start).TotalSeconds < 1;)
    {
        long series = Stopwatch.GetTimestamp();
        for (int index = 0; index < Calls; index++)
            call();
        best = Math.Min(best, Stopwatch.GetElapsedTime(series).TotalNanoseconds / Calls);
    }
    return best;
}
