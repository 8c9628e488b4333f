const seconds = 120;

/** A strip of the last two minutes on a canvas: one value a second, newest at the right. */
export class Pulse {
  #values = [];

  constructor(canvas) {
    this.canvas = canvas;
    new ResizeObserver(() => this.#draw()).observe(canvas);
    document.addEventListener("themechange", () => this.#draw());
  }

  add(value) {
    this.#values.push(value);
    if (this.#values.length > seconds) this.#values.shift();
    this.#draw();
  }

  #draw() {
    const { canvas } = this;
    const ratio = devicePixelRatio || 1;
    const width = canvas.clientWidth, height = canvas.clientHeight;
    if (!width) return;
    canvas.width = width * ratio;
    canvas.height = height * ratio;
    const brush = canvas.getContext("2d");
    brush.scale(ratio, ratio);
    const probe = getComputedStyle(canvas);
    const color = name => { brush.fillStyle = "#000"; canvas.style.color = `var(${name})`; return probe.color; };
    const brand = color("--brand"), grid = color("--line"), text = color("--ink-soft");
    const most = Math.max(5, ...this.#values) * 1.15;
    const right = 8, bottom = 18, left = 34;
    const x = n => left + (width - left - right) * (seconds - this.#values.length + n) / (seconds - 1);
    const y = value => 6 + (height - bottom - 6) * (1 - value / most);

    brush.font = `12px ${probe.fontFamily}`;
    brush.strokeStyle = grid;
    brush.lineWidth = 1;
    brush.textBaseline = "middle";
    for (const part of [0, .5, 1]) {
      const value = most / 1.15 * part;
      brush.beginPath();
      brush.moveTo(left, Math.round(y(value)) + .5);
      brush.lineTo(width - right, Math.round(y(value)) + .5);
      brush.stroke();
      brush.fillStyle = text;
      brush.textAlign = "right";
      brush.fillText(value >= 10 ? value.toFixed(0) : value.toFixed(1), left - 8, y(value));
    }
    brush.textBaseline = "alphabetic";
    brush.textAlign = "left";
    brush.fillText("2 min ago", left, height - 3);
    brush.textAlign = "right";
    brush.fillText("now", width - right, height - 3);
    if (this.#values.length === 0) return;

    const line = new Path2D();
    this.#values.forEach((value, n) => n === 0 ? line.moveTo(x(n), y(value)) : line.lineTo(x(n), y(value)));
    const area = new Path2D(line);
    area.lineTo(x(this.#values.length - 1), y(0));
    area.lineTo(x(0), y(0));
    const fade = brush.createLinearGradient(0, 0, 0, height - bottom);
    fade.addColorStop(0, brand);
    fade.addColorStop(1, "transparent");
    brush.globalAlpha = .25;
    brush.fillStyle = fade;
    brush.fill(area);
    brush.globalAlpha = 1;
    brush.strokeStyle = brand;
    brush.lineWidth = 2;
    brush.lineJoin = "round";
    brush.stroke(line);
    brush.fillStyle = brand;
    brush.beginPath();
    brush.arc(x(this.#values.length - 1), y(this.#values.at(-1)), 3.5, 0, 7);
    brush.fill();
  }
}
