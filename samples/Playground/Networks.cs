using NetGen;

// Two coordinates in, the probabilities of two classes out. The texts are what the page offers.
[Network(Text)] public partial class Line { public const string Text = "2-2:softmax"; }
[Network(Text)] public partial class Three { public const string Text = "2-3:tanh-2:softmax"; }
[Network(Text)] public partial class Eight { public const string Text = "2-8:tanh-2:softmax"; }
[Network(Text)] public partial class Deep { public const string Text = "2-8:tanh-8:tanh-2:softmax"; }
[Network(Text)] public partial class Wide { public const string Text = "2-32:relu-32:relu-2:softmax"; }
