import { dotnet } from './_framework/dotnet.js';

const { getAssemblyExports, getConfig } = await dotnet.create();
const { Playground } = await getAssemblyExports(getConfig().mainAssemblyName);

const at = id => document.getElementById(id);
const plane = at('plane'), curve = at('curve');
const places = 64;
let shape = 'Moons', seed = 1, ink = 0, running = true;
let points = [], losses = [], steps = 0;
let lastTime = 0, lastSteps = 0;

for (const name of Playground.ShapeNames()) {
  const button = document.createElement('button');
  button.textContent = name;
  button.addEventListener('click', () => { shape = name; seed++; redraw(); });
  at('shapes').append(button);
}

for (const text of Playground.NetworkTexts())
  at('networks').add(new Option(text, text));
at('networks').selectedIndex = 2;

at('noise').addEventListener('input', redraw);
at('networks').addEventListener('change', restart);
at('again').addEventListener('click', () => { seed++; restart(); });
at('clear').addEventListener('click', () => { shape = ''; points = []; restart(); });
at('rate').addEventListener('input', () => { showSettings(); if (points.length) Playground.SetLearningRate(rate()); });
at('run').addEventListener('click', () => { running = !running; at('run').textContent = running ? 'Pause' : 'Go on'; });
for (const [index, id] of ['blue', 'orange'].entries())
  at(id).addEventListener('click', () => { ink = index; showSettings(); });

plane.addEventListener('pointerdown', event => { plane.setPointerCapture(event.pointerId); addPoint(event); });
plane.addEventListener('pointermove', event => { if (event.buttons) addPoint(event); });

function rate() { return 10 ** Number(at('rate').value); }

function addPoint(event) {
  const box = plane.getBoundingClientRect();
  const x = 2 * (event.clientX - box.left) / box.width - 1, y = 1 - 2 * (event.clientY - box.top) / box.height;
  const last = points.length - 3;
  // A stroke leaves points behind it, not a heap.
  if (event.type === 'pointermove' && last >= 0 && Math.hypot(points[last] - x, points[last + 1] - y) < 0.08)
    return;
  if (Math.abs(x) <= 1 && Math.abs(y) <= 1) {
    points = [...points, x, y, ink];
    restart();
  }
}

function redraw() {
  if (shape)
    points = [...Playground.Points(shape, Number(at('noise').value), seed)];
  restart();
}

function restart() {
  losses = [];
  steps = lastSteps = 0;
  if (points.length) {
    Playground.Start(at('networks').value, points, rate(), seed);
    at('summary').textContent = Playground.Summary();
  }

  showSettings();
  showPlane();
}

function showSettings() {
  at('noise-value').textContent = Number(at('noise').value).toFixed(2);
  at('rate-value').textContent = rate().toPrecision(2);
  at('blue').setAttribute('aria-pressed', ink === 0);
  at('orange').setAttribute('aria-pressed', ink === 1);
  for (const button of at('shapes').children)
    button.setAttribute('aria-pressed', button.textContent === shape);
}

function colour(name) { return getComputedStyle(document.documentElement).getPropertyValue(name).trim(); }

function channels(hex) { return [1, 3, 5].map(at => parseInt(hex.slice(at, at + 2), 16)); }

function sized(canvas) {
  const box = canvas.getBoundingClientRect(), scale = window.devicePixelRatio;
  canvas.width = Math.round(box.width * scale);
  canvas.height = Math.round(box.height * scale);
  return [canvas.getContext('2d'), canvas.width, canvas.height, scale];
}

function showPlane() {
  const [pen, width, height, scale] = sized(plane);
  const colours = [colour('--blue'), colour('--orange')];
  if (points.length) {
    const map = Playground.Map(places), image = new ImageData(places, places), inks = colours.map(channels);
    for (let place = 0; place < map.length; place++) {
      const share = map[place] / 255;
      image.data.set(inks[share < 0.5 ? 0 : 1], 4 * place);
      image.data[4 * place + 3] = 170 * Math.abs(2 * share - 1);
    }

    const small = new OffscreenCanvas(places, places);
    small.getContext('2d').putImageData(image, 0, 0);
    pen.drawImage(small, 0, 0, width, height);
  }

  pen.strokeStyle = colour('--panel');
  pen.lineWidth = 1.5 * scale;
  for (let point = 0; point < points.length; point += 3) {
    pen.beginPath();
    pen.arc((points[point] + 1) / 2 * width, (1 - points[point + 1]) / 2 * height, 5 * scale, 0, 2 * Math.PI);
    pen.fillStyle = colours[points[point + 2]];
    pen.fill();
    pen.stroke();
  }
}

function showCurve() {
  const [pen, width, height, scale] = sized(curve);
  const most = Math.max(...losses), margin = 8 * scale;
  pen.strokeStyle = colour('--blue');
  pen.lineWidth = 2 * scale;
  pen.lineJoin = 'round';
  pen.beginPath();
  losses.forEach((loss, index) => pen.lineTo(
    margin + index / Math.max(1, losses.length - 1) * (width - 2 * margin),
    height - margin - loss / most * (height - 2 * margin)));
  pen.stroke();
}

function frame(time) {
  if (running && points.length) {
    const [done, loss, accuracy] = Playground.Train(10);
    steps = done;
    losses.push(loss);
    // The curve keeps its beginning: every second of its points goes when there are too many.
    if (losses.length > 1000)
      losses = losses.filter((_, index) => index % 2 === 0);
    at('accuracy').textContent = `${(100 * accuracy).toFixed(1)} %`;
    at('loss').textContent = loss.toFixed(4);
    at('steps').textContent = steps.toLocaleString('en');
    if (time - lastTime > 500) {
      if (steps > lastSteps)
        at('speed').textContent = Math.round((steps - lastSteps) * 1000 / (time - lastTime)).toLocaleString('en');
      lastTime = time;
      lastSteps = steps;
    }

    showPlane();
    showCurve();
  }

  requestAnimationFrame(frame);
}

redraw();
requestAnimationFrame(frame);
