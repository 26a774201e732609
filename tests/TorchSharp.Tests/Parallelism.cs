// The default generator, the number of threads and the counts of live tensors belong to the process: tests run one after the other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
