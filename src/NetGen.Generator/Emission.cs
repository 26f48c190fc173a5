using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using NetGen.Compiler;
using NetGen.Compiler.Findings;

namespace NetGen.Generator;

/// <summary>One network's emitted files.</summary>
/// <param name="Failure">NG0001 where emitting failed; it has no location, because nothing of the syntax comes this far.</param>
internal sealed record Emission(EquatableArray<EmittedFile> Files, Finding? Failure)
{
    public static Emission Of(IReadOnlyList<EmittedFile> files) => new(new EquatableArray<EmittedFile>(files), null);

    public void AddTo(SourceProductionContext output)
    {
        foreach (EmittedFile file in Files)
            output.AddSource(file.HintName, SourceText.From(file.Text, Encoding.UTF8));
        if (Failure is { } failure)
            output.ReportDiagnostic(Descriptors.Diagnostic(failure, Location.None));
    }
}
