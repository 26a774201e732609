using System.Numerics;

namespace Harness.Statistics;

/// <summary>A set of places below a fixed number, as bits: two sets are intersected 64 places at a time.</summary>
internal sealed class PlaceSet
{
    private const int BitsPerWord = 64;

    private readonly ulong[] _words;

    private PlaceSet(ulong[] words) => _words = words;

    /// <summary>Makes an empty set.</summary>
    /// <param name="count">The number of places.</param>
    public PlaceSet(int count)
        : this(new ulong[(count + BitsPerWord - 1) / BitsPerWord])
    {
    }

    /// <summary>Adds a place.</summary>
    /// <param name="place">The place, from 0.</param>
    public void Add(int place) => _words[place / BitsPerWord] |= 1UL << (place % BitsPerWord);

    /// <summary>Whether a place is in the set.</summary>
    /// <param name="place">The place, from 0.</param>
    public bool Contains(int place) => (_words[place / BitsPerWord] & (1UL << (place % BitsPerWord))) != 0;

    /// <summary>Removes what another set does not have.</summary>
    /// <param name="other">A set of as many places.</param>
    public void IntersectWith(PlaceSet other)
    {
        for (var word = 0; word < _words.Length; word++) _words[word] &= other._words[word];
    }

    /// <summary>The lowest place in the set; null if it is empty.</summary>
    public int? Lowest()
    {
        for (var word = 0; word < _words.Length; word++)
        {
            if (_words[word] != 0) return (word * BitsPerWord) + BitOperations.TrailingZeroCount(_words[word]);
        }
        return null;
    }

    /// <summary>A separate set with the same places.</summary>
    public PlaceSet Copy() => new([.. _words]);
}
