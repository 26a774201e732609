using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Core;

public sealed class TensorTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Properties_OfATensor_AreThoseOfLibtorch()
    {
        var x = zeros(2, 3, dtype: float64);
        Assert.Equal([2L, 3], x.shape);
        Assert.Equal([3L, 1], x.stride());
        Assert.Equal((2L, 6L, 8L), (x.ndim, x.numel(), x.ElementSize));
        Assert.Equal((ScalarType.Float64, DeviceType.CPU, -1), (x.dtype, x.device.type, x.device.index));
        Assert.Equal("[2x3], type = Float64, device = cpu", x.ToString());
        Assert.Equal(3, x.size(-1));
        Assert.True(x.is_leaf && x.is_contiguous() && !x.requires_grad);
    }

    [Fact]
    public void AnyUse_AfterDispose_Throws()
    {
        var x = ones(2);
        x.Dispose();
        x.Dispose();
        Assert.True(x.IsInvalid);
        Assert.Throws<InvalidOperationException>(() => x.shape);
        Assert.Throws<InvalidOperationException>(() => x + 1);
        Assert.Throws<InvalidOperationException>(() => cat([ones(2), x]));
    }

    [Fact]
    public void Item_OtherType_IsRefused()
    {
        Assert.Equal(2.5f, tensor(2.5f).item<float>());
        Assert.Throws<ArgumentException>(() => tensor(2.5f).item<double>());
        Assert.Throws<ArgumentException>(() => tensor(3L).item<int>());
        Assert.Throws<ArgumentException>(() => ones(2).item<float>());
        Assert.Throws<ArgumentException>(() => ones(2).data<int>());
    }

    [Fact]
    public void Conversions_OfOneElement_TakeAnyType()
    {
        Assert.Equal(3.0, tensor(3L).ToDouble());
        Assert.Equal(3L, tensor(3.7f).ToInt64());
        Assert.Equal(3f, (float)tensor(3L));
        Assert.True(tensor(0.5).ToBoolean());
        Assert.Throws<ExternalException>(() => ones(2).ToSingle());
    }

    [Fact]
    public void Item_OfEveryElementType_RoundTrips()
    {
        Assert.True(tensor(true).item<bool>());
        Assert.Equal((byte)200, tensor((byte)200).item<byte>());
        Assert.Equal((sbyte)-5, tensor((sbyte)-5).item<sbyte>());
        Assert.Equal((short)-500, tensor((short)-500).item<short>());
        Assert.Equal(-70000, tensor(-70000).item<int>());
        Assert.Equal(1L << 40, tensor(1L << 40).item<long>());
        Assert.Equal(0.1, tensor(0.1).item<double>());
        Assert.Equal((Half)0.5f, tensor(0.5f).half().item<Half>());
    }

    [Fact]
    public void Data_OfATransposedTensor_IsRowMajor()
    {
        var x = arange(6).view(2, 3).t();
        Assert.Equal([0L, 3, 1, 4, 2, 5], x.data<long>().ToArray());
        Assert.Equal(4, x.data<long>()[1, 1]);
        Assert.Equal(new long[,] { { 0, 3 }, { 1, 4 }, { 2, 5 } }, x.data<long>().ToNDArray());
        Assert.Throws<IndexOutOfRangeException>(() => x.data<long>()[6]);
        Assert.Throws<InvalidOperationException>(() => x.bytes.Length);
    }

    [Fact]
    public void Data_Written_ChangesTheTensor()
    {
        var x = zeros(2, 2);
        var data = x.data<float>();
        data[1, 0] = 5;
        data.CopyFrom(new[] { 7f }, tensorIndex: 3);
        Assert.Equal([0f, 0, 5, 7], x.data<float>().ToArray());
    }

    [Fact]
    public void Bytes_Set_AreTheElements()
    {
        var x = zeros(2, dtype: int32);
        x.bytes = MemoryMarshal.AsBytes(new[] { 3, -4 }.AsSpan());
        Assert.Equal([3, -4], x.data<int>().ToArray());
        Assert.Throws<ArgumentException>(() => x.bytes = new byte[7]);
    }

    [Fact]
    public void Tensor_FromArray_CopiesAndFromArraySharesMemory()
    {
        var array = new float[,] { { 1, 2 }, { 3, 4 } };
        var copy = tensor(array);
        var shared = from_array(array);
        array[0, 0] = 9;
        Assert.Equal(1f, copy[0, 0].item<float>());
        Assert.Equal(9f, shared[0, 0].item<float>());
        shared.fill_(5);
        Assert.Equal(5f, array[1, 1]);
    }

    [Fact]
    public void FromArray_AfterGarbageCollection_StillHasItsElements()
    {
        var x = from_array(Enumerable.Range(0, 1000).Select(i => (long)i).ToArray());
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            _ = new byte[1 << 20];
        }
        Assert.Equal(499500, x.sum().item<long>());
    }

    [Fact]
    public void Tensor_TooShortArray_IsRefused() => Assert.Throws<ArgumentException>(() => tensor(new[] { 1f, 2f }, [3L]));

    [Fact]
    public void Tensor_WithTypeAndShape_Converts()
    {
        var x = tensor(new[] { 1, 2, 3, 4 }, [2L, 2], dtype: float64);
        Assert.Equal((ScalarType.Float64, 4.0), (x.dtype, x[1, 1].item<double>()));
    }

    [Fact]
    public void Factories_NumbersOfSizes_AreTheShape()
    {
        Assert.Equal([3L], zeros(3).shape);
        Assert.Equal([3L, 4], ones(3, 4).shape);
        Assert.Equal([1L, 2, 3, 4], empty(1, 2, 3, 4).shape);
        Assert.Equal([5L, 6], rand([5, 6]).shape);
        var filled = full(3, 4);
        Assert.Equal([4f, 4, 4], filled.data<float>().ToArray());
        Assert.True(zeros(2, requires_grad: true).requires_grad);
        Assert.Throws<NotSupportedException>(() => zeros([2L], names: ["N"]));
    }

    [Fact]
    public void Error_WrongShapes_IsLibtorchsMessageWithoutBacktrace()
    {
        var error = Assert.Throws<ExternalException>(() => ones(2, 3).mm(ones(2, 3)));
        Assert.Contains("mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)", error.Message);
        Assert.DoesNotContain("frame #", error.Message);
        Assert.DoesNotContain("Exception raised from", error.Message);
    }

    [Fact]
    public void Permute_ContiguousPermute_GivesChannelsLastStrides()
    {
        var x = rand(2, 3, 4, 5);
        var channelsLast = x.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);
        Assert.Equal([60L, 1, 15, 3], channelsLast.stride());
        Assert.True(channelsLast.Equals(x));
        // Element-wise results keep the layout.
        Assert.Equal([60L, 1, 15, 3], (channelsLast + 1).stride());
    }

    [Fact]
    public void InPlace_ReturnsTheSameHandle()
    {
        var x = ones(2);
        Assert.Same(x, x.add_(1).mul_(2).zero_());
        Assert.Same(x, x.copy_(ones(2)));
    }

    [Fact]
    public void InPlace_OnALeafThatRequiresGrad_IsRefused() =>
        Assert.Throws<ExternalException>(() => ones(2, requires_grad: true).add_(1));

    [Fact]
    public void Equality_OperatorsAndEquals_Differ()
    {
        var (x, y) = (tensor(new[] { 1, 2 }), tensor(new[] { 1, 3 }));
        Assert.Equal([true, false], (x == y).data<bool>().ToArray());
        Assert.False(x.Equals(y));
        Assert.True(x.Equals(x.clone()));
        Assert.False(x is null);
    }

    [Fact]
    public void To_SameTypeAndDevice_IsAnotherHandleOfTheTensor()
    {
        var x = ones(2);
        var same = x.to(float32);
        Assert.NotSame(x, same);
        same.fill_(3);
        Assert.Equal(3f, x[0].item<float>());
        Assert.True(x.to(float32, disposeAfter: true).Equals(same));
        Assert.True(x.IsInvalid);
    }

    [Fact]
    public void Cat_OneTensor_IsAnotherHandleOfIt()
    {
        var x = ones(2);
        var joined = cat([x]);
        joined.zero_();
        Assert.Equal(0f, x[0].item<float>());
        Assert.Throws<ArgumentException>(() => cat(Array.Empty<Tensor>()));
    }

    [Fact]
    public void Cat_ManyTensors_TakesThemAll()
    {
        var joined = cat(Enumerable.Range(0, 500).Select(i => full(1, (long)i)).ToArray());
        Assert.Equal(500L * 499 / 2, joined.sum().ToInt64());
    }

    [Fact]
    public void Index_NoIndices_IsAnotherHandle()
    {
        var x = ones(2);
        x[Array.Empty<long>()].Dispose();
        x[TensorIndex.Ellipsis].Dispose();
        Assert.False(x.IsInvalid);
    }

    [Fact]
    public void Cuda_WithoutADevice_IsRefused()
    {
        if (cuda.is_available())
        {
            Assert.Equal(DeviceType.CUDA, ones(1).cuda().device_type);
            return;
        }
        Assert.Equal(0, cuda.device_count());
        Assert.Throws<InvalidOperationException>(() => torch.device("cuda"));
        Assert.Throws<InvalidOperationException>(() => ones(1).cuda());
        Assert.Throws<InvalidOperationException>(() => zeros(1, device: new Device(DeviceType.CUDA)));
    }

    [Fact]
    public void Device_Descriptions_AreParsed()
    {
        Assert.Equal((DeviceType.CUDA, 1), (new Device("cuda:1").type, new Device("cuda:1").index));
        Assert.Equal("cuda:1", new Device("cuda:1").ToString());
        Assert.Equal("cpu", new Device("cpu").ToString());
        Assert.Throws<ArgumentException>(() => new Device("gpu"));
    }

    [Fact]
    public void Threads_AtStart_AreAllProcessors()
    {
        if (Environment.GetEnvironmentVariable("OMP_NUM_THREADS") is null) Assert.Equal(Environment.ProcessorCount, get_num_threads());
        Assert.NotEmpty(__version__);
    }

    [Fact]
    public void Finalizer_ForgottenTensors_AreFreed()
    {
        var before = Tensor.TotalCount;
        // Beyond every scope, on a thread of its own, so that nothing keeps them.
        var thread = new Thread(() =>
        {
            for (var i = 0; i < 1000; i++) _ = ones(1);
        });
        thread.Start();
        thread.Join();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.InRange(Tensor.TotalCount - before, long.MinValue, 500);
    }
}
