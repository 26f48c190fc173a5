using NetGen.Compiler.Kernels;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Emit;

/// <summary>
/// Kernels with their drivers as file-local classes: one for each flavour of vector, and one that picks between them; or a
/// single one where the flavours turn out the same.
/// </summary>
internal sealed class KernelClass(string name, NetworkPlan plan, Func<Shapes, IReadOnlyList<Kernel>> kernels, IReadOnlyList<Driver> drivers)
{
    public void Print(CodeWriter code)
    {
        Shapes wide = Shapes.Vector512(plan.Lanes), portable = Shapes.Portable(plan.Lanes);
        if (Text(wide) == Text(portable))
        {
            Print(code, name, portable);
            return;
        }

        code.Block($"file static class {name}", () => code.Separated(drivers.Where(driver => driver.IsEntry), driver => code.Block(driver.Declaration, () =>
        {
            string type = Number.Type(plan.Model.Precision), result = driver.Returns == "void" ? "" : "return ";
            code.Line($"if (Vector512.IsHardwareAccelerated || Vector<{type}>.Count > {plan.Lanes / 2})");
            code.Line($"    {result}{name}512.{driver.Call};");
            code.Line("else");
            code.Line($"    {result}{name}Portable.{driver.Call};");
        })));
        code.Line();
        Print(code, name + "512", wide);
        code.Line();
        Print(code, name + "Portable", portable);
    }

    private string Text(Shapes shapes)
    {
        var code = new CodeWriter();
        Print(code, name, shapes);
        return code.ToString();
    }

    private void Print(CodeWriter code, string className, Shapes shapes)
    {
        var names = new KernelNames(kernels(shapes));
        var printer = new KernelPrinter(code, plan.Model.Precision);
        code.Block($"file static class {className}", () =>
        {
            code.Separated(drivers, driver =>
            {
                if (driver.Loops)
                    code.Line(KernelPrinter.Optimized);
                code.Block(driver.Declaration, () => driver.Body(code, names));
            });
            foreach (Kernel kernel in names.All)
            {
                code.Line();
                printer.Print(kernel);
            }
        });
    }
}
