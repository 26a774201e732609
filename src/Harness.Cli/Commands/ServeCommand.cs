using System.CommandLine;
using Harness.Cli.Output;
using Harness.Inference;
using Harness.Running.Devices;
using Harness.Serving;

namespace Harness.Cli.Commands;

/// <summary><c>harness serve</c>: serves trained networks on this machine, to a browser and to programs.</summary>
internal static class ServeCommand
{
    private const int DefaultPort = 8080;
    private const int MaximumPort = 65_535;

    public static Command Create()
    {
        var model = new ModelArguments(withoutTechnique: "all, side by side");
        var port = WholeNumber.Option("--port", $"The port on this machine; 0 for any free one (default: {DefaultPort}).", "n", minimum: 0, maximum: MaximumPort);
        var device = ComputeOptions.Device();
        var command = new Command("serve", "Serve trained networks on this machine: a page for photographs, and an interface for programs.");
        model.AddTo(command);
        command.Add(port);
        command.Add(device);
        command.SetAction(parsed =>
        {
            using var interrupt = new Interrupt();
            var networks = model.OpenAll(parsed);
            var predictor = new Predictor(networks, ComputeDevice.Choose(parsed.GetValue(device)!).Device, Environment.ProcessorCount);
            return Serve(predictor, Describe(networks, predictor), parsed.GetValue(port) ?? DefaultPort, interrupt.Token).GetAwaiter().GetResult();
        });
        return command;
    }

    private static async Task<int> Serve(Predictor predictor, ModelAnswer model, int port, CancellationToken stop)
    {
        await using var server = await PredictionServer.Start(predictor, model, port, new ServerLimits());
        Console.WriteLine($"{Quantity.Of(model.Techniques.Count, "technique")} of '{model.Suite}', {Quantity.Of(model.Techniques.Sum(technique => technique.Seeds), "network")}.");
        Console.WriteLine($"{server.Address} is the page; POST images to {new Uri(server.Address, "predict")}; {new Uri(server.Address, "openapi/v1.json")} describes the whole interface. Ctrl-C stops the server.");
        await Task.Delay(Timeout.Infinite, stop).ContinueWith(static _ => { }, TaskScheduler.Default);
        Console.WriteLine("Stopping.");
        return CommandLine.Success;
    }

    private static ModelAnswer Describe(IReadOnlyList<TrainedModel> networks, Predictor predictor) => new(
        networks[0].Description.Origin.Suite,
        predictor.Classes,
        [.. networks
            .GroupBy(network => network.Description.Origin.Technique)
            .Select(technique => new ServedTechnique(technique.Key, technique.Count(), technique.Average(network => network.Description.Origin.ValidAccuracy)))
            .OrderByDescending(technique => technique.ValidAccuracy)],
        predictor.ImageSize);
}
