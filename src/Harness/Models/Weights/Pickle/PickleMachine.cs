using System.Numerics;

namespace Harness.Models.Weights.Pickle;

/// <summary>Runs a pickle that builds data and nothing else: what it may call is decided by <see cref="IPickleRules"/>.</summary>
/// <param name="input">Where the pickle begins.</param>
/// <param name="rules">What calls and persistent identifiers mean.</param>
internal sealed class PickleMachine(PickleInput input, IPickleRules rules)
{
    // A bound on memory: whatever an opcode makes, it is some dozens of bytes beside what it reads. Honest checkpoints have some ten thousands.
    private const int MaximumOpcodes = 5_000_000;

    private readonly PickleStack _stack = new();
    private readonly Dictionary<long, object?> _memo = [];

    /// <summary>Reads one pickle.</summary>
    /// <returns>The object it builds; see <see cref="PickleDictionary"/> and its neighbours for the types.</returns>
    /// <exception cref="InvalidDataException">The pickle is malformed or uses an opcode that data does not need.</exception>
    /// <exception cref="EndOfStreamException">It ends too early.</exception>
    public static object? Load(PickleInput input, IPickleRules rules) => new PickleMachine(input, rules).Run();

    private object? Run()
    {
        for (var count = 0; count < MaximumOpcodes; count++)
        {
            var opcode = (PickleOpcode)input.ReadByte();
            if (opcode == PickleOpcode.Stop) return _stack.Pop();
            if (!PushConstant(opcode) && !PushContainer(opcode) && !Modify(opcode) && !Control(opcode))
                throw new InvalidDataException($"the pickle has the opcode 0x{(byte)opcode:x2}, which weights do not need");
        }
        throw new InvalidDataException($"the pickle has more than {MaximumOpcodes} opcodes");
    }

    private bool PushConstant(PickleOpcode opcode)
    {
        object? value;
        switch (opcode)
        {
            case PickleOpcode.None: value = null; break;
            case PickleOpcode.NewTrue: value = true; break;
            case PickleOpcode.NewFalse: value = false; break;
            case PickleOpcode.BinInt: value = (long)input.ReadInt32(); break;
            case PickleOpcode.BinInt1: value = (long)input.ReadByte(); break;
            case PickleOpcode.BinInt2: value = (long)input.ReadUInt16(); break;
            case PickleOpcode.Long1: value = Integer(input.ReadBytes(input.ReadByte())); break;
            case PickleOpcode.Long4: value = Integer(input.ReadBytes(input.ReadInt32())); break;
            case PickleOpcode.BinFloat: value = input.ReadDouble(); break;
            case PickleOpcode.BinUnicode: value = input.ReadText(input.ReadUInt32()); break;
            case PickleOpcode.ShortBinUnicode: value = input.ReadText(input.ReadByte()); break;
            case PickleOpcode.BinUnicode8: value = input.ReadText(input.ReadInt64()); break;
            // Python 2 wrote names as byte strings.
            case PickleOpcode.BinString: value = input.ReadText(input.ReadInt32()); break;
            case PickleOpcode.ShortBinString: value = input.ReadText(input.ReadByte()); break;
            case PickleOpcode.BinBytes: value = input.ReadBytes(input.ReadUInt32()); break;
            case PickleOpcode.ShortBinBytes: value = input.ReadBytes(input.ReadByte()); break;
            case PickleOpcode.BinBytes8 or PickleOpcode.ByteArray8: value = input.ReadBytes(input.ReadInt64()); break;
            case PickleOpcode.Global: value = new PickleGlobal($"{input.ReadLine()}.{input.ReadLine()}"); break;
            default: return false;
        }
        _stack.Push(value);
        return true;
    }

    private bool PushContainer(PickleOpcode opcode)
    {
        object? value;
        switch (opcode)
        {
            case PickleOpcode.EmptyDictionary: value = new PickleDictionary(); break;
            case PickleOpcode.EmptyList: value = new List<object?>(); break;
            case PickleOpcode.EmptyTuple: value = Array.Empty<object?>(); break;
            case PickleOpcode.Tuple: value = _stack.PopToMark(); break;
            case PickleOpcode.Tuple1: value = _stack.Pop(1); break;
            case PickleOpcode.Tuple2: value = _stack.Pop(2); break;
            case PickleOpcode.Tuple3: value = _stack.Pop(3); break;
            case PickleOpcode.EmptySet: value = new PickleObject("set"); break;
            case PickleOpcode.FrozenSet: _stack.PopToMark(); value = new PickleObject("frozenset"); break;
            case PickleOpcode.List: value = new List<object?>(_stack.PopToMark()); break;
            case PickleOpcode.Dictionary: value = SetItems(new PickleDictionary(), _stack.PopToMark()); break;
            default: return false;
        }
        _stack.Push(value);
        return true;
    }

