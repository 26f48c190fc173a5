using NetGen.Compiler.Kernels;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Emit;

/// <summary>
/// Kernels with their drivers as file-local classes: one for each flavour of vector, and one that picks between them; or a
/// single one where the flavours turn out the same.
/// </summary>
/// <param name="for256">Whether vectors that surely have 256 bits are worth a flavour of their own.</param>
/// <param name="types">Prints the types that the drivers need, or null.</param>
internal sealed class KernelClass(
    string name, NetworkPlan plan, bool for256, Func<Shapes, KernelSet> kernels, IReadOnlyList<Driver> drivers, Action<CodeWriter, KernelSet>? types = null)
{
    private readonly string _width = $"Vector<{Number.Type(plan.Model.Precision)}>.Count";

    public void Print(CodeWriter code)
    {
        string Text(Shapes shapes) => code.Inner(inner => Print(inner, shapes));
        List<(string Suffix, string Condition, string Text)> flavours =
        [
            ("512", $"Vector512.IsHardwareAccelerated || {_width} > {plan.Lanes / 2}", Text(Shapes.Vector512(plan.Lanes))),
            .. for256 ? [("256", $"{_width} >= {plan.Lanes / 2}", Text(Shapes.Vector256(plan.Lanes)))] : Array.Empty<(string, string, string)>(),
            ("Portable", "", Text(Shapes.Portable(plan.Lanes))),
        ];

        // What is the same as the next one is left to that.
        for (int flavour = flavours.Count - 2; flavour >= 0; flavour--)
            if (flavours[flavour].Text == flavours[flavour + 1].Text)
                flavours.RemoveAt(flavour);
        if (flavours.Count == 1)
        {
            code.Block($"file static class {name}", () => code.Append(flavours[0].Text));
            return;
        }

        code.Block($"file static class {name}", () => code.Separated(drivers.Where(driver => driver.IsEntry), driver => code.Block(driver.Declaration, () =>
        {
            string result = driver.Returns == "void" ? "" : "return ", otherwise = "";
            foreach ((string suffix, string condition, _) in flavours)
            {
                code.Line(condition == "" ? "else" : $"{otherwise}if ({condition})");
                code.Line($"    {result}{name}{suffix}.{driver.Call};");
                otherwise = "else ";
            }
        })));
        foreach ((string suffix, _, string text) in flavours)
        {
            code.Line();
            code.Block($"file static class {name}{suffix}", () => code.Append(text));
        }
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
