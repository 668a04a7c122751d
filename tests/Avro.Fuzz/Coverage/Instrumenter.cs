using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace Avro.Fuzz.Coverage;

/// <summary>
/// Puts a counter at the beginning of every stretch of code without a branch, so that a run tells where it has been.
/// </summary>
internal static class Instrumenter
{
    /// <summary>The type that is added to an assembly, and its counters, one byte for each stretch.</summary>
    internal const string TypeName = "FuzzCoverage";

    /// <summary>The field of <see cref="TypeName"/> with the counters.</summary>
    internal const string FieldName = "Counters";

    /// <summary>Rewrites an assembly.</summary>
    /// <returns>How many stretches it has.</returns>
    internal static int Rewrite(string path)
    {
        using var assembly = AssemblyDefinition.ReadAssembly(path, new ReaderParameters { InMemory = true });
        var module = assembly.MainModule;
        var methods = module.GetAllTypes().SelectMany(type => type.Methods).Where(method => method.HasBody).ToList();
        var counters = AddCounters(module, out var size);
        var count = 0;
        foreach (var method in methods)
            count = Count(method.Body, counters, count);
        size.Operand = count;
        assembly.Write(path);
        return count;
    }

    private static FieldDefinition AddCounters(ModuleDefinition module, out Instruction size)
    {
        const TypeAttributes Static = TypeAttributes.Public | TypeAttributes.Abstract | TypeAttributes.Sealed;
        const MethodAttributes Constructor = MethodAttributes.Private | MethodAttributes.Static
            | MethodAttributes.HideBySig | MethodAttributes.SpecialName | MethodAttributes.RTSpecialName;
        var type = new TypeDefinition("", TypeName, Static, module.TypeSystem.Object);
        var field = new FieldDefinition(
            FieldName,
            FieldAttributes.Public | FieldAttributes.Static | FieldAttributes.InitOnly,
            module.TypeSystem.Byte.MakeArrayType());
        var constructor = new MethodDefinition(".cctor", Constructor, module.TypeSystem.Void);
        var code = constructor.Body.GetILProcessor();
        size = code.Create(OpCodes.Ldc_I4, 0);
        code.Append(size);
        code.Emit(OpCodes.Newarr, module.TypeSystem.Byte);
        code.Emit(OpCodes.Stsfld, field);
        code.Emit(OpCodes.Ret);
        type.Fields.Add(field);
        type.Methods.Add(constructor);
        module.Types.Add(type);
        return field;
    }

    private static int Count(MethodBody body, FieldReference counters, int next)
    {
        body.SimplifyMacros();
        var code = body.GetILProcessor();
        foreach (var start in Starts(body))
        {
            var first = InsertCounter(code, start, counters, next++);
            Redirect(body, start, first);
        }

        body.OptimizeMacros();
        return next;
    }

    /// <summary>The instructions that a branch leads to or that follow one.</summary>
    private static List<Instruction> Starts(MethodBody body)
    {
        var starts = new HashSet<Instruction> { body.Instructions[0] };
        foreach (var instruction in body.Instructions)
        {
            if (instruction.Operand is Instruction target)
                starts.Add(target);
            else if (instruction.Operand is Instruction[] targets)
                starts.UnionWith(targets);
            else
                continue;
            if (instruction.Next is { } next)
                starts.Add(next);
        }

        // Nothing may stand between a prefix and its instruction.
        return [.. body.Instructions.Where(starts.Contains).Where(start => !IsPrefix(start.Previous))];
    }

    private static bool IsPrefix(Instruction? instruction) =>
        instruction?.OpCode.OpCodeType == OpCodeType.Prefix;

    private static Instruction InsertCounter(ILProcessor code, Instruction before, FieldReference counters, int number)
    {
        Instruction[] counting =
        [
            code.Create(OpCodes.Ldsfld, counters),
            code.Create(OpCodes.Ldc_I4, number),
            code.Create(OpCodes.Ldelema, counters.Module.TypeSystem.Byte),
            code.Create(OpCodes.Dup),
            code.Create(OpCodes.Ldind_U1),
            code.Create(OpCodes.Ldc_I4_1),
            code.Create(OpCodes.Add),
            code.Create(OpCodes.Conv_U1),
            code.Create(OpCodes.Stind_I1),
        ];
        foreach (var instruction in counting)
            code.InsertBefore(before, instruction);
        return counting[0];
    }

    private static void Redirect(MethodBody body, Instruction from, Instruction to)
    {
        foreach (var instruction in body.Instructions)
        {
            if (instruction.Operand == from)
                instruction.Operand = to;
            else if (instruction.Operand is Instruction[] targets)
                targets.AsSpan().Replace(from, to);
        }

        foreach (var handler in body.ExceptionHandlers)
        {
            handler.TryStart = handler.TryStart == from ? to : handler.TryStart;
            handler.TryEnd = handler.TryEnd == from ? to : handler.TryEnd;
            handler.HandlerStart = handler.HandlerStart == from ? to : handler.HandlerStart;
            handler.HandlerEnd = handler.HandlerEnd == from ? to : handler.HandlerEnd;
            handler.FilterStart = handler.FilterStart == from ? to : handler.FilterStart;
        }
    }
}
