// Measures what a backbone costs: reads lines "workload seconds" and answers each with the units of work (images, or 10⁹ operations) a second.
// bodies.py starts it, and asks it and PyTorch in turn.
//   Harness.BodyBench BACKBONE IMAGE_SIZE BATCH_SIZE THREADS
using System.Diagnostics;
using System.Globalization;
using Harness.BodyBench;
using Harness.Libtorch;
using TorchSharp;

var (backbone, imageSize, batchSize, threads) = (args[0], int.Parse(args[1], CultureInfo.InvariantCulture),
    int.Parse(args[2], CultureInfo.InvariantCulture), int.Parse(args[3], CultureInfo.InvariantCulture));
TorchLibrary.Load();
torch.set_num_threads(threads);
torch.manual_seed(0);

using var workloads = new Workloads(backbone, imageSize, batchSize);
while (Console.ReadLine() is { } line)
{
    var words = line.Split(' ');
    var workload = workloads.Get(words[0]);
    var minimum = TimeSpan.FromSeconds(double.Parse(words[1], CultureInfo.InvariantCulture));
    workload.Step();
    var watch = Stopwatch.StartNew();
    var steps = 0;
    while (watch.Elapsed < minimum)
    {
        workload.Step();
        steps++;
    }
    Console.WriteLine((steps * workload.UnitsPerStep / watch.Elapsed.TotalSeconds).ToString("r", CultureInfo.InvariantCulture));
}
