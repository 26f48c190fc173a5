namespace NetGen.Compiler.Findings;

/// <summary>The parts of a declaration that a finding can point at. Whoever reads declarations knows where each part stands.</summary>
internal enum Part
{
    /// <summary>The class's name where it is declared.</summary>
    Class,

    /// <summary>The name of a type around the class; <see cref="Place.Start"/> counts them, outermost 0.</summary>
    Outer,

    /// <summary>A member of the class; <see cref="Place.Start"/> is its index in the host's list.</summary>
    Member,

    /// <summary>The declaration as a whole: the attribute, or the JSON file.</summary>
    Declaration,

    /// <summary>Characters of the JSON file itself.</summary>
    File,

    Name,
    Namespace,
    Spec,
    Architecture,
    Input,
    Inputs,
    Layers,
    Outputs,
    Hidden,
    Output,
    Loss,
    Initializer,
    InitializerScale,
    InitialBias,
    Precision,
    Weights,
    Classes,
    Trace,
    Training,

    /// <summary>The name of a class; <see cref="Place.Start"/> counts them, the first 0.</summary>
    ClassName,
}
