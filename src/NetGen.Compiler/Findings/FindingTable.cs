namespace NetGen.Compiler.Findings;

/// <summary>
/// Every kind of finding, by id: 0xxx environment, 1xxx declaration, 2xxx spec text, 3xxx weights, 4xxx performance
/// information. An id never changes its meaning.
/// </summary>
internal static class FindingTable
{
    public static readonly FindingKind StageFailed = new(
        "NG0001", "NetGen failed", "NetGen failed on {0} in stage {1}: {2}; this is a defect of NetGen, other networks are not affected");

    public static readonly FindingKind LanguageTooOld = new(
        "NG0002", "C# 12 is needed", "NetGen emits C# 12, but this project compiles as C# {0}; write <LangVersion>12</LangVersion> or newer");

    public static readonly FindingKind NotPartial = new(
        "NG1001", "A network is a partial class", "{0} is not partial; write 'partial class {0}', so that NetGen can add to it");

    public static readonly FindingKind OuterNotPartial = new(
        "NG1002", "Types around a network are partial", "{0} contains the network {1} but is not partial; write 'partial {2}'");

    public static readonly FindingKind Static = new(
        "NG1003", "A network is not static", "{0} is static, but a network has instances; leave out 'static'");

    public static readonly FindingKind Struct = new(
        "NG1004", "A network is not a struct", "{0} is a struct, but a network owns its parameters; write 'partial class {0}'");

    public static readonly FindingKind Record = new(
        "NG1005", "A network is not a record", "{0} is a record, whose copies would share their parameters; write 'partial class {0}'");

    public static readonly FindingKind FileLocal = new(
        "NG1006", "A network is not file-local", "{0} is file-local, so generated files cannot add to it; leave out 'file'");

    public static readonly FindingKind PrimaryConstructor = new(
        "NG1007", "A network has no primary constructor", "{0} has a primary constructor, which the generated constructors would have to call; declare its parameters as properties");

    public static readonly FindingKind MemberClash = new(
        "NG1008", "A member has the name of a generated one", "{0} declares {1}, which NetGen generates; rename yours");

    public static readonly FindingKind Generic = new(
        "NG1009", "A network is not generic", "{0} is generic; leave out its type parameters, or put them on a type around it");

    public static readonly FindingKind Abstract = new(
        "NG1010", "A network is not abstract", "{0} is abstract, but NetGen creates instances of it; leave out 'abstract'");

    public static readonly FindingKind NoArchitecture = new(
        "NG1011", "A network needs an architecture", "{0} has no architecture; write one, such as \"4-6:relu-3:softmax\"");

    public static readonly FindingKind UnknownValue = new(
        "NG1012", "Unknown value", "{0} = '{1}' is unknown; {2}");

    public static readonly FindingKind LossDoesNotFit = new(
        "NG1013", "The loss does not fit the output", "{0} is not defined for {1} outputs; end the architecture with {2}, or choose the loss {3}");

    public static readonly FindingKind NumberOutOfRange = new(
        "NG1014", "A number is out of range", "{0} is {1}; write {2}");

    public static readonly FindingKind ScaleUnused = new(
        "NG1015", "InitializerScale has no effect", "InitializerScale is for Normal, Uniform and Constant, but the initializer is {0}; leave it out or choose one of those", Severity.Warning);

    public static readonly FindingKind ClassClash = new(
        "NG1016", "A network has the name of a generated member", "{0} is the name of a member that NetGen generates, and no member can be named like its class; rename the class");

    public static readonly FindingKind RepeatedKey = new(
        "NG1017", "Attribute and file say the same", "{0} stands in {2} too, as \"{1}\"; leave it out here or there");

    public static readonly FindingKind SpecMissing = new(
        "NG1018", "No such spec file", "No file of the project matches '{0}'; {1}");

    public static readonly FindingKind SpecAmbiguous = new(
        "NG1019", "Several spec files match", "The spec of {0} could be any of {1}; write Spec with the path of the one that is meant");

