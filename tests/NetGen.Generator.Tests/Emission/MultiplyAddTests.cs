using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Wasm;
using NetGen.Generator.Tests.Testing;
using NetGen.Runtime;

namespace NetGen.Generator.Tests.Emission;

/// <summary>
/// WebAssembly's interpreter takes ten times as long over the estimate as over product and sum, and over a fused multiply-add
/// longer still, so that vectors it has go by way of <c>Lanes.MultiplyAdd</c>; longer ones, which it does not have, do not.
/// </summary>
public sealed class MultiplyAddTests
{
    private static readonly string[] Slow = [nameof(Vector128.MultiplyAddEstimate), nameof(Vector128.FusedMultiplyAdd)];

    private static readonly Dictionary<short, OpCode> OpCodesByValue = typeof(OpCodes).GetFields()
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    /// <summary>In what is compiled, the derived flavours included.</summary>
    [Fact]
    public void Library_AsksForTheEstimateOfShortVectorsInOnePlace_AndNotOnWebAssembly()
    {
        const BindingFlags Declared = BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
        (MethodBase Method, MethodBase[] Calls)[] asking =
        [
            .. from type in typeof(Lanes).Assembly.GetTypes()
               from method in type.GetMethods(Declared).Concat<MethodBase>(type.GetConstructors(Declared))
               let calls = Calls(method).ToArray()
               where calls.Any(call => Slow.Contains(call.Name.Split('.')[^1]) && call.DeclaringType != typeof(Vector256) && call.DeclaringType != typeof(Vector512))
               select (method, calls),
        ];

        Assert.Equal(4, asking.Length);
        Assert.All(asking, found =>
        {
            Assert.Equal($"{nameof(Lanes)}.{nameof(Lanes.MultiplyAdd)}", $"{found.Method.DeclaringType!.Name}.{found.Method.Name}");
            Assert.Contains(found.Calls, call => call.DeclaringType == typeof(PackedSimd) && call.Name == "get_IsSupported");
        });
    }

    [Theory]
    [InlineData("40-70:relu-3", "Single")]
    [InlineData("40-70:relu-3", "Double")]
    [InlineData("2-3:gelu-2:softmax", "Single")]
    [InlineData("2-3:gelu-2:softmax", "Double")]
    public void EmittedCode_AsksTheLibrary(string architecture, string precision)
    {
        GeneratorRun run = GeneratorRun.Of(new TestProject($"using NetGen;\n\n[Network(\"{architecture}\", Precision = Precision.{precision})] public partial class Net;"));
        string text = string.Concat(run.Sources.Values);
        Assert.All(Slow, name => Assert.DoesNotContain(name, text, StringComparison.Ordinal));
        Assert.Contains("V.AddScaled(", text, StringComparison.Ordinal);
    }

    /// <summary>The methods that a method's intermediate language names.</summary>
    private static IEnumerable<MethodBase> Calls(MethodBase method)
    {
        byte[] language = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        Type[] ofType = method.DeclaringType!.GetGenericArguments(), ofMethod = method.IsGenericMethod ? method.GetGenericArguments() : [];
        for (int at = 0; at < language.Length;)
        {
            OpCode code = OpCodesByValue[language[at] == 0xFE ? (short)((0xFE << 8) | language[at + 1]) : language[at]];
            at += code.Size;
            if (code.OperandType == OperandType.InlineMethod)
                yield return method.Module.ResolveMethod(BitConverter.ToInt32(language, at), ofType, ofMethod)!;
            at += code.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(language, at)),
                _ => 4,
            };
        }
    }
}
