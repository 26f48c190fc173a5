namespace NetGen.Networks.Tests.Subjects;

/// <summary>Theory data: names of corpus networks.</summary>
public static class CorpusData
{
    public static TheoryData<string> All => [.. CorpusNetworks.Names];

    public static TheoryData<string> InDouble => [.. CorpusNetworks.Select(subject => subject.Model.Precision == Compiler.Model.Precision.Double)];

    public static TheoryData<string> Predictors => [.. CorpusNetworks.Select(subject => subject is IPredictorSubject)];

    public static TheoryData<string> Classifiers => [.. CorpusNetworks.Select(subject => subject is IClassifierSubject)];
}
