"""What the benchmarks have in common. Only the standard library is needed here: the scripts in `peers` import PyTorch, each in a process of its own.

  errors, command_line    messages for people; what all commands do with their arguments and their end
  locations               where the repository, the shared folder and PyTorch are, and whether they are there
  processes               runs a whole process: wall time, processor time, peak memory
  spreads, targets        lowest, median, highest and paired ratios; a figure beside its target
  tables, page            Markdown
  machine                 what the machine is
  harness                 runs Harness
  images                  small folders of images to measure on
  accuracies              validation accuracies of Harness and of the peer, side by side
  peer_comparison, body_rates, pipeline_rates    Harness and PyTorch by turns: whole trainings, passes through a body, the data path
  parts                   one module for each part of the page
"""
