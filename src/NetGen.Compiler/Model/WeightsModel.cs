namespace NetGen.Compiler.Model;

/// <summary>Declared weights.</summary>
/// <param name="Declared">As the user wrote it.</param>
/// <param name="Resource">The embedded resource's logical name, or null while no file matches.</param>
internal sealed record WeightsModel(string Declared, string? Resource);
