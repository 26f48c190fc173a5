using System.Diagnostics;
using Microsoft.ML.OnnxRuntime;

namespace Policy;

/// <summary>What a decision takes.</summary>
internal static class Timing
{
    private const int Calls = 200;

    /// <summary>The fastest of the series of one second; the first ones warm up.</summary>
    public static double Nanoseconds(Action call)
    {
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

    /// <summary>The same decision by ONNX Runtime on one thread, from inputs that are in place.</summary>
    public static double OnnxRuntimeNanoseconds(float[] observation, float[] action)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        using var session = new InferenceSession(Path.Combine(AppContext.BaseDirectory, "3DBall.onnx"), options);
        using var input = OrtValue.CreateTensorValueFromMemory(observation, [1, observation.Length]);
        using var output = OrtValue.CreateTensorValueFromMemory(action, [1, action.Length]);
        using var run = new RunOptions();
        return Nanoseconds(() => session.Run(run, ["obs_0"], [input], ["deterministic_continuous_actions"], [output]));
    }
}
