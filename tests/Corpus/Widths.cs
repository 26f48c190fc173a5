namespace NetGen.Corpus;

// Layer widths on, below and above the sizes of vectors and tiles; named by their sizes.

[Network("1-1")]
public sealed partial class Width1To1;

[Network("1-1", Precision = Precision.Double)]
public sealed partial class Width1To1InDouble;

[Network("1-1:relu-1:sigmoid")]
public sealed partial class Width1To1To1;

[Network("1-1:relu-1:sigmoid", Precision = Precision.Double)]
public sealed partial class Width1To1To1InDouble;

[Network("1-129:tanh-1:tanh")]
public sealed partial class Width1To129To1;

[Network("1-129:tanh-1:tanh", Precision = Precision.Double)]
public sealed partial class Width1To129To1InDouble;

[Network("3-5:relu-7:softmax")]
public sealed partial class Width3To5To7;

[Network("3-5:relu-7:softmax", Precision = Precision.Double)]
public sealed partial class Width3To5To7InDouble;

[Network("7-8:tanh-9")]
public sealed partial class Width7To8To9;

[Network("7-8:tanh-9", Precision = Precision.Double)]
public sealed partial class Width7To8To9InDouble;

[Network("9-15:sigmoid-16:softmax")]
public sealed partial class Width9To15To16;

[Network("9-15:sigmoid-16:softmax", Precision = Precision.Double)]
public sealed partial class Width9To15To16InDouble;

[Network("16-17:relu-20")]
public sealed partial class Width16To17To20;

[Network("16-17:relu-20", Precision = Precision.Double)]
public sealed partial class Width16To17To20InDouble;

[Network("17-16:relu-15:sigmoid")]
public sealed partial class Width17To16To15;

[Network("17-16:relu-15:sigmoid", Precision = Precision.Double)]
public sealed partial class Width17To16To15InDouble;

[Network("20-31:tanh-33:softmax")]
public sealed partial class Width20To31To33;

[Network("20-31:tanh-33:softmax", Precision = Precision.Double)]
public sealed partial class Width20To31To33InDouble;

[Network("31-32:relu-8")]
public sealed partial class Width31To32To8;

[Network("31-32:relu-8", Precision = Precision.Double)]
public sealed partial class Width31To32To8InDouble;

[Network("33-64:relu-65:softmax")]
public sealed partial class Width33To64To65;

[Network("33-64:relu-65:softmax", Precision = Precision.Double)]
public sealed partial class Width33To64To65InDouble;

[Network("65-100:relu-129")]
public sealed partial class Width65To100To129;

[Network("65-100:relu-129", Precision = Precision.Double)]
public sealed partial class Width65To100To129InDouble;

[Network("129-1:sigmoid")]
public sealed partial class Width129To1;

[Network("129-1:sigmoid", Precision = Precision.Double)]
public sealed partial class Width129To1InDouble;

[Network("100-3:softmax")]
public sealed partial class Width100To3;

[Network("100-3:softmax", Precision = Precision.Double)]
public sealed partial class Width100To3InDouble;

[Network("129-65:relu-1")]
public sealed partial class Width129To65To1;

[Network("129-65:relu-1", Precision = Precision.Double)]
public sealed partial class Width129To65To1InDouble;

[Network("8-16:relu-24:relu-48")]
public sealed partial class Width8To16To24To48;

[Network("8-16:relu-24:relu-48", Precision = Precision.Double)]
public sealed partial class Width8To16To24To48InDouble;

[Network("48-48:softmax-5")]
public sealed partial class Width48To48To5;

[Network("48-48:softmax-5", Precision = Precision.Double)]
public sealed partial class Width48To48To5InDouble;

[Network("300-2:softmax")]
public sealed partial class Width300To2;

[Network("300-2:softmax", Precision = Precision.Double)]
public sealed partial class Width300To2InDouble;

[Network("2-300:relu-2")]
public sealed partial class Width2To300To2;

[Network("2-300:relu-2", Precision = Precision.Double)]
public sealed partial class Width2To300To2InDouble;

[Network("20-70:gelu-40:mish-20:logsoftmax")]
public sealed partial class Width20To70To40To20;

[Network("20-70:gelu-40:mish-20:logsoftmax", Precision = Precision.Double)]
public sealed partial class Width20To70To40To20InDouble;

/// <summary>Matrices beyond the first-level cache, which one sample trains along their rows, and outputs that fill half a vector.</summary>
[Network("70-130:relu-130:gelu-6:tanh-3:softmax")]
public sealed partial class Width70To130To130To6To3;

[Network("70-130:relu-130:gelu-6:tanh-3:softmax", Precision = Precision.Double)]
public sealed partial class Width70To130To130To6To3InDouble;

/// <summary>A matrix that only the third-level cache holds.</summary>
[Network("3-260:tanh-515:softmax")]
public sealed partial class Width3To260To515;
