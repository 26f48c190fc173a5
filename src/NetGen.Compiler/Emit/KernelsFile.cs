using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Emit;

/// <summary>Forward, Predict and, with training, Train, Evaluate and Backward, and the kernels that they run.</summary>
internal static class KernelsFile
{
    public static EmittedFile Emit(NetworkPlan plan) => Page.Print(
        plan.Model.Host,
        ".Kernels",
        [],
        plan.Model is { Training: true, IsStreaming: false } ? " : " + TrainingMembers.Interface(plan) : "",
        code =>
        {
            new ForwardMembers(plan).Print(code);
            if (!plan.Model.Training)
                return;
            code.Line();
            new TrainingMembers(plan).Print(code);
        },
        new KernelTypes(code =>
        {
            var batch = new BatchKernels(plan);
            new SampleKernels(plan.Inference.OfStream, batch).Print(code);
            if (plan.Model is { IsStreaming: true, Training: false })
                return;
            code.Line();
            batch.Print(code);
        }, plan.Model.Precision));
}
