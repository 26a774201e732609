namespace Harness.Models.Weights.Pickle;

/// <summary>The stack of a pickle machine: values, and marks where groups begin.</summary>
internal sealed class PickleStack
{
    private static readonly object Mark = new();
    private readonly List<object?> _items = [];

    public void Push(object? value) => _items.Add(value);

    public void PushMark() => _items.Add(Mark);

    public object? Top()
    {
        if (_items.Count == 0) throw new InvalidDataException("the pickle takes from an empty stack");
        var value = _items[^1];
        return !ReferenceEquals(value, Mark) ? value : throw new InvalidDataException("the pickle takes a mark for a value");
    }

    /// <summary>Removes the top, a mark too, as the opcode for it does.</summary>
    public void Drop()
    {
        if (_items.Count == 0) throw new InvalidDataException("the pickle takes from an empty stack");
        _items.RemoveAt(_items.Count - 1);
    }

    public object? Pop()
    {
        var value = Top();
        _items.RemoveAt(_items.Count - 1);
        return value;
    }

    public T Pop<T>() => Pop() is T value
        ? value
        : throw new InvalidDataException($"the pickle has another type where a {typeof(T).Name} belongs");

    public object?[] Pop(int count)
    {
        var values = new object?[count];
        for (var i = count - 1; i >= 0; i--) values[i] = Pop();
        return values;
    }

    public object?[] PopToMark()
    {
        var mark = _items.FindLastIndex(value => ReferenceEquals(value, Mark));
        if (mark < 0) throw new InvalidDataException("the pickle ends a group that it has not begun");
        var values = _items.GetRange(mark + 1, _items.Count - mark - 1).ToArray();
        _items.RemoveRange(mark, _items.Count - mark);
        return values;
    }
}
