using NetGen.Corpus;

namespace NetGen.Networks.Tests.Contract;

public sealed class ArgumentTestsOfAClassifier : LabelArgumentTests<Classification, float>;

public sealed class ArgumentTestsOfAClassifierInDouble : LabelArgumentTests<ClassificationInDouble, double>;

public sealed class ArgumentTestsOfAWideClassifier : LabelArgumentTests<W4, float>;

public sealed class ArgumentTestsOfARegression : ArgumentTests<Regression, float>;

public sealed class ArgumentTestsOfARegressionInDouble : ArgumentTests<RegressionInDouble, double>;

public sealed class ArgumentTestsOfABinaryClassifier : ArgumentTests<BinaryClassification, float>;
