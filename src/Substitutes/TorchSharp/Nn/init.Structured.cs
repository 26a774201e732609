namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class init
        {
            public static Tensor eye_(Tensor tensor)
            {
                var shape = tensor.shape;
                if (shape.Length != 2) throw new ArgumentException("Only tensors with 2 dimensions are supported");
                using var _ = no_grad();
                using var identity = eye(shape[0], shape[1], dtype: tensor.dtype, device: tensor.device);
                return tensor.copy_(identity);
            }

            /// <summary>A convolution that passes its input channels through.</summary>
            public static Tensor dirac_(Tensor tensor)
            {
                var shape = tensor.shape;
                if (shape.Length is < 3 or > 5) throw new ArgumentException("Only tensors with 3, 4, or 5 dimensions are supported");
                using var _ = no_grad();
                using var scope = NewDisposeScope();
                zeros_(tensor);
                for (long channel = 0; channel < Math.Min(shape[0], shape[1]); channel++)
                {
                    var centre = tensor.select(0, channel).select(0, channel);
                    foreach (var length in shape.Skip(2)) centre = centre.select(0, length / 2);
                    NnAten.fill_.Run(centre, 1);
                }
                return tensor;
            }

            /// <summary>Rows (or columns, where those are fewer) at right angles to each other, of length gain.</summary>
            public static Tensor orthogonal_(Tensor tensor, double gain = 1.0)
            {
                if (tensor.ndim < 2) throw new ArgumentException("Only tensors with 2 or more dimensions are supported");
                using var _ = no_grad();
                using var scope = NewDisposeScope();
                var rows = tensor.shape[0];
                var columns = tensor.numel() / rows;
                var flat = randn(rows, columns, dtype: tensor.dtype, device: tensor.device);
                if (rows < columns) flat = flat.t();
                var (q, r) = NnAten.linalg_qr.CallForTwo(flat);
                // Makes the distribution uniform: the signs of R's diagonal go to Q.
                q = q * NnAten.sign.Call(NnAten.diagonal.Call(r));
                if (rows < columns) q = q.t();
                tensor.copy_(q.reshape(tensor.shape));
                NnAten.mul_.Run(tensor, gain);
                return tensor;
            }

            /// <summary>Normal, with a share of every column zero.</summary>
            public static Tensor sparse_(Tensor tensor, double sparsity, double std = 0.01)
            {
                var shape = tensor.shape;
                if (shape.Length != 2) throw new ArgumentException("Only tensors with 2 dimensions are supported");
                using var _ = no_grad();
                using var scope = NewDisposeScope();
                normal_(tensor, 0, std);
                var zeroCount = (long)Math.Ceiling(sparsity * shape[0]);
                for (long column = 0; column < shape[1]; column++)
                {
                    var rows = randperm(shape[0], device: tensor.device).narrow(0, 0, zeroCount);
                    NnAten.index_fill_.Run(tensor.select(1, column), 0, rows, 0);
                }
                return tensor;
            }
        }
    }
}
