using System.Diagnostics;
using NetGen;

/// <summary>A network that learns points of two classes in the square [−1, 1]², a little at a time.</summary>
internal abstract class Lesson
{
    /// <summary>How fast it learns; may change while it does.</summary>
    public abstract double LearningRate { set; }

    /// <summary>A table of the network's layers.</summary>
    public abstract string Summary { get; }

    /// <summary>Trains for a while.</summary>
    /// <returns>The steps since the beginning, the loss over all points, and the share of them that the network tells right.</returns>
    public abstract (long Steps, double Loss, double Accuracy) Train(TimeSpan time);

    /// <summary>The probability of the second class at size × size places, line by line from the top.</summary>
    public abstract float[] Map(int size);
}

/// <summary>In the order of the points, over and over.</summary>
internal sealed class Lesson<TNet>(Dataset<float> points, double learningRate, int seed) : Lesson
    where TNet : class, INetwork<TNet, float>
{
    private const int BatchSize = 10;

    private readonly Trainer<TNet, float> _trainer = TNet.Create(seed).Trainer(new Adam(learningRate));
    private int _next;
    private float[] _places = [];
    private float[] _outputs = [];

    public override double LearningRate { set => _trainer.LearningRate = value; }

    public override string Summary => TNet.Info.ToString();

    public override (long Steps, double Loss, double Accuracy) Train(TimeSpan time)
    {
        long begin = Stopwatch.GetTimestamp();
        do
        {
            int count = Math.Min(BatchSize, points.Count - _next);
            _trainer.Step(points.Inputs.Span.Slice(2 * _next, 2 * count), points.Labels.Span.Slice(_next, count));
            _next = (_next + count) % points.Count;
        }
        while (Stopwatch.GetElapsedTime(begin) < time);
        Evaluation result = _trainer.Network.Evaluate(points);
        return (_trainer.Steps, result.Loss, result.Accuracy);
    }

    public override float[] Map(int size)
    {
        if (_places.Length != 2 * size * size)
        {
            _places = new float[2 * size * size];
            _outputs = new float[2 * size * size];
            for (int place = 0; place < size * size; place++)
            {
                _places[2 * place] = (place % size + 0.5f) * 2 / size - 1;
                _places[2 * place + 1] = 1 - (place / size + 0.5f) * 2 / size;
            }
        }

        _trainer.Network.ForwardBatch(_places, _outputs);
        float[] second = new float[size * size];
        for (int place = 0; place < second.Length; place++)
            second[place] = _outputs[2 * place + 1];
        return second;
    }
}
