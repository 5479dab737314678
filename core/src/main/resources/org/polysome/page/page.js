"use strict";
// Draws the clouds of points and shows what is under the pointer. Everything it shows that comes
// from data is set as text, never as markup.
(() => {
  const tip = document.createElement("div");
  tip.className = "tip";
  tip.hidden = true;
  document.body.append(tip);

  const data = (id) => JSON.parse(document.getElementById(id).textContent);

  const showTip = (event, title, lines) => {
    const head = document.createElement("b");
    head.textContent = title;
    const parts = [head];
    for (const line of lines) {
      const row = document.createElement("div");
      row.textContent = line;
      parts.push(row);
    }
    tip.replaceChildren(...parts);
    tip.hidden = false;
    const box = tip.getBoundingClientRect();
    const right = event.clientX + 16 + box.width < window.innerWidth;
    tip.style.left = Math.max(4, right ? event.clientX + 14 : event.clientX - 14 - box.width) + "px";
    tip.style.top = Math.max(4, Math.min(event.clientY + 14, window.innerHeight - box.height - 4)) + "px";
  };
  const hideTip = () => { tip.hidden = true; };

  const number = (value) =>
    Number.isInteger(value) ? value.toLocaleString("en") : Number(value.toPrecision(5)).toString();

  // Line charts: a rule at the pointer and the value of every curve near it.
  const nearest = (places, wanted) => {
    let best = 0;
    for (let i = 1; i < places.length; i++) {
      if (Math.abs(places[i] - wanted) < Math.abs(places[best] - wanted)) best = i;
    }
    return best;
  };
  for (const chart of document.querySelectorAll("figure.chart")) {
    const block = document.getElementById(chart.id + "-data");
    if (!block) continue;
    const { across, low, high, series } = JSON.parse(block.textContent);
    for (const plot of chart.querySelectorAll(".plot svg")) {
      const rule = plot.querySelector(".rule");
      plot.addEventListener("pointermove", (event) => {
        const box = plot.getBoundingClientRect();
        const wanted = low + ((event.clientX - box.left) / box.width) * (high - low);
        const lead = series[0].x[nearest(series[0].x, wanted)];
        const place = (1000 * (lead - low)) / (high - low);
        rule.setAttribute("d", "M" + place + " 0V1000");
        rule.style.visibility = "visible";
        showTip(event, across + " " + number(lead), series.map((line) => {
          const at = nearest(line.x, lead);
          const where = line.x[at] === lead ? "" : " (" + across + " " + number(line.x[at]) + ")";
          return line.name + ": " + number(line.y[at]) + where;
        }));
      });
      plot.addEventListener("pointerleave", () => { rule.style.visibility = "hidden"; hideTip(); });
    }
  }

  // Clouds of points.
  const shapes = [
    (c, x, y, r) => c.arc(x, y, r, 0, 2 * Math.PI),
    (c, x, y, r) => c.rect(x - 0.85 * r, y - 0.85 * r, 1.7 * r, 1.7 * r),
    (c, x, y, r) => polygon(c, x, y, r, [[0, -1.1], [1.1, 0.9], [-1.1, 0.9]]),
    (c, x, y, r) => polygon(c, x, y, r, [[0, -1.2], [1.2, 0], [0, 1.2], [-1.2, 0]]),
    (c, x, y, r) => { c.rect(x - 0.4 * r, y - 1.2 * r, 0.8 * r, 2.4 * r); c.rect(x - 1.2 * r, y - 0.4 * r, 2.4 * r, 0.8 * r); },
    (c, x, y, r) => polygon(c, x, y, r, [[0, 1.1], [1.1, -0.9], [-1.1, -0.9]]),
    (c, x, y, r) => polygon(c, x, y, r, [[-1.1, -0.7], [-0.7, -1.1], [0, -0.4], [0.7, -1.1], [1.1, -0.7], [0.4, 0], [1.1, 0.7], [0.7, 1.1], [0, 0.4], [-0.7, 1.1], [-1.1, 0.7], [-0.4, 0]]),
    (c, x, y, r) => c.rect(x - 1.3 * r, y - 0.45 * r, 2.6 * r, 0.9 * r),
  ];
  const polygon = (c, x, y, r, corners) => {
    corners.forEach(([a, b], i) => (i ? c.lineTo(x + a * r, y + b * r) : c.moveTo(x + a * r, y + b * r)));
    c.closePath();
  };
  // A fixed order that mixes the groups, so that none lies on top of another.
  const mixed = (count) => {
    const order = Array.from({ length: count }, (_, i) => i);
    let state = 12345;
    for (let i = count - 1; i > 0; i--) {
      state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
      const j = state % (i + 1);
      [order[i], order[j]] = [order[j], order[i]];
    }
    return order;
  };
  // Where most of a group lies: the mean of its points in the fullest square of a grid.
  const heart = (members, side) => {
    const squares = new Map();
    for (const [x, y] of members) {
      const key = Math.floor(x / side) * 4096 + Math.floor(y / side);
      const sum = squares.get(key) || [0, 0, 0];
      squares.set(key, [sum[0] + 1, sum[1] + x, sum[2] + y]);
    }
    let best = [0, 0, 0];
    for (const sum of squares.values()) if (sum[0] > best[0]) best = sum;
    return [best[1] / best[0], best[2] / best[0]];
  };

  const cloud = (figure) => {
    const points = data(figure.dataset.points);
    const colouring = points.colourings[Number(figure.dataset.colouring)];
    const canvas = figure.querySelector("canvas");
    const buttons = [...figure.querySelectorAll("button[data-group]")];
    const order = mixed(points.x.length);
    const range = (values) => values.reduce(([a, b], v) => [Math.min(a, v), Math.max(b, v)], [Infinity, -Infinity]);
    const [lowX, highX] = range(points.x);
    const [lowY, highY] = range(points.y);
    let chosen = -1;
    let hovered = -1;
    let places = [];

    const layout = (width, height) => {
      const margin = 18;
      const scale = Math.min((width - 2 * margin) / (highX - lowX || 1), (height - 2 * margin) / (highY - lowY || 1));
      const moveX = (width - scale * (highX - lowX)) / 2;
      const moveY = (height - scale * (highY - lowY)) / 2;
      places = points.x.map((x, i) => [moveX + scale * (x - lowX), height - moveY - scale * (points.y[i] - lowY)]);
    };
    const labels = (context, ink, ground) => {
      const drawn = [];
      context.font = "600 12px system-ui, sans-serif";
      context.textAlign = "center";
      context.textBaseline = "middle";
      context.lineWidth = 3;
      context.lineJoin = "round";
      colouring.groups.forEach((name, group) => {
        const members = places.filter((_, i) => colouring.codes[i] === group);
        if (!members.length || (chosen >= 0 && chosen !== group)) return;
        const text = name.length > 28 ? name.slice(0, 27) + "…" : name;
        const half = context.measureText(text).width / 2 + 4;
        const wide = canvas.clientWidth;
        const [middle, y] = heart(members, wide / 9);
        const x = Math.max(half, Math.min(wide - half, middle));
        if (drawn.some((b) => Math.abs(b.x - x) < b.half + half && Math.abs(b.y - y) < 16)) return;
        drawn.push({ x, y, half });
        context.strokeStyle = ground;
        context.strokeText(text, x, y);
        context.fillStyle = ink;
        context.fillText(text, x, y);
      });
    };
    const draw = () => {
      const width = canvas.clientWidth || 640;
      const height = (width * 7) / 8;
      const density = window.devicePixelRatio || 1;
      canvas.width = Math.round(width * density);
      canvas.height = Math.round(height * density);
      layout(width, height);
      const style = getComputedStyle(document.documentElement);
      const colour = (name) => style.getPropertyValue(name).trim();
      const faded = colour("--rule");
      const palette = Array.from({ length: 8 }, (_, i) => colour("--c" + i));
      const context = canvas.getContext("2d");
      context.scale(density, density);
      context.clearRect(0, 0, width, height);
      const radius = Math.max(1.3, Math.min(4, 95 / Math.sqrt(places.length + 200)));
      let count = 0;
      const passes = chosen < 0 ? [() => true] : [(g) => g !== chosen, (g) => g === chosen];
      for (const pass of passes) {
        for (const i of order) {
          const group = colouring.codes[i];
          if (!pass(group)) continue;
          const dim = chosen >= 0 && group !== chosen;
          context.globalAlpha = dim ? 0.25 : 0.85;
          context.fillStyle = group < 0 || dim ? faded : palette[group % 8];
          context.beginPath();
          shapes[group < 0 ? 0 : (group >> 3) % shapes.length](context, places[i][0], places[i][1], radius);
          context.fill();
          count++;
        }
      }
      context.globalAlpha = 1;
      if (hovered >= 0) {
        context.strokeStyle = colour("--ink");
        context.lineWidth = 1.5;
        context.beginPath();
        context.arc(places[hovered][0], places[hovered][1], radius + 3, 0, 2 * Math.PI);
        context.stroke();
      }
      if (colouring.labelled) labels(context, colour("--ink"), colour("--ground"));
      figure.dataset.drawn = count;
    };
    const hover = (event) => {
      const box = canvas.getBoundingClientRect();
      const x = event.clientX - box.left;
      const y = event.clientY - box.top;
      let best = -1;
      let least = 14 * 14;
      places.forEach(([a, b], i) => {
        const distance = (a - x) ** 2 + (b - y) ** 2;
        if (distance < least) { least = distance; best = i; }
      });
      if (best !== hovered) { hovered = best; draw(); }
      if (best < 0) { hideTip(); return; }
      const group = colouring.codes[best];
      showTip(event, points.names[best], [group < 0 ? "no value" : colouring.groups[group]]);
    };
    const choose = (group) => {
      chosen = group;
      draw();
    };
    let pinned = -1;
    buttons.forEach((button) => {
      const group = Number(button.dataset.group);
      button.addEventListener("pointerenter", () => choose(group));
      button.addEventListener("pointerleave", () => choose(pinned));
      button.addEventListener("click", () => {
        pinned = pinned === group ? -1 : group;
        buttons.forEach((other) => other.setAttribute("aria-pressed", String(Number(other.dataset.group) === pinned)));
        choose(pinned);
      });
    });
    canvas.addEventListener("pointermove", hover);
    canvas.addEventListener("pointerdown", hover);
    canvas.addEventListener("pointerleave", () => { hovered = -1; hideTip(); draw(); });
    draw();
    new ResizeObserver(draw).observe(figure);
    window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
    window.addEventListener("beforeprint", draw);
  };
  document.querySelectorAll("figure.cloud").forEach(cloud);
})();
