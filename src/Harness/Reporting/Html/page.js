"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const byId = id => document.getElementById(id);
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const color = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const drawings = [];
  // With more classes, a table of all pairs would have tens of thousands of cells, nearly all of them empty.
  const mostClasses = 40, mostConfusions = 60;

  sortTable();
  filterTable();
  draw("chart-accuracy", accuracyOptions, data.techniques.length * 34 + 90);
  offerMetrics();
  draw("chart-curves", curveOptions);
  draw("chart-cost", costOptions);
  chooseCalibration();
  draw("chart-calibration", calibrationOptions);
  confusion();
  if (data.gallery) gallery(data.gallery);
  ["metric", "training", "calibration-technique"].forEach(id => byId(id)?.addEventListener("change", () => drawings.forEach(one => one.redraw())));
  dark.addEventListener("change", () => drawings.forEach(one => one.redraw()));

  // Numbers are compared as numbers, whatever follows them; cells without one come last.
  function sortTable() {
    const table = byId("table");
    const heads = [...table.tHead.rows[0].cells];
    const number = text => { const found = /^-?[\d,]*\.?\d+/.exec(text); return found ? Number(found[0].replaceAll(",", "")) : null; };
    heads.forEach((head, place) => head.firstElementChild.addEventListener("click", () => {
      const ascending = head.ariaSort === "none" ? !head.classList.contains("number") : head.ariaSort === "descending";
      heads.forEach(other => { other.ariaSort = "none"; });
      head.ariaSort = ascending ? "ascending" : "descending";
      const cell = row => row.cells[place].textContent.trim();
      const compare = head.classList.contains("number")
        ? (a, b) => { const [x, y] = [number(cell(a)), number(cell(b))]; return x === null ? (y === null ? 0 : 1) : y === null ? -1 : ascending ? x - y : y - x; }
        : (a, b) => (ascending ? 1 : -1) * cell(a).localeCompare(cell(b));
      table.tBodies[0].append(...[...table.tBodies[0].rows].sort(compare));
    }));
  }

  function filterTable() {
    byId("filter").addEventListener("input", event => {
      const wanted = event.target.value.toLowerCase();
      const rows = [...byId("table").tBodies[0].rows];
      rows.forEach(row => { row.hidden = !row.cells[0].textContent.toLowerCase().includes(wanted); });
      const shown = rows.filter(row => !row.hidden).length;
      byId("filtered").textContent = shown === rows.length ? "" : `${shown} of ${rows.length}`;
    });
  }

  function draw(id, options, height) {
    const element = byId(id);
    if (!element) return;
    if (height) element.style.height = `${height}px`;
    // As SVG it stays sharp in print.
    const chart = echarts.init(element, null, { renderer: "svg" });
    const redraw = () => chart.setOption({ ...common(), ...options(element.clientWidth, chart) }, { notMerge: true });
    redraw();
    drawings.push({ redraw });
    let width = element.clientWidth;
    new ResizeObserver(() => { if (element.clientWidth !== width) { width = element.clientWidth; chart.resize(); redraw(); } }).observe(element);
    addEventListener("beforeprint", () => chart.resize());
  }

  function common() {
    return {
      animation: false,
      textStyle: { color: color("--text"), fontFamily: getComputedStyle(document.body).fontFamily },
      // Text and not HTML: names come from users.
      tooltip: { renderMode: "richText", confine: true, backgroundColor: color("--raised"), borderColor: color("--line"), textStyle: { color: color("--text") } },
    };
  }

  // Where differences show, and no difference of one image looks large: it takes at most a tenth of the axis.
  function accuracyAxis(name) {
    const span = ({ min, max }) => Math.max(10 / Math.max(1, data.images), 1.1 * (max - min));
    const step = extent => span(extent) > 0.2 ? 0.05 : span(extent) > 0.04 ? 0.01 : 0.002;
    const rounded = (value, extent, round) => Math.min(1, Math.max(0, Number((round(value / step(extent)) * step(extent)).toFixed(3))));
    const high = extent => rounded((extent.min + extent.max + span(extent)) / 2, extent, Math.ceil);
    const low = extent => rounded(Math.min(extent.min, high(extent) - span(extent)), extent, Math.floor);
    return { ...axis(name), min: low, max: high };
  }

  function axis(name) {
    return {
      type: "value", name, nameLocation: "middle", nameGap: 32, scale: true, nameTextStyle: { color: color("--quiet") },
      axisLabel: { color: color("--quiet"), hideOverlap: true }, axisLine: { show: true, lineStyle: { color: color("--line") } }, splitLine: { lineStyle: { color: color("--line") } },
    };
  }

  // On a dark background, dark colors are mixed with white.
  function shade(hex) {
    if (!dark.matches) return hex;
    const parts = [1, 3, 5].map(place => parseInt(hex.slice(place, place + 2), 16));
    const light = (0.299 * parts[0] + 0.587 * parts[1] + 0.114 * parts[2]) / 255;
    const share = Math.max(0, 0.62 - light);
    return `#${parts.map(part => Math.round(part + (255 - part) * share).toString(16).padStart(2, "0")).join("")}`;
  }

  function short(name, length) { return name.length <= length ? name : `${name.slice(0, Math.ceil(length * 0.6))}…${name.slice(name.length - Math.floor(length * 0.3))}`; }

  function accuracyOptions(width) {
    const rows = data.techniques.filter(one => one.accuracy !== null).sort((a, b) => a.accuracy - b.accuracy);
    const narrow = width < 640;
    const label = one => short(one.name, narrow ? 20 : 60) + (one.groups ? `  ${one.groups}` : "");
    const line = (api, from, to) => {
      const [x1, y] = api.coord(from), [x2] = api.coord(to);
      const style = { stroke: api.visual("color"), lineWidth: 2.5 };
      const segment = (ax, ay, bx, by) => ({ type: "line", shape: { x1: ax, y1: ay, x2: bx, y2: by }, style });
      return { type: "group", children: [segment(x1, y, x2, y), segment(x1, y - 5, x1, y + 5), segment(x2, y - 5, x2, y + 5)] };
    };
    const text = one => `${one.name}\n${one.accuracy.toFixed(4)}${one.low === null ? "" : `, 95 % interval ${one.low.toFixed(4)} to ${one.high.toFixed(4)}`}`;
    return {
      grid: { left: Math.min(narrow ? 165 : 440, 20 + 6.8 * Math.max(...rows.map(one => label(one).length))), right: 20, top: 10, bottom: 45 },
      xAxis: axis("validation accuracy"),
      yAxis: { type: "category", data: rows.map(label), axisLabel: { color: color("--text") }, axisTick: { show: false }, axisLine: { lineStyle: { color: color("--line") } } },
      tooltip: { ...common().tooltip, formatter: item => text(rows[item.dataIndex]) },
      series: [
        {
          type: "custom", encode: { x: [1, 2], y: 0 }, renderItem: (parameters, api) => line(api, [api.value(1), api.value(0)], [api.value(2), api.value(0)]),
          data: rows.map((one, place) => ({ value: [place, one.low ?? one.accuracy, one.high ?? one.accuracy], itemStyle: { color: shade(one.color) } })),
        },
        { type: "scatter", symbolSize: 12, data: rows.map((one, place) => ({ value: [one.accuracy, place], itemStyle: { color: shade(one.color) } })) },
      ],
    };
  }

  // Phases that learn something other than classes measure something else; a technique with only such phases may come first.
  function offerMetrics() {
    const select = byId("metric");
    if (!select) return;
    const labels = new Map(data.techniques.flatMap(one => one.curves).map(curve => [curve.metric, curve.label]));
    const metrics = new Set([...["accuracy", "loss"].filter(metric => labels.has(metric)), ...labels.keys()]);
    metrics.forEach(metric => select.add(new Option(labels.get(metric), metric)));
  }

  function curveOptions(width) {
    const metric = byId("metric").value, training = byId("training").checked;
    const series = [];
    const curves = data.techniques.flatMap(one => one.curves.filter(candidate => candidate.metric === metric));
    const last = Math.max(1, ...curves.flatMap(curve => [...curve.epochs, ...curve.trainEpochs]), ...data.techniques.map(one => metric === "accuracy" ? one.published.length : 0));
    const epochs = Array.from({ length: last }, (_, place) => place + 1);
    data.techniques.forEach(one => {
      const curve = one.curves.find(candidate => candidate.metric === metric);
      if (!curve || curve.epochs.length === 0) return;
      const own = shade(one.color), points = (values, of = curve.epochs) => epochs.map(epoch => values[of.indexOf(epoch)] ?? null);
      const quiet = { type: "line", name: one.name, symbol: "none", silent: true, lineStyle: { opacity: 0 }, tooltip: { show: false }, color: own };
      if (one.seeds > 1) {
        series.push({ ...quiet, stack: one.name, data: points(curve.lowest) });
        series.push({ ...quiet, stack: one.name, data: points(curve.highest.map((high, place) => high - curve.lowest[place])), areaStyle: { color: own, opacity: 0.14 } });
      }
      series.push({ type: "line", name: one.name, color: own, symbolSize: 7, lineStyle: { width: 2.5 }, data: points(curve.mean), emphasis: { focus: "series" } });
      if (training) series.push({ type: "line", name: one.name, color: own, symbol: "none", lineStyle: { width: 1.2, type: "dashed" }, data: points(curve.train, curve.trainEpochs) });
      if (metric === "accuracy" && one.published.length > 0)
        series.push({ type: "line", name: one.name, color: own, symbol: "emptyDiamond", symbolSize: 9, lineStyle: { width: 1, type: "dotted" }, data: epochs.map(epoch => one.published[epoch - 1] ?? null) });
    });
    const narrow = width < 640;
    return {
      grid: { left: 55, right: narrow ? 15 : 330, top: 15, bottom: narrow ? 130 : 50 },
      legend: {
        type: "scroll", orient: narrow ? "horizontal" : "vertical", ...(narrow ? { bottom: 0, left: 0, right: 0 } : { right: 0, top: 10, width: 300 }),
        textStyle: { color: color("--text"), width: narrow ? 240 : 270, overflow: "truncate" }, pageTextStyle: { color: color("--text") }, tooltip: { show: true },
      },
      xAxis: { ...axis("epoch"), type: "category", data: epochs, boundaryGap: false },
      yAxis: { ...(metric === "accuracy" ? accuracyAxis(metric) : axis(byId("metric").selectedOptions[0].text)), nameGap: 42 },
      tooltip: { ...common().tooltip, trigger: "item", formatter: item => `${item.seriesName}\nepoch ${item.name}: ${Number(item.value).toFixed(4)}` },
      series,
    };
  }

  function costOptions(width, chart) {
    const points = data.techniques.filter(one => one.accuracy !== null);
    const front = points.filter(one => !points.some(other => other !== one && other.accuracy >= one.accuracy && other.seconds[0] <= one.seconds[0]
      && (other.accuracy > one.accuracy || other.seconds[0] < one.seconds[0]))).sort((a, b) => a.seconds[0] - b.seconds[0]);
    return {
      grid: { left: 55, right: 25, top: 20, bottom: 50 },
      xAxis: { ...axis("seconds of one run"), min: 0, scale: false },
      yAxis: { ...accuracyAxis("validation accuracy"), nameGap: 42 },
      tooltip: { ...common().tooltip, formatter: item => { const one = item.data.technique; return one && `${one.name}\n${one.accuracy.toFixed(4)} in ${one.seconds[0].toFixed(1)} s (${one.seconds[1].toFixed(1)} to ${one.seconds[2].toFixed(1)})`; } },
      series: [
        { type: "line", symbol: "none", silent: true, lineStyle: { color: color("--quiet"), type: "dashed", width: 1 }, data: front.map(one => [one.seconds[0], one.accuracy]) },
        {
          type: "scatter", symbolSize: 13, labelLayout: besidePoints(chart, points.map(one => [one.seconds[0], one.accuracy]), 13),
          labelLine: { show: true, lineStyle: { color: color("--quiet") } },
          label: { show: true, color: color("--text"), formatter: item => short(item.data.technique.name, width < 640 ? 16 : 34) },
          data: points.map(one => ({
            value: [one.seconds[0], one.accuracy], technique: one, itemStyle: { color: shade(one.color) },
            // More names would hide each other and the points; a touch shows any.
            label: { show: points.length <= 20 || front.includes(one) },
          })),
        },
      ],
    };
  }

  // Puts each name at the side of its point where it covers the least of other points and of the names before it. A name that still covers another is left out.
  function besidePoints(chart, points, size) {
    const names = new Map();
    const overlap = (a, b) => Math.max(0, Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)) * Math.max(0, Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y));
    const dot = point => { const [x, y] = chart.convertToPixel({ seriesIndex: 1 }, point); return { x: x - size / 2, y: y - size / 2, width: size, height: size }; };
    // A line of text with a little space; ECharts reports less.
    const height = 15;
    return ({ dataIndex, rect, labelRect: { width } }) => {
      // Each name is placed once, in any order; with the first of them all are placed again.
      if (names.has(dataIndex)) names.clear();
      const taken = [...points.map(dot), ...names.values()];
      const canvas = { x: 0, y: 0, width: chart.getWidth(), height: chart.getHeight() };
      const hidden = name => width * height - overlap(name, canvas);
      const cost = name => taken.reduce((sum, other) => sum + overlap(name, other), hidden(name));
      const [left, right, above, below] = [rect.x - 4 - width, rect.x + rect.width + 4, rect.y - height, rect.y + rect.height];
      const [center, middle] = [rect.x + (rect.width - width) / 2, rect.y + (rect.height - height) / 2];
      const sides = [[right, middle], [left, middle], [center, above], [center, below], [right, above], [right, below], [left, above], [left, below],
        ...[right, center, left].flatMap(x => [[x, above - height], [x, below + height]])];
      const best = sides.map(([x, y]) => ({ x, y, width, height })).reduce((a, b) => cost(b) < cost(a) ? b : a);
      names.set(dataIndex, best);
      return { x: best.x, y: best.y + height / 2, align: "left", verticalAlign: "middle", hideOverlap: true };
    };
  }

  // Of the techniques that have what is shown, the one with the highest accuracy is selected first.
  function offer(choice, techniques) {
    techniques.forEach(one => choice.add(new Option(one.name)));
    const accuracies = techniques.map(one => data.techniques.find(other => other.name === one.name)?.accuracy ?? -1);
    choice.selectedIndex = accuracies.indexOf(Math.max(...accuracies));
  }

  function chooseCalibration() {
    const choice = byId("calibration-technique");
    if (choice) offer(choice, data.techniques.filter(one => one.calibration.length > 0));
  }

  function calibrationOptions() {
    const one = data.techniques.filter(candidate => candidate.calibration.length > 0)[byId("calibration-technique").selectedIndex];
    const bins = Array.from({ length: one.calibration.length / 3 }, (_, place) => one.calibration.slice(3 * place, 3 * place + 3));
    const all = bins.reduce((sum, bin) => sum + bin[2], 0);
    return {
      grid: { left: 55, right: 25, top: 20, bottom: 50 },
      xAxis: { ...axis("probability of the predicted class"), scale: false, min: 0, max: 1 },
      yAxis: { ...axis("fraction that is right"), nameGap: 42, scale: false, min: 0, max: 1 },
      tooltip: { ...common().tooltip, formatter: item => `probability ${item.value[0].toFixed(3)}: ${item.value[1].toFixed(3)} right of ${item.value[2]} predictions` },
      series: [
        { type: "line", symbol: "none", silent: true, lineStyle: { color: color("--quiet"), type: "dashed", width: 1 }, data: [[0, 0], [1, 1]] },
        { type: "line", color: shade(one.color), lineStyle: { width: 2 }, symbol: "circle", symbolSize: value => 6 + 30 * Math.sqrt(value[2] / all), data: bins },
      ],
    };
  }

  function confusion() {
    const one = byId("confusion-one"), other = byId("confusion-other");
    if (!one) return;
    const known = data.techniques.filter(technique => technique.confusion.length > 0);
    offer(one, known);
    offer(other, known);
    other.add(new Option("nothing"), 0);
    other.selectedIndex = 0;
    const counts = technique => {
      const found = new Map();
      for (let place = 0; place < technique.confusion.length; place += 3) found.set(pair(technique.confusion[place], technique.confusion[place + 1]), technique.confusion[place + 2]);
      return found;
    };
    const show = () => {
      const found = counts(known[one.selectedIndex]), less = other.selectedIndex > 0 ? counts(known[other.selectedIndex - 1]) : new Map();
      less.forEach((number, key) => found.set(key, (found.get(key) ?? 0) - number));
      fill(found, other.selectedIndex > 0);
    };
    one.addEventListener("change", show);
    other.addEventListener("change", show);
    show();
  }

  function element(kind, text, properties) { return Object.assign(document.createElement(kind), { textContent: text }, properties); }

  function cell(kind, text, scope) { return element(kind, text, scope ? { scope } : {}); }

  // A class and what its images were taken for, as one number.
  function pair(label, prediction) { return label * data.classes.length + prediction; }

  function fill(counts, signed) {
    if (data.classes.length > mostClasses) list(counts, signed);
    else fillMatrix((label, prediction) => counts.get(pair(label, prediction)) ?? 0, signed);
  }

  // Ten thousand classes have a hundred million pairs: only those that occur are considered.
  function list(counts, signed) {
    const found = [...counts].map(([key, number]) => [Math.floor(key / data.classes.length), key % data.classes.length, number])
      .filter(([label, prediction, number]) => label !== prediction && number !== 0);
    found.sort((a, b) => Math.abs(b[2]) - Math.abs(a[2]) || a[0] - b[0] || a[1] - b[1]);
    const rows = found.slice(0, mostConfusions).map(([label, prediction, number]) => {
      const row = document.createElement("tr");
      row.append(cell("th", data.classes[label], "row"), cell("td", data.classes[prediction]), cell("td", written(number, signed)));
      return row;
    });
    const head = document.createElement("tr"), top = document.createElement("thead"), body = document.createElement("tbody");
    head.append(cell("th", "class", "col"), cell("th", "taken for", "col"), cell("th", `images, the most frequent ${rows.length} of ${found.length}`, "col"));
    top.append(head);
    body.append(...rows);
    byId("confusion-table").replaceChildren(top, body);
  }

  function written(number, signed) { return `${signed && number > 0 ? "+" : ""}${Number(number.toFixed(1))}`; }

  function fillMatrix(value, signed) {
    const table = byId("confusion-table");
    const head = document.createElement("tr");
    head.append(document.createElement("td"), ...data.classes.map(name => cell("th", name, "col")));
    let largest = 1;
    data.classes.forEach((_, label) => data.classes.forEach((_, prediction) => { largest = Math.max(largest, Math.abs(value(label, prediction))); }));
    const rows = data.classes.map((name, label) => {
      const row = document.createElement("tr");
      row.append(cell("th", name, "row"), ...data.classes.map((_, prediction) => {
        const number = value(label, prediction), made = cell("td", number === 0 ? "" : written(number, signed));
        const good = (label === prediction) === (number > 0);
        const share = Math.round(45 * Math.abs(number) / largest);
        if (share > 0) made.style.background = `color-mix(in srgb, ${good ? "#0072b2" : "#d55e00"} ${share}%, transparent)`;
        return made;
      }));
      return row;
    });
    const body = document.createElement("tbody"), top = document.createElement("thead");
    top.append(head);
    body.append(...rows);
    table.replaceChildren(top, body);
  }

  // A technique is right about an image where more than half of its runs are, and wrong where fewer than half are.
  function gallery(shown) {
    const view = byId("gallery-view"), one = byId("gallery-one"), other = byId("gallery-other"), wanted = byId("gallery-class");
    const places = shown.images.map((_, place) => place);
    const rightRuns = (technique, place) => technique.runs.filter(run => run.classes[place] === shown.images[place].label).length;
    const isRight = (technique, place) => 2 * rightRuns(technique, place) > technique.runs.length;
    const isWrong = (technique, place) => 2 * rightRuns(technique, place) < technique.runs.length;
    const wrongProbability = (technique, place) => technique.runs.reduce((sum, run) => sum + (run.classes[place] === shown.images[place].label ? 0 : run.probabilities[place]), 0) / technique.runs.length;
    const mistakes = technique => places.filter(place => isWrong(technique, place)).sort((a, b) => wrongProbability(technique, b) - wrongProbability(technique, a));
    const wrongTechniques = place => shown.techniques.filter(technique => isWrong(technique, place)).length;
    const views = {
      sample: first => ({ places: shown.sample, all: shown.total, what: "validation images", says: [first] }),
      mistakes: first => ({ places: mistakes(first), all: first.mistakes, what: "images it gets wrong, the most confident mistakes first", says: [first] }),
      differing: (first, second) => ({
        places: mistakes(second).filter(place => isRight(first, place)), all: shown.rightAndWrong[one.selectedIndex][other.selectedIndex],
        what: "images that the first gets right and the second wrong; the other way round there are ",
        reverse: shown.rightAndWrong[other.selectedIndex][one.selectedIndex], says: [first, second],
      }),
      hardest: () => ({
        places: places.filter(place => 2 * wrongTechniques(place) > shown.techniques.length).sort((a, b) => wrongTechniques(b) - wrongTechniques(a)),
        all: shown.hardest, what: "images that more than half of the techniques get wrong", says: [],
      }),
    };

    offer(one, shown.techniques);
    offer(other, shown.techniques);
    other.selectedIndex = (one.selectedIndex + 1) % shown.techniques.length;
    data.classes.forEach((name, place) => wanted.add(new Option(name, place)));
    [view, one, other, wanted].forEach(choice => choice.addEventListener("change", show));
    show();

    function show() {
      const found = views[view.value](shown.techniques[one.selectedIndex], shown.techniques[other.selectedIndex]);
      other.parentElement.hidden = view.value !== "differing";
      one.parentElement.hidden = view.value === "hardest";
      byId("gallery-one-label").textContent = view.value === "differing" ? "right" : "Technique";
      const label = Number(wanted.value), listed = found.places.filter(place => label < 0 || shown.images[place].label === label);
      const part = found.places.length === found.all ? `all ${found.all}` : `${found.places.length} of ${found.all}`;
      byId("gallery-count").textContent = `${part} ${found.what}${found.reverse ?? ""}${label < 0 ? "" : `; ${listed.length} of ${data.classes[label]}`}. predictions.csv has all. Click on an image to see what every technique says.`;
      byId("gallery-tiles").replaceChildren(...listed.map(place => tile(place, found.says)));
    }

    function tile(place, techniques) {
      const item = document.createElement("li"), button = element("button", "", { type: "button" });
      const text = techniques.length === 0
        ? [element("div", `wrong for ${wrongTechniques(place)} of ${shown.techniques.length}`, { className: "wrong" })]
        : techniques.map(technique => said(technique, place));
      button.append(picture(place), element("div", `is ${data.classes[shown.images[place].label]}`), ...text);
      button.addEventListener("click", () => open(place));
      item.append(button);
      return item;
    }

    function picture(place) {
      const frame = element("div", "", { className: "picture" }), image = shown.images[place];
      if (image.picture) frame.append(element("img", "", { src: image.picture, alt: image.file, loading: "lazy" }));
      else frame.textContent = `${image.file} can no longer be read`;
      return frame;
    }

    // The class that most runs predict, and how many do, unless all do. A right class that fewer than half predict is marked neither as right nor as wrong.
    function said(technique, place) {
      const votes = new Map();
      technique.runs.forEach(run => votes.set(run.classes[place], [...(votes.get(run.classes[place]) ?? []), run.probabilities[place]]));
      const [found, probabilities] = [...votes].sort((a, b) => b[1].length - a[1].length)[0];
      const mean = probabilities.reduce((sum, value) => sum + value, 0) / probabilities.length;
      const count = probabilities.length < technique.runs.length ? ` in ${probabilities.length} of ${technique.runs.length}` : "";
      const isWrongClass = found !== shown.images[place].label;
      const mark = isWrongClass ? "✗" : isRight(technique, place) ? "✓" : "–";
      return element("div", `${mark} ${data.classes[found]} ${mean.toFixed(2)}${count}`, { className: isWrongClass ? "wrong" : "" });
    }

    function open(place) {
      const image = shown.images[place], seeds = [...new Set(shown.techniques.flatMap(technique => technique.runs.map(run => run.seed)))];
      byId("gallery-file").textContent = image.file;
      byId("gallery-label").textContent = `Its class is ${data.classes[image.label]}.`;
      Object.assign(byId("gallery-picture"), { src: image.picture ?? "", alt: image.file, hidden: !image.picture });
      const head = document.createElement("tr");
      head.append(cell("th", "technique", "col"), ...seeds.map(seed => cell("th", `seed ${seed}`, "col")));
      const rows = shown.techniques.map(technique => {
        const row = document.createElement("tr");
        row.append(cell("th", technique.name, "row"), ...seeds.map(seed => {
          const run = technique.runs.find(candidate => candidate.seed === seed);
          if (!run) return cell("td", "");
          const good = run.classes[place] === image.label;
          return element("td", `${good ? "✓" : "✗"} ${data.classes[run.classes[place]]} ${run.probabilities[place].toFixed(3)}`, { className: good ? "" : "wrong" });
        }));
        return row;
      });
      const top = document.createElement("thead"), body = document.createElement("tbody");
      top.append(head);
      body.append(...rows);
      byId("gallery-table").replaceChildren(top, body);
      byId("gallery-dialog").showModal();
    }
  }
})();
