namespace NetGen.Corpus
{
    /// <summary>Hosts of every kind that may carry a network.</summary>
    public static partial class Nested
    {
        [Network("3-4:relu-2:softmax")]
        public sealed partial class InStaticClass;

        public partial struct Value
        {
            [Network("3-4:relu-2:softmax")]
            public sealed partial class InStruct;
        }

        public partial record Record
        {
            [Network("3-4:relu-2:softmax")]
            private sealed partial class PrivateInRecord;
        }

        public partial interface IOuter
        {
            [Network("3-4:relu-2:softmax")]
            public sealed partial class InInterface;
        }
    }

    public partial class GenericOuter<TItem>
        where TItem : struct
    {
        public partial class Inner<TOther>
        {
            [Network("3-4:relu-2:softmax")]
            public sealed partial class InGenerics;
        }
    }

    [Network("3-4:relu-2:softmax")]
    internal sealed partial class Internal;

    [Network("3-4:relu-2:softmax")]
    public partial class Unsealed;

    [Network("3-4:relu-2:softmax")]
    public sealed partial class WithMembers
    {
        public int Calls { get; set; }
    }

    public sealed partial class WithMembers
    {
        public string Title => $"{nameof(WithMembers)} called {Calls} times";
    }

    // Names that differ only by case.
    [Network("3-4:relu-2:softmax")]
    public sealed partial class Casing;

    [Network("3-4:tanh-2:softmax")]
    public sealed partial class CASING;
}

namespace NetGen.Corpus.Deeper.Still
{
    [Network("3-4:relu-2:softmax")]
    public sealed partial class InDeepNamespace;
}

[NetGen.Network("3-4:relu-2:softmax")]
internal sealed partial class InGlobalNamespace;