    public static readonly FindingKind BaseNeedsArguments = new(
        "NG1020", "The base class needs constructor arguments", "{0} derives from a class without a parameterless constructor, which the generated constructors would call; give it one, or derive from another class");

    public static readonly FindingKind RequiredMembers = new(
        "NG1021", "A network has no required members", "{0} has required members, which NetGen cannot set where it creates instances; leave out 'required'");

    public static readonly FindingKind HiddenLibrary = new(
        "NG1022", "A type hides the namespace NetGen", "{0} needs the namespace NetGen, which a type of the project hides; rename the type NetGen, or put it into a namespace");

    public static readonly FindingKind NoClasses = new(
        "NG1023", "The output means no class", "Classes are named, but {0} {1}; leave Classes out{2}");

    public static readonly FindingKind ClassCount = new(
        "NG1024", "Too few or too many class names", "{0} has {1} classes, but {2} are named; write {3}");

    public static readonly FindingKind ClassRepeated = new(
        "NG1025", "Two classes have the same name", "'{0}' is the name of class {1} already; give class {2} another one");

    public static readonly FindingKind ClassUnnamed = new(
        "NG1026", "A class has no name that can be written", "The name of class {0} {1}");

    public static readonly FindingKind TraceWithoutTraining = new(
        "NG1027", "Only what can be trained is traced", "{0} has no training, but Trace shows what training computes; leave out Trace, or leave out Training");

    public static readonly FindingKind TraceOfLayers = new(
        "NG1028", "Only dense layers are traced", "{0} has Trace, which shows dense layers unit by unit, but {1} is of kind {2}; leave out Trace");

    public static readonly FindingKind UnexpectedCharacter = new(
        "NG2001", "Unexpected character in the architecture", "'{0}' has no place in an architecture; {1}");

    public static readonly FindingKind NotASize = new(
        "NG2002", "A layer is not a size", "{0} {1}; {2}");

    public static readonly FindingKind UnknownActivation = new(
        "NG2003", "Unknown activation", "{0} names '{1}'; {2}");

    public static readonly FindingKind UnitsOutOfRange = new(
        "NG2004", "Too few or too many units", "{0} has {1} units; a layer has 1 to 65,536");

    public static readonly FindingKind TooFewLayers = new(
        "NG2005", "A network needs an input and a layer", "'{0}' is only an input; a network has at least one layer, as in '{1}'");

    public static readonly FindingKind TooManyLayers = new(
        "NG2006", "Too many layers", "The architecture has {0} layers after the input; at most 256 are supported");

    public static readonly FindingKind TooManyParameters = new(
        "NG2007", "Too many parameters", "The network has {0} parameters; at most 268,435,456 are supported, and {1} alone has {2}");

    public static readonly FindingKind InputActivation = new(
        "NG2008", "The input has no activation", "The input has no activation; write '{0}' for '{1}'");

    public static readonly FindingKind MissingActivation = new(
        "NG2009", "Missing activation", "{0} names no activation after ':'; write one, such as '{1}:relu', or leave out the ':'");

    public static readonly FindingKind InputTooLarge = new(
        "NG2010", "The input has too many values", "An input of {0} has {1} values; at most 65,536 are supported");

    public static readonly FindingKind UnknownOption = new(
        "NG2011", "An option of a layer is wrong", "{0}: '{1}' {2}; {3}");

    public static readonly FindingKind ShapeDoesNotFit = new(
        "NG2012", "A layer does not fit the shape that it is given", "{0}, {1}: {2}; {3}");

    public static readonly FindingKind OptionOutOfRange = new(
        "NG2013", "A number of a layer is out of range", "{0} has a {1} of {2}; write {3} to {4}");

    public static readonly FindingKind UnknownReference = new(
        "NG2014", "A layer takes what there is not", "{0} takes '{1}', but no {2} has that name; {3}");

    public static readonly FindingKind NameRepeated = new(
        "NG2015", "Two have the same name", "'{0}' is the name of {1} already; give {2} another one");

