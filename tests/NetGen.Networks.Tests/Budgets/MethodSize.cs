using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;

namespace NetGen.Networks.Tests.Budgets;

/// <summary>What the JIT counts of a method before it decides to optimise it, or to put it in place of its calls where it is meant for that.</summary>
internal sealed record MethodSize(int Bytes, int Instructions, int Blocks, int Locals, int LocalReferences, bool IsForInlining)
{
    private static readonly Dictionary<int, OpCode> OpCodesByValue = typeof(OpCodes).GetFields()
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => (int)(ushort)code.Value);

    public static MethodSize Of(MetadataReader metadata, MethodDefinition method, MethodBodyBlock body)
    {
        var il = body.GetILReader();
        var targets = new HashSet<int>();
        int instructions = 0, localReferences = 0;
        while (il.RemainingBytes > 0)
        {
            var code = Next(ref il);
            instructions++;
            if (code.Name!.Contains("loc", StringComparison.Ordinal) && code.Name != "localloc")
                localReferences++;
            Operand(ref il, code, targets);
            if (code.FlowControl is FlowControl.Branch or FlowControl.Cond_Branch or FlowControl.Return or FlowControl.Throw)
                targets.Add(il.Offset);
        }

        return new(body.GetILBytes()!.Length, instructions, targets.Count, Locals: LocalCount(metadata, body), localReferences, method.ImplAttributes.HasFlag(MethodImplAttributes.AggressiveInlining));
    }

    private static int LocalCount(MetadataReader metadata, MethodBodyBlock body)
    {
        if (body.LocalSignature.IsNil)
            return 0;
        var signature = metadata.GetBlobReader(metadata.GetStandaloneSignature(body.LocalSignature).Signature);
        signature.ReadSignatureHeader();
        return signature.ReadCompressedInteger();
    }

    private static OpCode Next(ref BlobReader il)
    {
        int value = il.ReadByte();
        return OpCodesByValue[value == 0xFE ? 0xFE00 | il.ReadByte() : value];
    }

    private static void Operand(ref BlobReader il, OpCode code, HashSet<int> targets)
    {
        switch (code.OperandType)
        {
            case OperandType.InlineNone:
                break;
            case OperandType.ShortInlineBrTarget:
                int near = il.ReadSByte();
                targets.Add(il.Offset + near);
                break;
            case OperandType.InlineBrTarget:
                int far = il.ReadInt32();
                targets.Add(il.Offset + far);
                break;
            case OperandType.InlineSwitch:
                int[] cases = [.. ReadCases(ref il)];
                foreach (int target in cases)
                    targets.Add(il.Offset + target);
                break;
            case OperandType.ShortInlineI or OperandType.ShortInlineVar:
                il.Offset += 1;
                break;
            case OperandType.InlineVar:
                il.Offset += 2;
                break;
            case OperandType.InlineI8 or OperandType.InlineR:
                il.Offset += 8;
                break;
            default:
                il.Offset += 4;
                break;
        }
    }

    private static int[] ReadCases(ref BlobReader il)
    {
        int[] cases = new int[il.ReadInt32()];
        for (int i = 0; i < cases.Length; i++)
            cases[i] = il.ReadInt32();
        return cases;
    }
}
