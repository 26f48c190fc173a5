using System.Diagnostics;
using NAudio.Wave;
using NetGen;

// An amplifier of two formulas: a drive, and behind it a filter. An LSTM of the shape that Neural Amp Modeler has learns it from
// what goes in and comes out, sample after sample, and then stands in for it.
const int Rate = 48000, Part = 256;
float[] practice = Notes(seed: 1), wanted = Amplify(practice);
var net = new Amp(seed: 1);
for (int pass = 1; pass <= 12; pass++)
{
    // The state is carried from part to part; the error of each goes back through its own steps.
    State state = net.NewState();
    double loss = 0;
    for (int first = 0; first < practice.Length; first += Part)
        loss += net.TrainSequence(state, practice.AsSpan(first, Part), wanted.AsSpan(first, Part), learningRate: 0.3f);
    if (pass % 4 == 0)
        Console.WriteLine($"pass {pass,2}: mean square of the error {loss * Part / practice.Length:F5}");
}

Save("clean.wav", Notes(seed: 2));
using var reader = new WaveFileReader("clean.wav");
var clean = new float[reader.SampleCount];
reader.ToSampleProvider().Read(clean);
var amplified = new float[clean.Length];
net.Run(net.NewState(), clean, amplified);
long began = Stopwatch.GetTimestamp();
net.Run(net.NewState(), clean, amplified);
double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
Save("amplified.wav", amplified);
Console.WriteLine($"{clean.Length:N0} samples in {1000 * seconds:F1} ms: {clean.Length / (Rate * seconds):F0} times as fast as they are played");
Console.WriteLine($"The network is {Error(amplified):P2} off the amplifier, the clean signal {Error(clean):P2}. Saved clean.wav and amplified.wav.");

// Four seconds of plucked notes, each of four harmonics that die away.
static float[] Notes(int seed)
{
    var random = new Random(seed);
    (double Pitch, double Loudness)[] notes = [.. Enumerable.Range(0, 16).Select(_ => (110 * Math.Pow(2, random.Next(25) / 12.0), 0.1 + 0.3 * random.NextDouble()))];
    return [.. Enumerable.Range(0, 4 * Rate).Select(i => (Note: notes[i * 4 / Rate], Time: i % (Rate / 4) / (double)Rate)).Select(at =>
        (float)(at.Note.Loudness * Math.Exp(-6 * at.Time) * Enumerable.Range(1, 4).Sum(n => Math.Sin(2 * Math.PI * at.Note.Pitch * n * at.Time) / n)))];
}

static float[] Amplify(float[] clean)
{
    double filtered = 0;
    return Array.ConvertAll(clean, x => (float)(filtered += 0.3 * (0.8 * Math.Tanh(4 * x + 0.4) - filtered)));
}

static void Save(string path, float[] samples)
{
    using var writer = new WaveFileWriter(path, WaveFormat.CreateIeeeFloatWaveFormat(Rate, channels: 1));
    writer.WriteSamples(samples, 0, samples.Length);
}

// Of the amplified signal's power.
double Error(float[] signal) => Amplify(clean).Zip(signal, (a, b) => (double)(a - b) * (a - b)).Sum() / Amplify(clean).Sum(a => (double)a * a);

[Network("1-8lstm-1")]
public partial class Amp;
