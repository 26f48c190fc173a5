using NetGen.Compiler.Kernels;
using NetGen.Compiler.Plan;
using NetGen.Compiler.Programs;

namespace NetGen.Compiler.Emit;

/// <summary>Forward, Predict and, with training, Train, Evaluate and Backward, and the kernels that they run.</summary>
internal static class KernelsFile
{
    public static EmittedFile Emit(NetworkPlan plan, NetworkProgram program) => Page.Print(
        plan.Model.Host,
        ".Kernels",
        [],
        plan.Model is { Training: true, IsStreaming: false } ? " : " + TrainingMembers.Interface(plan) : "",
        code =>
        {
            new ForwardMembers(plan, program).Print(code);
            if (!plan.Model.Training)
                return;
            code.Line();
            new TrainingMembers(plan, program).Print(code);
        },
        new KernelTypes(code =>
        {
            NetworkPlan sample = plan.Inference.OfStream;
            var batch = new BatchKernels(plan, program);
            new SampleKernels(sample, Shapes.OfSample(sample), program, batch).Print(code);
            if (plan.Model is { IsStreaming: true, Training: false })
                return;
            code.Line();
            batch.Print(code);
        }, plan.Model.Precision));
}