    private bool Modify(PickleOpcode opcode)
    {
        switch (opcode)
        {
            case PickleOpcode.Append: Append(_stack.Pop(1)); break;
            case PickleOpcode.Appends: Append(_stack.PopToMark()); break;
            case PickleOpcode.SetItem: SetItem(_stack.Pop(2)); break;
            case PickleOpcode.SetItems: SetItem(_stack.PopToMark()); break;
            case PickleOpcode.AddItems: Append(_stack.PopToMark()); break;
            case PickleOpcode.StackGlobal: StackGlobal(); break;
            case PickleOpcode.Reduce or PickleOpcode.NewObject: Call(_stack.Pop()); break;
            case PickleOpcode.NewObjectWithKeywords: CallWithKeywords(); break;
            case PickleOpcode.Build: Build(); break;
            case PickleOpcode.BinPersistentId: _stack.Push(rules.Persistent(_stack.Pop())); break;
            default: return false;
        }
        return true;
    }

    private bool Control(PickleOpcode opcode)
    {
        switch (opcode)
        {
            case PickleOpcode.Protocol: CheckProtocol(input.ReadByte()); break;
            case PickleOpcode.Frame: input.ReadInt64(); break;
            case PickleOpcode.Mark: _stack.PushMark(); break;
            case PickleOpcode.Pop: _stack.Drop(); break;
            case PickleOpcode.PopMark: _stack.PopToMark(); break;
            case PickleOpcode.Duplicate: _stack.Push(_stack.Top()); break;
            case PickleOpcode.BinPut: _memo[input.ReadByte()] = _stack.Top(); break;
            case PickleOpcode.LongBinPut: _memo[input.ReadUInt32()] = _stack.Top(); break;
            case PickleOpcode.Memoize: _memo[_memo.Count] = _stack.Top(); break;
            case PickleOpcode.BinGet: _stack.Push(Remembered(input.ReadByte())); break;
            case PickleOpcode.LongBinGet: _stack.Push(Remembered(input.ReadUInt32())); break;
            default: return false;
        }
        return true;
    }

    private static void CheckProtocol(byte protocol)
    {
        if (protocol is < 2 or > 5) throw new InvalidDataException($"the pickle has protocol {protocol}; 2 to 5 are known");
    }

    // Two's complement, least significant byte first.
    private static object Integer(byte[] bytes)
    {
        var value = new BigInteger(bytes);
        return value >= long.MinValue && value <= long.MaxValue ? (long)value : value;
    }

    private void StackGlobal()
    {
        var member = _stack.Pop<string>();
        _stack.Push(new PickleGlobal($"{_stack.Pop<string>()}.{member}"));
    }

    private void Call(object? arguments) => _stack.Push(rules.Call(_stack.Pop(), arguments));

    // None of the functions that make tensors is called in this way.
    private void CallWithKeywords()
    {
        _stack.Pop();
        Call(_stack.Pop());
    }

    // Attributes of an OrderedDict, such as the _metadata of a state dict, and of a tensor say nothing about elements.
    private void Build()
    {
        var state = _stack.Pop();
        switch (_stack.Top())
        {
            case PickleObject built: built.State = state; break;
            case PickleDictionary or PickleTensor: break;
            default: throw new InvalidDataException("the pickle gives attributes to something that has none");
        }
    }

    private void Append(object?[] values)
    {
        switch (_stack.Top())
        {
            case List<object?> list: list.AddRange(values); break;
            case PickleObject built: built.Values.AddRange(values); break;
            default: throw new InvalidDataException("the pickle appends to something that is not a list");
        }
    }

    private void SetItem(object?[] keysAndValues) => SetItems(
        _stack.Top() switch
        {
            PickleDictionary dictionary => dictionary,
            PickleObject built => built.Items,
            _ => throw new InvalidDataException("the pickle sets items of something that is not a dictionary"),
        },
        keysAndValues);

    private static PickleDictionary SetItems(PickleDictionary dictionary, object?[] keysAndValues)
    {
        if (keysAndValues.Length % 2 != 0) throw new InvalidDataException("the pickle has a key without a value");
        for (var i = 0; i < keysAndValues.Length; i += 2)
        {
            // None is a key like any other, but of no tensor.
            if (keysAndValues[i] is { } key) dictionary.Set(key, keysAndValues[i + 1]);
        }
        return dictionary;
    }

    private object? Remembered(long index) => _memo.TryGetValue(index, out var value)
        ? value
        : throw new InvalidDataException($"the pickle refers to object {index}, which it has not built");
}
