namespace NetGen.Onnx.Layers;

/// <summary>Steps as dense layers: what only scales, shifts and chooses becomes a part of the weights before or after it.</summary>
internal sealed class Chain
{
    /// <summary>The limits of NetGen's networks.</summary>
    public const int MostLayers = 64;
    private const int MostUnits = 65_536;
    private const long MostParameters = 268_435_456;

    /// <summary>A layer that only scales has a weight for every pair of values nevertheless.</summary>
    private const long MostWeightsForAScale = 4_194_304;

    private readonly List<DenseLayer> _layers = [];
    private readonly string _source;
    private long _parameters;

    /// <summary>The values of the last layer.</summary>
    private int _width;

    /// <summary>What is to be multiplied with them, [rows, width]; null where each row is one of them.</summary>
    private double[]? _weights;

    /// <summary>Where there are no weights: which value a row is.</summary>
    private int[] _places = [];
    private double[] _scale = [];
    private double[] _shift = [];

    private Chain(string source, int inputs)
    {
        _source = source;
        Pass(inputs);
    }

    private bool IsIdentity => _weights is null && _places.Length == _width
        && _places.Select((place, row) => place == row).All(same => same) && _scale.All(factor => factor == 1) && _shift.All(value => value == 0);

    /// <exception cref="NotSupportedException">There is no such network.</exception>
    public static IReadOnlyList<DenseLayer> Of(Step output, string source)
    {
        var steps = new Stack<Step>();
        for (Step? step = output; step is not null; step = step.Source)
            steps.Push(step);
        var chain = new Chain(source, steps.Pop().Size);
        foreach (Step step in steps)
            chain.Add(step);
        if (!chain.IsIdentity || chain._layers.Count == 0)
            chain.Close("identity");
        return chain._layers;
    }

    private void Add(Step step)
    {
        switch (step)
        {
            case ActivationStep { Name: ActivationStep.Erf }:
                throw new NotSupportedException($"{_source}: Erf can be imported only as a part of GELU, ½ x (1 + erf(x / √2)).");
            case ActivationStep activation:
                Close(activation.Name);
                break;
            case SelectStep select:
                Select(select.Places);
                break;
            case ScaleStep scale:
                Scale(scale);
                break;
            case DenseStep dense:
                Multiply(dense);
                break;
        }
    }

    private void Select(IReadOnlyList<int> places)
    {
        if (_weights is { } weights)
            _weights = [.. places.SelectMany(row => weights.AsSpan(row * _width, _width).ToArray())];
        else
            (_places, _scale) = ([.. places.Select(row => _places[row])], [.. places.Select(row => _scale[row])]);
        _shift = [.. places.Select(row => _shift[row])];
    }

    private void Scale(ScaleStep step)
    {
        for (int row = 0; row < _shift.Length; row++)
        {
            _shift[row] = (step.Scale[row] * _shift[row]) + step.Shift[row];
            if (_weights is null)
                _scale[row] *= step.Scale[row];
            else
                foreach (ref double weight in _weights.AsSpan(row * _width, _width))
                    weight *= step.Scale[row];
        }
    }

    private void Multiply(DenseStep step)
    {
        if (_weights is not null)
            Close("identity");
        int inputs = _shift.Length;
        Require(step.Size);
        var weights = new double[(long)step.Size * _width];
        var shift = new double[step.Size];
        for (int row = 0; row < step.Size; row++)
        {
            for (int i = 0; i < inputs; i++)
            {
                double weight = step.Weights[(row * inputs) + i];
                weights[((long)row * _width) + _places[i]] += weight * _scale[i];
                shift[row] += weight * _shift[i];
            }
        }
        (_weights, _shift) = (weights, shift);
    }

    private void Close(string activation)
    {
        int rows = _shift.Length;
        if (_weights is null)
        {
            Require(rows);
            if ((long)rows * _width > MostWeightsForAScale)
                throw new NotSupportedException($"{_source}: a layer of {rows} values of {_width}, which only scales and chooses, would have {(long)rows * _width} weights; at most {MostWeightsForAScale} are for such a layer.");
            _weights = new double[rows * _width];
            for (int row = 0; row < rows; row++)
                _weights[(row * _width) + _places[row]] = _scale[row];
        }
        _layers.Add(new(_width, rows, _weights, _shift, activation));
        _parameters += (long)rows * (_width + 1);
        if (_layers.Count > MostLayers || _parameters > MostParameters)
            throw new NotSupportedException($"{_source}: it needs {_layers.Count} layers with {_parameters} parameters; at most {MostLayers} and {MostParameters} can be.");
        Pass(rows);
    }

    private void Require(int units)
    {
        if (units > MostUnits || _width > MostUnits)
            throw new NotSupportedException($"{_source}: a layer of {units} values of {_width} is too large; a layer has at most {MostUnits}.");
    }

    /// <summary>Starts anew behind a layer: its values as they are.</summary>
    private void Pass(int width)
    {
        _width = width;
        _weights = null;
        _places = [.. Enumerable.Range(0, width)];
        _scale = [.. Enumerable.Repeat(1.0, width)];
        _shift = new double[width];
    }
}