    public static readonly FindingKind Unread = new(
        "NG2016", "Nothing takes what a layer gives", "Neither a layer nor an output takes what {0} gives; leave it out, or take it");

    public static readonly FindingKind OutputIsPicture = new(
        "NG2017", "One of several outputs has a shape", "{0} gives {1}; each of several outputs is a row of values, so end it with a dense layer");

    public static readonly FindingKind OutputsTooLarge = new(
        "NG2018", "The outputs have too many values", "The outputs have {0} values together; at most 1,048,576 are supported");

    public static readonly FindingKind BrokenJson = new(
        "NG2101", "The file is not JSON", "This is not JSON: {0}");

    public static readonly FindingKind UnknownKey = new(
        "NG2102", "Unknown key", "{0} has no key \"{1}\"; {2}");

    public static readonly FindingKind WrongType = new(
        "NG2103", "A value has the wrong type", "\"{0}\" is {1}; write {2}");

    public static readonly FindingKind DuplicateKey = new(
        "NG2104", "A key is written twice", "\"{0}\" is written twice; leave one of them out");

    public static readonly FindingKind NameMissing = new(
        "NG2105", "A file that stands alone needs a name", "No class has {0} as its Spec, so the file stands alone; write \"name\": \"Moons\" for the class that it declares, or [Network(Spec = \"{0}\")] on one");

    public static readonly FindingKind NameOfAttached = new(
        "NG2106", "A file that belongs to a class has no name", "{0} belongs to the class {1}, which has its own {2}; leave out \"{2}\"");

    public static readonly FindingKind NotAnIdentifier = new(
        "NG2107", "A name is no identifier", "'{0}' cannot be the name of {1} in C#; use letters, digits and '_', and no keyword");

    public static readonly FindingKind NameTaken = new(
        "NG2108", "Two networks of one name", "{0} is declared as a network by {1} too; choose another name or namespace");

    public static readonly FindingKind KeyMissing = new(
        "NG2109", "A key is missing", "{0} needs a key \"{1}\"");

    public static readonly FindingKind KeysExclude = new(
        "NG2110", "Two keys say the same", "\"{0}\" and \"{1}\" say the same; leave one of them out");

    public static readonly FindingKind WeightsMissing = new(
        "NG3001", "No such weights file", "No weights file of the project matches '{0}'; {1}", Severity.Warning);

    public static readonly FindingKind WeightsAmbiguous = new(
        "NG3002", "Several weights files match", "'{0}' matches {1}; write the path of the one that is meant");

    public static readonly FindingKind WeightsDoNotFit = new(
        "NG3003", "The weights file does not fit", "{0} does not fit {1}: {2}; Pretrained throws until the program that trains the network has saved it again", Severity.Warning);

    /// <summary>All of them, in the order of their ids.</summary>
    public static readonly IReadOnlyList<FindingKind> All =
    [
        StageFailed, LanguageTooOld,
        NotPartial, OuterNotPartial, Static, Struct, Record, FileLocal, PrimaryConstructor, MemberClash, Generic, Abstract,
        NoArchitecture, UnknownValue, LossDoesNotFit, NumberOutOfRange, ScaleUnused, ClassClash, RepeatedKey, SpecMissing, SpecAmbiguous, BaseNeedsArguments, RequiredMembers, HiddenLibrary,
        NoClasses, ClassCount, ClassRepeated, ClassUnnamed, TraceWithoutTraining, TraceOfLayers,
        UnexpectedCharacter, NotASize, UnknownActivation, UnitsOutOfRange, TooFewLayers, TooManyLayers, TooManyParameters,
        InputActivation, MissingActivation, InputTooLarge, UnknownOption, ShapeDoesNotFit, OptionOutOfRange, UnknownReference, NameRepeated, Unread, OutputIsPicture, OutputsTooLarge,
        BrokenJson, UnknownKey, WrongType, DuplicateKey, NameMissing, NameOfAttached, NotAnIdentifier, NameTaken, KeyMissing, KeysExclude,
        WeightsMissing, WeightsAmbiguous, WeightsDoNotFit,
    ];
}
