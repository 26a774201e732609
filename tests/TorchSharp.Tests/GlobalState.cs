namespace TorchSharp.Tests;

/// <summary>
/// Tests of one collection run one after the other: those that use the process's random generator must. Their tensors are small, so that more than
/// one thread would only wait.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public class GlobalState : ICollectionFixture<GlobalState.OneThread>
{
    public const string Name = "global state";

    public sealed class OneThread : IDisposable
    {
        private readonly int _before = torch.get_num_threads();

        public OneThread() => torch.set_num_threads(1);

        public void Dispose() => torch.set_num_threads(_before);
    }
}
