namespace NetGen.Compiler.Layers;

/// <summary>Zeros around a picture, in pixels.</summary>
internal sealed record Frame(int Above, int Below, int Left, int Right);
