using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using NetGen.Benchmarks.EndToEnd;

namespace NetGen.Benchmarks.Baselines;

/// <summary>Whole trainings by numpy and scikit-learn, where this machine has a Python that has them.</summary>
internal static class PythonTraining
{
    /// <summary>Trainings whose median counts.</summary>
    public const int Seeds = 3;

    /// <summary>Milliseconds and accuracy, by training and library.</summary>
    public static IReadOnlyDictionary<(string Training, string Library), (double Milliseconds, double Accuracy)> Measure(IReadOnlyDictionary<string, DataSet> data)
    {
        string folder = Directory.CreateTempSubdirectory("netgen-training-").FullName;
        try
        {
            foreach (var (name, set) in data)
            {
                Write<float>("x", set.TrainInputs);
                Write<int>("y", set.TrainLabels);
                Write<float>("tx", set.TestInputs);
                Write<int>("ty", set.TestLabels);

                void Write<T>(string part, T[] values)
                    where T : unmanaged => File.WriteAllBytes(Path.Combine(folder, $"{name}-{part}.bin"), MemoryMarshal.AsBytes(values.AsSpan()));
            }

            return new[] { "python3", "/usr/bin/python3" }.Select(python => Run(python, folder)).FirstOrDefault(lines => lines.Length > 0, [])
                .Select(line => line.Split(' '))
                .ToDictionary(words => (words[0], words[1]), words => (Number(words[2]), Number(words[3])));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>The lines that the script writes; none where that Python is missing, or lacks numpy.</summary>
    private static string[] Run(string python, string folder)
    {
        try
        {
            var start = new ProcessStartInfo(python, [Path.Combine(AppContext.BaseDirectory, "Python", "training.py"), folder, $"{Seeds}"]) { RedirectStandardOutput = true, RedirectStandardError = true };
            foreach (string threads in new[] { "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS" })
                start.Environment[threads] = "1";
            using var process = Process.Start(start)!;
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? output.Split('\n', StringSplitOptions.RemoveEmptyEntries) : [];
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return [];
        }
    }
}
