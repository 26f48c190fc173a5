using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using NetGen.Generator;

namespace NetGen.CodeFixes.Tests;

/// <summary>A project before and after a fix. The diagnostics are the generator's own; afterwards there is none, and what is emitted compiles.</summary>
internal sealed class FixTest<TFix> : CSharpCodeFixTest<EmptyDiagnosticAnalyzer, TFix, DefaultVerifier>
    where TFix : CodeFixProvider, new()
{
    /// <param name="id">The id of the diagnostic.</param>
    /// <param name="before">C# in which <c>[|…|]</c> marks the diagnostic, and <c>{|CS0260:…|}</c> one of the compiler.</param>
    /// <param name="after">The same after the fix; the same as before where none is offered.</param>
    public FixTest(string id, string before, string? after)
    {
        before = before.Replace("[|", $"{{|{id}:", StringComparison.Ordinal);
        TestState.Sources.Add(before);
        FixedState.Sources.Add(after ?? before);
        ReferenceAssemblies = new ReferenceAssemblies("net10.0");
        TestState.AdditionalReferences.AddRange(SpecProject.References);
        TestBehaviors |= TestBehaviors.SkipGeneratedSourcesCheck;

        // What "fix all" does is a test of its own, as it compiles three times more.
        CodeFixTestBehaviors |= CodeFixTestBehaviors.SkipFixAllCheck;
        if (after is null)
        {
            FixedState.MarkupHandling = MarkupMode.Allow;
            NumberOfIncrementalIterations = 0;
        }
    }

    protected override IEnumerable<Type> GetSourceGenerators() => [typeof(NetworkGenerator)];

    protected override ParseOptions CreateParseOptions() => new CSharpParseOptions(LanguageVersion.CSharp13);
}
