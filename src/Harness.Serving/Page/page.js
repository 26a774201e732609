// Sends dropped or chosen images to the server, some at a time, and shows what each technique says, disagreements first.
const batchSize = 8;
const shownClasses = 3;

const byId = id => document.getElementById(id);
const images = [];
let model;
let working = Promise.resolve();

const percent = value => `${(value * 100).toFixed(1)}\u00a0%`;
const element = (name, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};

async function begin() {
  model = await ask("/model");
  const seeds = count => count === 1 ? "one seed" : `${count} seeds`;
  byId("model").textContent = `${model.suite}: ${model.techniques.length === 1 ? "one technique" : `${model.techniques.length} techniques`}, `
    + `${model.classes.length} classes (${listed(model.classes, 12)}).`;
  byId("columns").append(element("th", { scope: "col", textContent: "Image" }), ...model.techniques.map(technique =>
    element("th", { scope: "col" }, technique.name, element("small", { textContent: `validation accuracy ${technique.valid_accuracy.toFixed(3)}, ${seeds(technique.seeds)}` }))));
}

const listed = (names, most) => names.length <= most ? names.join(", ") : `${names.slice(0, most).join(", ")} … and ${names.length - most} more`;

async function ask(address, options) {
  const response = await fetch(address, options).catch(() => { throw new Error("The server does not answer. Is it still running?"); });
  if (response.ok) return response.json();
  const problem = await response.json().catch(() => ({}));
  throw Object.assign(new Error(problem.detail ?? problem.title ?? `The server answers with status ${response.status}.`), { status: response.status });
}

function add(files) {
  const chosen = [...files];
  if (chosen.length === 0) return;
  byId("error").hidden = true;
  // One after the other, whatever is dropped meanwhile.
  working = working.then(() => classify(chosen)).catch(show);
}

async function classify(files) {
  for (let start = 0; start < files.length; start += batchSize) {
    byId("status").textContent = `Classifying ${start + 1} to ${Math.min(files.length, start + batchSize)} of ${files.length} …`;
    await classifySome(files.slice(start, start + batchSize));
    draw();
  }
  byId("status").textContent = summary();
}

async function classifySome(files) {
  try {
    const form = new FormData();
    for (const file of files) form.append("images", file, file.name);
    const answer = await ask(`/predict?all=true&top=${shownClasses}`, { method: "POST", body: form });
    answer.images.forEach((image, place) => keep(files[place], image));
  } catch (error) {
    // None of them, or not all at once: sent one by one, each shows what is wrong with it.
    if (![400, 413, 422].includes(error.status)) throw error;
    if (files.length === 1) keep(files[0], { problem: error.message.replace(`${files[0].name}: `, "") });
    else for (const file of files) await classifySome([file]);
  }
}

function keep(file, answer) {
  const predictions = answer.predictions && model.techniques.map(technique => answer.predictions.find(prediction => prediction.technique === technique.name));
  const classes = predictions?.map(prediction => prediction.classes[0].class) ?? [];
  images.push({
    name: file.name,
    address: answer.problem ? null : URL.createObjectURL(file),
    problem: answer.problem,
    predictions,
    different: new Set(classes).size,
    majority: majority(classes),
    lowest: Math.min(...(predictions?.map(prediction => prediction.classes[0].probability) ?? [1])),
  });
}

function majority(classes) {
  const counts = new Map();
  for (const name of classes) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}

function draw() {
  const onlyDisagreeing = byId("disagreeing").checked;
  const shown = images.filter(image => !onlyDisagreeing || image.different > 1).sort((a, b) => b.different - a.different || a.lowest - b.lowest);
  byId("rows").replaceChildren(...shown.map(row));
  byId("results").hidden = images.length === 0;
}

function row(image) {
  const head = element("th", { scope: "row" });
  if (image.address) head.append(element("img", { src: image.address, alt: "", loading: "lazy" }));
  head.append(image.name);
  if (image.problem) return element("tr", {}, head, element("td", { className: "problem", colSpan: model.techniques.length, textContent: image.problem }));
  return element("tr", {}, head, ...image.predictions.map(prediction => cell(prediction, image)));
}

function cell(prediction, image) {
  const [first, ...others] = prediction.classes;
  return element("td", { className: image.different > 1 && first.class !== image.majority ? "minority" : "" },
    element("div", { className: "class", textContent: first.class }),
    element("div", { className: "probability" },
      element("progress", { max: 1, value: first.probability, ariaLabel: `Probability of ${first.class}` }),
      element("span", { textContent: percent(first.probability) })),
    element("div", { className: "others", textContent: others.map(other => `${other.class} ${percent(other.probability)}`).join(", ") }));
}

function summary() {
  const read = images.filter(image => !image.problem);
  const disagreeing = read.filter(image => image.different > 1).length;
  const unread = images.length - read.length;
  const parts = [`${read.length} ${read.length === 1 ? "image" : "images"} classified`];
  if (model.techniques.length > 1 && read.length > 0) parts.push(disagreeing === 0 ? "all techniques agree" : `techniques disagree on ${disagreeing}`);
  if (unread > 0) parts.push(`${unread} could not be read`);
  return `${parts.join("; ")}.`;
}

function clear() {
  for (const image of images) if (image.address) URL.revokeObjectURL(image.address);
  images.length = 0;
  byId("status").textContent = "";
  byId("error").hidden = true;
  draw();
}

function show(error) {
  byId("status").textContent = "";
  byId("error").textContent = error.message;
  byId("error").hidden = false;
  draw();
}

const drop = byId("drop");
for (const name of ["dragenter", "dragover"]) drop.addEventListener(name, event => { event.preventDefault(); drop.classList.add("over"); });
for (const name of ["dragleave", "drop"]) drop.addEventListener(name, event => { event.preventDefault(); drop.classList.remove("over"); });
drop.addEventListener("drop", event => add(event.dataTransfer.files));
// A photograph that is dropped outside the field must not replace the page.
for (const name of ["dragover", "drop"]) window.addEventListener(name, event => event.preventDefault());
byId("files").addEventListener("change", event => { add(event.target.files); event.target.value = ""; });
byId("disagreeing").addEventListener("change", draw);
byId("clear").addEventListener("click", clear);
begin().catch(show);
