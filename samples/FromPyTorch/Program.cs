using System.Globalization;

// circle.py trained this in PyTorch and prints the same three lines. Its weights came here by
// netgen import circle.safetensors --architecture 2-16:tanh-16:tanh-1:sigmoid
Span<float> inside = stackalloc float[1];
foreach ((float x, float y) in new[] { (0.6f, 0.7f), (-0.8f, 0.5f), (0.3f, -1.1f) })
{
    Circle.Pretrained.Forward([x, y], inside);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"({x}, {y}): {inside[0]:F5}"));
}
