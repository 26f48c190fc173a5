using NetGen.Compiler.Kernels;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Emit;

/// <summary>
/// Kernels with their drivers as file-local classes: one for each flavour of vector, and one that picks between them; or a
/// single one where the flavours turn out the same.
/// </summary>
/// <param name="types">Prints the types that the drivers need, or null.</param>
internal sealed class KernelClass(string name, NetworkPlan plan, Func<Shapes, KernelSet> kernels, IReadOnlyList<Driver> drivers, Action<CodeWriter, KernelSet>? types = null)
{
    public void Print(CodeWriter code)
    {
        string wide = code.Inner(inner => Print(inner, Shapes.Vector512(plan.Lanes))), portable = code.Inner(inner => Print(inner, Shapes.Portable(plan.Lanes)));
        if (wide == portable)
        {
            code.Block($"file static class {name}", () => code.Append(portable));
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
        code.Block($"file static class {name}512", () => code.Append(wide));
        code.Line();
        code.Block($"file static class {name}Portable", () => code.Append(portable));
    }

    private void Print(CodeWriter code, Shapes shapes)
    {
        KernelSet set = kernels(shapes);
        var printer = new KernelPrinter(code, plan.Model.Precision);
        code.Separated(drivers, driver =>
        {
            if (driver.Loops)
                code.Line(KernelPrinter.Optimized);
            code.Block(driver.Declaration, () => driver.Body(code, set));
        });
        foreach (Kernel kernel in set.All)
        {
            code.Line();
            printer.Print(kernel);
        }

        types?.Invoke(code, set);
    }
}
