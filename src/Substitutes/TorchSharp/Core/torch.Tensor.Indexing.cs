using System.Runtime.CompilerServices;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        // The default name of indexers, Item, would clash with item<T>() for languages that ignore case.
        [IndexerName("TensorItems")]
        public Tensor this[long i1]
        {
            get => Pick(i1);
            set => Assign(value, i1);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2]
        {
            get => Pick(i1, i2);
            set => Assign(value, i1, i2);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3]
        {
            get => Pick(i1, i2, i3);
            set => Assign(value, i1, i2, i3);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4]
        {
            get => Pick(i1, i2, i3, i4);
            set => Assign(value, i1, i2, i3, i4);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4, long i5]
        {
            get => Pick(i1, i2, i3, i4, i5);
            set => Assign(value, i1, i2, i3, i4, i5);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4, long i5, long i6]
        {
            get => Pick(i1, i2, i3, i4, i5, i6);
            set => Assign(value, i1, i2, i3, i4, i5, i6);
        }

        [IndexerName("TensorItems")]
        public Tensor this[params long[] indices]
        {
            get => Pick(indices);
            set => Assign(value, indices);
        }

        [IndexerName("TensorItems")]
        public Tensor this[params TensorIndex[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        [IndexerName("TensorItems")]
        public Tensor this[params Tensor[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        public Tensor index(params TensorIndex[] indices)
        {
            using var scope = NewDisposeScope();
            var (view, picks) = View(indices);
            // A view of everything is not the tensor itself: the caller disposes of the two separately.
            var result = picks is not null ? Aten.index_Tensor.Call(view, Interop.Argument.OptionalTensors(picks))
                : ReferenceEquals(view, this) ? alias() : view;
            return result.MoveToOuterDisposeScope();
        }

        public Tensor index(params Tensor[] indices) => index(Indices(indices));

        public Tensor index_put_(Tensor value, params TensorIndex[] indices) => index_put_(value, indices, false);

        public Tensor index_put_(Tensor value, params Tensor[] indices) => index_put_(value, Indices(indices), false);

        public Tensor index_put_(Tensor value, Tensor[] indices, bool accumulate = false) =>
            index_put_(value, Indices(indices), accumulate);

        public Tensor index_put_(Scalar value, params Tensor[] indices) => index_put_(value, Indices(indices));

        public Tensor index_put_(Tensor value, TensorIndex[] indices, bool accumulate = false)
        {
            using var scope = NewDisposeScope();
            var (view, picks) = View(indices);
            if (accumulate && picks is null)
            {
                throw new ArgumentException(
                    "Only indices that are tensors can accumulate: a slice or a number names every element once.", nameof(indices));
            }
            if (picks is null) view.copy_(value);
            else Aten.index_put_.InPlace(view, Interop.Argument.OptionalTensors(picks), value.to(view.dtype, view.device), accumulate);
            return this;
        }

        public Tensor index_put_(Scalar value, params TensorIndex[] indices)
        {
            using var scope = NewDisposeScope();
            var (view, picks) = View(indices);
            if (picks is null) view.fill_(value);
            else Aten.index_put_.InPlace(view, Interop.Argument.OptionalTensors(picks), full([], value, view.dtype, view.device), false);
            return this;
        }

        private static TensorIndex[] Indices(Tensor[] indices) => [.. indices.Select(TensorIndex.Tensor)];

        /// <summary>A handle of its own, also where nothing is picked.</summary>
        private Tensor Pick(params ReadOnlySpan<long> indices)
        {
            if (indices.IsEmpty) return alias();
            var picked = this;
            foreach (var index in indices)
            {
                var next = picked.select(0, index);
                if (!ReferenceEquals(picked, this)) picked.Dispose();
                picked = next;
            }
            return picked;
        }

        private void Assign(Tensor value, params ReadOnlySpan<long> indices)
        {
            using var target = Pick(indices);
            target.copy_(value);
        }

        /// <summary>
        /// Splits an indexing as Python does: numbers, slices, None and the ellipsis give a view; what is left are tensors that pick from
        /// that view's dimensions, null for a dimension that is taken whole.
        /// </summary>
        private (Tensor View, Tensor?[]? Picks) View(TensorIndex[] indices)
        {
            var view = this;
            var picks = new List<Tensor?>();
            var consuming = indices.Sum(index => index.ConsumedDimensions);
            var dimension = 0L;
            foreach (var index in indices)
            {
                switch (index.kind)
                {
                    case TensorIndex.Kind.Single:
                        view = view.select(dimension, index.startIndexOrBoolOrSingle!.Value);
                        break;
                    case TensorIndex.Kind.Slice:
                        view = Aten.slice_Tensor.Call(view, dimension++, index.startIndexOrBoolOrSingle, index.stopIndex, index.step ?? 1);
                        picks.Add(null);
                        break;
                    case TensorIndex.Kind.None or TensorIndex.Kind.Null:
                        view = view.unsqueeze(dimension++);
                        picks.Add(null);
                        break;
                    case TensorIndex.Kind.Ellipsis:
                        for (var skipped = ndim - consuming; skipped > 0; skipped--, dimension++) picks.Add(null);
                        break;
                    case TensorIndex.Kind.Bool:
                        view = view.unsqueeze(dimension++);
                        picks.Add(tensor(index.startIndexOrBoolOrSingle != 0, device: device).unsqueeze(0));
                        break;
                    default:
                        picks.Add(index.tensor);
                        // A mask stands for as many dimensions as it has.
                        dimension += index.ConsumedDimensions;
                        break;
                }
            }
            return (view, picks.Any(pick => pick is not null) ? [.. picks] : null);
        }
    }
}
