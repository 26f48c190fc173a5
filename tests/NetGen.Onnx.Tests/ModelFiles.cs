namespace NetGen.Onnx.Tests;

/// <summary>The models that others made.</summary>
internal static class ModelFiles
{
    public static string Folder => Path.Combine(AppContext.BaseDirectory, "Models");

    public static string Of(string name) => Path.Combine(Folder, name);
}
