namespace Policy;

/// <summary>A ball that rolls on a platform that tilts about two axes, as in the game that the policy was trained in.</summary>
public sealed class Platform
{
    private const double Gravity = 9.81, Step = 0.02, Edge = 3, HeightOfRest = 3, MostTilt = 0.25;

    // Of a ball that rolls, two sevenths of the energy turn it.
    private const double Rolling = 5.0 / 7;

    private double _tiltX, _tiltZ, _x, _z, _speedX, _speedZ;

    /// <summary>A ball at rest somewhere on a platform that is not level.</summary>
    public Platform(Random random)
    {
        (_x, _z) = (3 * random.NextDouble() - 1.5, 3 * random.NextDouble() - 1.5);
        (_tiltX, _tiltZ) = ((random.NextDouble() - 0.5) / 3, (random.NextDouble() - 0.5) / 3);
    }

    /// <summary>Whether the ball is on the platform.</summary>
    public bool Holds => Math.Max(Math.Abs(_x), Math.Abs(_z)) < Edge;

    /// <summary>What the policy sees: the tilts as parts of a quaternion, and the ball's place and velocity.</summary>
    public void Observe(Span<float> observation)
    {
        double slopeX = Math.Tan(_tiltZ), slopeZ = -Math.Tan(_tiltX);
        ReadOnlySpan<double> values =
        [
            Math.Sin(_tiltZ / 2), Math.Sin(_tiltX / 2),
            _x, HeightOfRest + _x * slopeX + _z * slopeZ, _z,
            _speedX, _speedX * slopeX + _speedZ * slopeZ, _speedZ,
        ];
        for (int index = 0; index < values.Length; index++)
            observation[index] = (float)values[index];
    }

    /// <summary>A fiftieth of a second, in which the platform turns by up to two degrees about each axis.</summary>
    public void Move(ReadOnlySpan<float> action)
    {
        _tiltZ = Turned(_tiltZ, action[0]);
        _tiltX = Turned(_tiltX, action[1]);
        _speedX -= Rolling * Gravity * Math.Sin(_tiltZ) * Math.Cos(_tiltZ) * Step;
        _speedZ += Rolling * Gravity * Math.Sin(_tiltX) * Math.Cos(_tiltX) * Step;
        _x += _speedX * Step;
        _z += _speedZ * Step;
    }

    private static double Turned(double tilt, double action)
    {
        double sine = Math.Sin(tilt / 2);
        return action > 0 && sine < MostTilt || action < 0 && sine > -MostTilt ? tilt + 2 * action * Math.PI / 180 : tilt;
    }
}
