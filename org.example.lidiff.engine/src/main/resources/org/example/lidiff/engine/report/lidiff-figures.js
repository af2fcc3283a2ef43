/*
 * Draws figures and scenes (the JSON of org.example.lidiff.engine.report) with plotly.js, in the report and in node views.
 * Text from data reaches the page through textContent or escaped, never as markup.
 */
const LidiffFigures = (() => {
  'use strict';

  // The palettes of the printed pictures: Okabe and Ito for series, viridis for values.
  const COLORS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#56b4e9', '#e69f00', '#000000'];
  const SCALE = [[0, '#440154'], [0.25, '#3b528b'], [0.5, '#21918c'], [0.75, '#5ec962'], [1, '#fde725']];
  const GRAY = '#8c8c8c';
  const FONT = { family: 'system-ui, "Segoe UI", "DejaVu Sans", sans-serif', size: 14, color: '#222222' };
  const CONFIG = { displaylogo: false, responsive: true, modeBarButtonsToRemove: ['select2d', 'lasso2d', 'autoScale2d'] };
  // Browsers keep about 16 drawing contexts; the oldest scene is taken down before that.
  const MAX_SCENES = 8;
  const scenes = [];

  /** plotly.js reads a few tags in texts; data must not use them. */
  const escape = text => String(text).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  /** Long names would leave no room for the plot; as in the printed pictures they are cut. */
  const LONGEST_NAME = 34;
  const short = text => escape(text.length <= LONGEST_NAME ? text : text.slice(0, LONGEST_NAME - 1) + '…');
  const caption = axis => escape(axis.unit ? `${axis.label} (${axis.unit})` : axis.label);
  const fade = (color, alpha) => 'rgba(' + [1, 3, 5].map(i => parseInt(color.slice(i, i + 2), 16)).join(',') + ',' + alpha + ')';

  // ---- figures -------------------------------------------------------------------------------------------------

  /** Decades between the smallest and the largest drawn value on an axis, 'x' or 'y'. */
  function decades(figure, name) {
    let from = Infinity;
    let to = 0;
    const columns = name === 'x' ? ['x'] : ['y', 'lower', 'upper'];
    for (const curve of [...figure.series, ...figure.bands]) {
      for (const value of columns.flatMap(column => curve[column] || [])) {
        from = Math.min(from, value);
        to = Math.max(to, value);
      }
    }
    return Math.log10((figure[name].max ?? to) / (figure[name].min ?? from)) || 1;
  }

  function axisLayout(figure, name, diagonal) {
    const axis = figure[name];
    const layout = {
      title: { text: caption(axis), standoff: 12 }, type: axis.log ? 'log' : 'linear', showline: true, mirror: true, ticks: 'outside',
      linecolor: '#6b6b6b', gridcolor: '#e3e3e3', zeroline: false, exponentformat: 'power', automargin: true, minexponent: 4
    };
    if (axis.log) {
      // Labels at every digit crowd the axis as soon as it spans more than a decade and a half.
      const span = decades(figure, name);
      layout.dtick = span < 1.5 ? 'D1' : Math.ceil(span / 10);
      layout.minor = { showgrid: false, ticks: 'outside', ticklen: 3, dtick: 'D1' };
    }
    const bound = value => value === undefined ? null : axis.log ? Math.log10(value) : value;
    if (axis.min !== undefined || axis.max !== undefined) {
      layout.range = [bound(axis.min), bound(axis.max)];
      layout.autorange = axis.min === undefined ? 'min' : axis.max === undefined ? 'max' : false;
    }
    if (diagonal) {
      layout.constrain = 'domain';
    }
    return layout;
  }

  function barWidth(xs) {
    const sorted = [...xs].sort((a, b) => a - b);
    const steps = sorted.slice(1).map((x, i) => x - sorted[i]).filter(step => step > 0);
    return steps.length ? 0.9 * Math.min(...steps) : 0.9;
  }

  function seriesTrace(series, color) {
    const trace = { name: short(series.name), x: series.x, y: series.y, hovertemplate: '%{x}, %{y}' };
    if (series.kind === 'BARS') {
      return { ...trace, type: 'bar', width: barWidth(series.x), marker: { color: fade(color, 0.75) } };
    }
    const many = series.x.length > 500;
    trace.type = 'scatter';
    trace.mode = { LINE: 'lines', STEP: 'lines', POINTS: 'markers', LINE_POINTS: 'lines+markers' }[series.kind];
    trace.line = { color, width: 2, dash: series.dashed ? 'dash' : 'solid', shape: series.kind === 'STEP' ? 'hv' : 'linear' };
    trace.marker = { color, size: many ? 4 : 7, opacity: many ? 0.5 : 1 };
    if (series.lower) {
      trace.error_y = {
        type: 'data', symmetric: false, color, thickness: 1.3, width: 4,
        array: series.upper.map((v, i) => v - series.y[i]), arrayminus: series.lower.map((v, i) => series.y[i] - v)
      };
    }
    return trace;
  }

  function bandTrace(band, color, own) {
    return {
      type: 'scatter', mode: 'lines', name: short(band.name), showlegend: own, legendgroup: escape(band.name), hoverinfo: 'skip',
      x: band.x.concat([...band.x].reverse()), y: band.upper.concat([...band.lower].reverse()),
      fill: 'toself', fillcolor: fade(color, 0.22), line: { width: 0, color }
    };
  }

  function referenceShapes(figure) {
    const line = { color: '#6b6b6b', width: 1.3, dash: 'dash' };
    const named = reference => ({ showlegend: reference.label !== '', name: short(reference.label) });
    return figure.references.map(reference => {
      const v = reference.value;
      switch (reference.kind) {
        case 'HORIZONTAL': return { type: 'line', xref: 'paper', x0: 0, x1: 1, y0: v, y1: v, line, ...named(reference) };
        case 'VERTICAL': return { type: 'line', yref: 'paper', y0: 0, y1: 1, x0: v, x1: v, line, ...named(reference) };
        default: {
          const [from, to] = extent(figure);
          return { type: 'line', x0: from, x1: to, y0: from, y1: to, line, ...named(reference) };
        }
      }
    });
  }

  /** Smallest and largest coordinate on either axis. */
  function extent(figure) {
    let from = Infinity;
    let to = -Infinity;
    for (const series of figure.series) {
      for (const column of [series.x, series.y]) {
        for (const value of column) {
          from = Math.min(from, value);
          to = Math.max(to, value);
        }
      }
    }
    return from <= to ? [from, to] : [0, 1];
  }

  function drawFigure(element, figure) {
    const diagonal = figure.references.some(reference => reference.kind === 'DIAGONAL');
    const colors = new Map();
    figure.series.forEach((series, i) => colors.has(series.name) || colors.set(series.name, COLORS[i % COLORS.length]));
    const bands = figure.bands.map(band => {
      const own = !colors.has(band.name);
      if (own) {
        colors.set(band.name, COLORS[colors.size % COLORS.length]);
      }
      return bandTrace(band, colors.get(band.name), own);
    });
    const traces = bands.concat(figure.series.map((series, i) => ({
      ...seriesTrace(series, COLORS[i % COLORS.length]), legendgroup: escape(series.name)
    })));
    const legend = traces.length > 1 || figure.references.some(reference => reference.label !== '');
    const layout = {
      font: FONT, showlegend: legend, margin: { l: 70, r: 20, t: 34, b: 60 }, hovermode: 'closest', barmode: 'overlay',
      paper_bgcolor: '#ffffff', plot_bgcolor: '#ffffff', shapes: referenceShapes(figure),
      xaxis: axisLayout(figure, 'x', diagonal), yaxis: axisLayout(figure, 'y', diagonal)
    };
    if (diagonal && figure.x.log === figure.y.log) {
      Object.assign(layout.yaxis, { scaleanchor: 'x', scaleratio: 1 });
    }
    return Plotly.newPlot(element, traces, layout, CONFIG);
  }

  // ---- scenes --------------------------------------------------------------------------------------------------

  /** Corners and triangles of a ball of radius one: an icosahedron, each face cut in four `cuts` times. */
  function ball(cuts) {
    const t = (1 + Math.sqrt(5)) / 2;
    let points = [[-1, t, 0], [1, t, 0], [-1, -t, 0], [1, -t, 0], [0, -1, t], [0, 1, t], [0, -1, -t], [0, 1, -t], [t, 0, -1], [t, 0, 1],
      [-t, 0, -1], [-t, 0, 1]];
    let faces = [[0, 11, 5], [0, 5, 1], [0, 1, 7], [0, 7, 10], [0, 10, 11], [1, 5, 9], [5, 11, 4], [11, 10, 2], [10, 7, 6], [7, 1, 8],
      [3, 9, 4], [3, 4, 2], [3, 2, 6], [3, 6, 8], [3, 8, 9], [4, 9, 5], [2, 4, 11], [6, 2, 10], [8, 6, 7], [9, 8, 1]];
    for (let cut = 0; cut < cuts; cut++) {
      const middles = new Map();
      const middle = (a, b) => {
        const key = a < b ? `${a},${b}` : `${b},${a}`;
        if (!middles.has(key)) {
          points.push([0, 1, 2].map(k => points[a][k] + points[b][k]));
          middles.set(key, points.length - 1);
        }
        return middles.get(key);
      };
      faces = faces.flatMap(([a, b, c]) => {
        const [ab, bc, ca] = [middle(a, b), middle(b, c), middle(c, a)];
        return [[a, ab, ca], [b, bc, ab], [c, ca, bc], [ab, bc, ca]];
      });
      points = points.map(normal);
    }
    return { points: points.map(normal), faces };
  }

  const normal = p => {
    const length = Math.hypot(...p) || 1;
    return p.map(v => v / length);
  };
  const cross = (a, b) => [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];

  /** Balls and rods of one color, or colored by value, as one mesh. */
  class Mesh {
    constructor(shape) {
      Object.assign(this, { shape, x: [], y: [], z: [], i: [], j: [], k: [], text: [], intensity: [] });
    }

    add(points, faces, text, value) {
      const first = this.x.length;
      for (const p of points) {
        this.x.push(p[0]);
        this.y.push(p[1]);
        this.z.push(p[2]);
        this.text.push(text);
        this.intensity.push(value);
      }
      for (const face of faces) {
        this.i.push(first + face[0]);
        this.j.push(first + face[2]);
        this.k.push(first + face[1]);
      }
    }

    ball(center, radius, text, value) {
      this.add(this.shape.points.map(p => p.map((v, axis) => center[axis] + radius * v)), this.shape.faces, text, value);
    }

    rod(from, to, radius, text, value) {
      const SIDES = 10;
      const along = normal(to.map((v, axis) => v - from[axis]));
      const side = normal(cross(along, Math.abs(along[2]) < 0.9 ? [0, 0, 1] : [1, 0, 0]));
      const up = cross(along, side);
      const points = [];
      const faces = [];
      for (let s = 0; s < SIDES; s++) {
        const angle = 2 * Math.PI * s / SIDES;
        const offset = [0, 1, 2].map(axis => radius * (Math.cos(angle) * side[axis] + Math.sin(angle) * up[axis]));
        points.push(from.map((v, axis) => v + offset[axis]), to.map((v, axis) => v + offset[axis]));
        const [a, b, c, d] = [2 * s, 2 * s + 1, 2 * ((s + 1) % SIDES), 2 * ((s + 1) % SIDES) + 1];
        faces.push([a, c, b], [b, c, d]);
      }
      this.add(points, faces, text, value);
    }

    trace(style) {
      const { x, y, z, i, j, k, text } = this;
      return {
        type: 'mesh3d', x, y, z, i, j, k, text, hoverinfo: 'text', flatshading: false,
        lighting: { ambient: 0.6, diffuse: 0.75, specular: 0.25, roughness: 0.5, fresnel: 0.1 }, lightposition: { x: 2000, y: -3000, z: 4000 },
        ...style, ...(style.coloraxis ? { intensity: this.intensity } : {})
      };
    }
  }

  const isNumber = value => typeof value === 'number' && Number.isFinite(value);
  const digits = value => Number(value.toPrecision(4)).toString();

  function describe(kind, label, scene, value, more) {
    const lines = [escape(label || kind)];
    if (isNumber(value)) {
      lines.push(`${caption(scene.legend)}: ${digits(value)}`);
    }
    if (isNumber(more)) {
      lines.push(`Occupancy: ${digits(more)}`);
    }
    return lines.join('<br>');
  }

  function sceneTraces(scene) {
    const objects = scene.atoms.length + scene.sites.length;
    const shape = ball(objects > 3000 ? 0 : objects > 300 ? 1 : 2);
    const byElement = new Map();
    const colored = new Mesh(shape);
    const plain = new Mesh(shape);
    const target = value => isNumber(value) ? colored : plain;
    for (const atom of scene.atoms) {
      const text = describe(atom.element, atom.label, scene, atom.value);
      if (isNumber(atom.value)) {
        colored.ball(atom.position, 0.7 * atom.radius, text, atom.value);
      } else {
        if (!byElement.has(atom.element)) {
          byElement.set(atom.element, { color: atom.color, mesh: new Mesh(shape) });
        }
        byElement.get(atom.element).mesh.ball(atom.position, 0.7 * atom.radius, text, 0);
      }
    }
    for (const site of scene.sites) {
      const radius = isNumber(site.occupancy) ? 0.2 + 0.4 * Math.cbrt(Math.max(0, Math.min(1, site.occupancy))) : 0.4;
      target(site.value).ball(site.position, radius, describe('Site', site.label, scene, site.value, site.occupancy), site.value);
    }
    for (const edge of scene.edges) {
      target(edge.value).rod(edge.from, edge.to, 0.04 + 0.14 * edge.width, describe('Hop', edge.label, scene, edge.value), edge.value);
    }
    const traces = [...byElement].sort().map(([element, { color, mesh }]) =>
      mesh.trace({ color, name: short(element), showlegend: true, legendgroup: escape(element) }));
    if (plain.x.length) {
      traces.push(plain.trace({ color: GRAY, name: 'Sites and hops', showlegend: true }));
    }
    if (colored.x.length) {
      traces.push(colored.trace({ coloraxis: 'coloraxis', name: caption(scene.legend), showlegend: false }));
    }
    return traces.concat(cellTrace(scene.cell));
  }

  function cellTrace(cell) {
    if (cell.length !== 9) {
      return [];
    }
    const corner = f => [0, 1, 2].map(k => f[0] * cell[k] + f[1] * cell[3 + k] + f[2] * cell[6 + k]);
    const trace = { type: 'scatter3d', mode: 'lines', x: [], y: [], z: [], hoverinfo: 'skip', showlegend: false, line: { color: '#555555', width: 3 } };
    for (let axis = 0; axis < 3; axis++) {
      for (let rest = 0; rest < 4; rest++) {
        const f = [0, 0, 0];
        f[(axis + 1) % 3] = rest & 1;
        f[(axis + 2) % 3] = rest >> 1;
        const from = corner(f);
        f[axis] = 1;
        const to = corner(f);
        ['x', 'y', 'z'].forEach((name, k) => trace[name].push(from[k], to[k], null));
      }
    }
    return [trace];
  }

  function drawScene(element, scene) {
    if (!document.createElement('canvas').getContext('webgl')) {
      throw new Error('This browser cannot draw in three dimensions (no WebGL).');
    }
    const hidden = { visible: false, showspikes: false };
    const layout = {
      font: FONT, margin: { l: 0, r: 0, t: 0, b: 0 }, showlegend: true, legend: { itemsizing: 'constant', x: 0, y: 1 }, paper_bgcolor: '#ffffff',
      coloraxis: { colorscale: SCALE, colorbar: { title: { text: caption(scene.legend), side: 'right' }, thickness: 16, len: 0.75 } },
      scene: {
        xaxis: hidden, yaxis: hidden, zaxis: hidden, aspectmode: 'data', dragmode: 'orbit',
        // Not orthographic: plotly.js 3.3 then loses the light on meshes.
        camera: { projection: { type: 'perspective' }, eye: { x: 0.9, y: -1.8, z: 0.5 } }
      }
    };
    scenes.push(element);
    while (scenes.length > MAX_SCENES) {
      const oldest = scenes.shift();
      Plotly.purge(oldest);
      say(oldest, 'This drawing was taken down to make room for others.');
      oldest.dispatchEvent(new Event('released'));
    }
    return Plotly.newPlot(element, sceneTraces(scene), layout, CONFIG);
  }

  // ---- pages ---------------------------------------------------------------------------------------------------

  const KNOWN_VERSION = 1;

  /** Draws the picture into the element; the returned promise fails with a readable message. */
  async function draw(element, picture) {
    if (picture.version > KNOWN_VERSION) {
      throw new Error('This picture was made by a newer version of Lidiff. Update Lidiff, or execute the node again.');
    }
    if (picture.type === 'summary') {
      drawSummary(element, picture);
    } else {
      await (picture.type === 'scene' ? drawScene(element, picture) : drawFigure(element, picture));
    }
  }

  /** Facts as a table of two columns. */
  function drawSummary(element, summary) {
    const table = document.createElement('table');
    table.className = 'facts-table';
    for (const fact of summary.facts) {
      const row = table.insertRow();
      const name = document.createElement('th');
      name.scope = 'row';
      name.textContent = fact.name;
      row.append(name);
      row.insertCell().textContent = fact.text;
    }
    element.classList.add('words');
    element.removeAttribute('role');
    element.replaceChildren(table);
  }

  function say(element, text) {
    const message = document.createElement('p');
    message.className = 'message';
    message.setAttribute('role', 'status');
    message.textContent = text;
    element.replaceChildren(message);
  }

  function description(picture) {
    if (picture.type === 'summary') {
      return picture.title;
    }
    return picture.type === 'scene'
      ? `${picture.title}: crystal with ${picture.atoms.length} atoms, ${picture.sites.length} sites and ${picture.edges.length} hops.`
      : `${picture.title}: ${picture.y.label} over ${picture.x.label}; ${picture.series.map(series => series.name).join(', ')}.`;
  }

  /** An empty figure element: heading, place for the drawing, notes. */
  function frame(picture) {
    const figure = document.createElement('figure');
    const heading = document.createElement('figcaption');
    heading.textContent = picture.title;
    const plot = document.createElement('div');
    plot.className = 'plot';
    plot.setAttribute('role', 'img');
    plot.setAttribute('aria-label', description(picture));
    const notes = document.createElement('ul');
    notes.className = 'notes';
    for (const text of picture.notes) {
      const note = document.createElement('li');
      note.textContent = text;
      notes.append(note);
    }
    figure.append(heading, plot, notes);
    return figure;
  }

  /** Fills the container with all pictures. The frames come first, so that each drawing knows its final width. */
  async function page(container, pictures) {
    container.replaceChildren(...pictures.map(frame));
    if (!pictures.length) {
      say(container, 'This node has no figure. Execute it to see its results.');
    }
    for (let i = 0; i < pictures.length; i++) {
      const plot = container.children[i].querySelector('.plot');
      try {
        await draw(plot, pictures[i]);
        new ResizeObserver(() => plot.data && Plotly.Plots.resize(plot)).observe(plot);
      } catch (error) {
        say(plot, error.message);
      }
    }
  }

  return { draw, page, say };
})();
