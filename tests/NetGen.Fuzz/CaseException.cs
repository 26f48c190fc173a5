namespace NetGen.Fuzz;

/// <summary>A case shows a defect.</summary>
internal sealed class CaseException(string message) : Exception(message);
