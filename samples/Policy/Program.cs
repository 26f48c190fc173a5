using System.Globalization;
using Policy;

// A policy that others trained for a game. The project's file names the model, and building makes the class of it.
const int Games = 20, Steps = 1000, StepsPerDecision = 5;
float[] observation = new float[BallPolicy.InputSize], action = new float[BallPolicy.OutputSize];

Console.WriteLine($"held for {Steps / 50} seconds: {Held(decides: true)} of {Games} balls; {Held(decides: false)} where nobody turns the platform");

double own = Timing.Nanoseconds(() => BallPolicy.Pretrained.Forward(observation, action));
double other = Timing.OnnxRuntimeNanoseconds(observation, action);
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
