namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor select(long dim, long index) => Aten.select_int.Call(this, dim, index);

        public Tensor narrow(long dim, long start, long length) => Aten.narrow.Call(this, dim, start, length);

        public Tensor slice(long dim, long start, long finish, long step) => Aten.slice_Tensor.Call(this, dim, start, finish, step);

        public Tensor index_select(long dim, Tensor index) => Aten.index_select.Call(this, dim, index);

        public Tensor gather(long dim, Tensor index) => Aten.gather.Call(this, dim, index);

        public Tensor take(Tensor index) => Aten.take.Call(this, index);

        public Tensor take_along_dim(Tensor indices) => Aten.take_along_dim.Call(this, indices);

        public Tensor take_along_dim(Tensor indices, long dim) => Aten.take_along_dim.Call(this, indices, dim);

        public Tensor masked_select(Tensor mask)
        {
            if (mask.dtype != ScalarType.Bool) throw new ArgumentException("The mask tensor must be Boolean.");
            return Aten.masked_select.Call(this, mask);
        }

        public Tensor where(Tensor condition, Tensor y) => torch.where(condition, this, y);

        public Tensor scatter_(long dim, Tensor index, Tensor src) => Aten.scatter__src.InPlace(this, dim, index, src);

        public Tensor index_copy_(long dim, Tensor index, Tensor source)
        {
            DemandInt64(index);
            return Aten.index_copy_.InPlace(this, dim, index, source);
        }

        public Tensor index_add_(long dim, Tensor index, Tensor source, Scalar alpha)
        {
            DemandInt64(index);
            return Aten.index_add_.InPlace(this, dim, index, source, alpha);
        }

        private static void DemandInt64(Tensor index)
        {
            if (index.dtype != ScalarType.Int64) throw new ArgumentException("Element type of 'index' must be 'Int64'");
        }
    }
}
