namespace System.Runtime.CompilerServices;

/// <summary>What the language needs for <c>init</c> and positional records, missing from netstandard2.0.</summary>
internal static class IsExternalInit;
