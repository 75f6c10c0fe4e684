/* The playground's page: asks the library, which is in wasm.js, and shows what it says. In a script of Node's it gives
 * `open_library`, for tests/cross/playground.mjs. */
'use strict';

/* The library, opened: look(text), draw(procedure), names(), text(index). */
async function open_library(bytes) {
  /* It asks nothing of the system; what libc still imports answers "no such thing". */
  const nothing = new Proxy({}, { get: () => () => 52, has: () => true });
  const module = await WebAssembly.compile(bytes);
  const imports = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) (imports[from] ??= {})[name] = nothing[name];
  const { exports: c } = await WebAssembly.instantiate(module, imports);
  c._initialize?.();
  const heard = at => {
    const all = new Uint8Array(c.memory.buffer);
    return new TextDecoder().decode(all.subarray(at, all.indexOf(0, at)));
  };
  const give = text => {
    const raw = new TextEncoder().encode(text), at = c.room(raw.length);
    if (!at) throw new Error('no memory');
    new Uint8Array(c.memory.buffer).set(raw, at);
  };
  return {
    names: () => JSON.parse(heard(c.shipped_names())),
    text: index => heard(c.shipped_text(index)),
    look: text => { give(text); return JSON.parse(heard(c.look())); },
    draw: procedure => { give(procedure); return JSON.parse(heard(c.draw())); },
  };
}

/* ---- the drawing: states from above to below by stage, moves as arcs, on the right those that lead down ---- */

const ROW = 44, BOX = 30, MARGIN = 8;

function element(name, attributes, ...children) {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/* Arcs that share some rows have lanes of their own, the short ones inside; at most so many lanes. */
function lanes(arcs, most) {
  const taken = [];
  for (const arc of [...arcs].sort((a, b) => Math.abs(a.from - a.to) - Math.abs(b.from - b.to))) {
    const low = Math.min(arc.from, arc.to), high = Math.max(arc.from, arc.to);
    let lane = 0;
    while (lane < most - 1 && (taken[lane] ?? []).some(other => other[0] < high && low < other[1])) lane++;
    (taken[lane] ??= []).push([low, high]);
    arc.lane = lane;
  }
  return taken.length;
}

function drawing(graph, width, choose) {
  const order = graph.stages.flatMap(stage => graph.states.filter(state => state.stage === stage.name));
  const at = new Map(), tops = [];
  let y = MARGIN;
  for (const stage of graph.stages) {
    const states = order.filter(state => state.stage === stage.name);
    if (!states.length) continue;
    tops.push({ stage, y, height: 24 + states.length * ROW });
    y += 24;
    for (const state of states) { at.set(state.name, y + ROW / 2); y += ROW; }
    y += MARGIN;
  }
  const seen = new Map();
  for (const edge of graph.edges) {
    if (!at.has(edge.from) || !at.has(edge.to) || edge.from === edge.to) continue;
    const key = edge.from + ' ' + edge.to, arc = seen.get(key);
    if (arc) arc.time = arc.time && edge.by_time;
    else seen.set(key, { name: edge.from, other: edge.to, from: at.get(edge.from), to: at.get(edge.to), time: edge.by_time });
  }
  const down = [...seen.values()].filter(arc => arc.to > arc.from), up = [...seen.values()].filter(arc => arc.to < arc.from);
  const side = Math.max(44, Math.min(150, width * 0.2)), left = side, right = width - side;
  const steps = [[down, lanes(down, 14)], [up, lanes(up, 14)]];
  const svg = element('svg', { viewBox: `0 0 ${width} ${y}`, role: 'img', 'aria-label': '流程图 diagram' },
    element('defs', {}, element('marker', { id: 'head', viewBox: '0 0 8 8', refX: 7, refY: 4, markerWidth: 6, markerHeight: 6,
      orient: 'auto-start-reverse' }, element('path', { d: 'M0 0L8 4L0 8z', fill: 'context-stroke' }))));
  for (const { stage, y: top, height } of tops) {
    svg.append(element('rect', { class: 'stage', x: 0, y: top, width, height, rx: 6 }),
      element('text', { class: 'small', x: 8, y: top + 16 }, stage.title));
  }
  for (const [arcs, count] of steps) {
    for (const arc of arcs) {
      const sign = arcs === down ? 1 : -1, edge = sign > 0 ? right : left;
      const out = edge + sign * (10 + (arc.lane + 1) * (side - 16) / (count + 1)), small = sign * 5;
      svg.append(element('path', { class: 'arc' + (arc.time ? ' time' : ''), 'data-from': arc.name, 'data-to': arc.other,
        d: `M${edge} ${arc.from + small}H${out - sign * 6}Q${out} ${arc.from + small} ${out} ${arc.from + small + sign * 6}` +
          `V${arc.to - small - sign * 6}Q${out} ${arc.to - small} ${out - sign * 6} ${arc.to - small}H${edge + sign}`,
        'marker-end': 'url(#head)' }));
    }
  }
  for (const state of order) {
    const middle = at.get(state.name), box = { class: 'box' + (state.final ? ' final' : ''), x: left, y: middle - BOX / 2,
      width: right - left, height: BOX, rx: 6 };
    const group = element('g', { class: 'state', tabindex: 0, role: 'button', 'data-name': state.name,
      'aria-label': `${state.title} ${state.name}` }, element('rect', box),
      element('text', { x: (left + right) / 2, y: middle + 5, 'text-anchor': 'middle' }, state.title));
    if (!state.final) {
      const moves = graph.edges.filter(edge => edge.from === state.name && edge.to === state.name).length;
      if (moves) group.append(element('text', { class: 'small', x: right - 6, y: middle + 4, 'text-anchor': 'end' }, `↻${moves}`));
    }
    group.addEventListener('click', () => choose(state.name));
    group.addEventListener('keydown', event => { if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); choose(state.name); } });
    svg.append(group);
  }
  return svg;
}

/* ---- the page ---- */

function page(library) {
  const $ = id => document.getElementById(id), text = $('text'), verdict = $('verdict');
  let graph = { stages: [], states: [], edges: [] }, chosen = '', found = { procedures: [] }, waiting = 0;

  const go = line => {
    const lines = text.value.split('\n'), start = lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0);
    text.focus();
    text.setSelectionRange(start, start + (lines[line - 1] ?? '').length);
    text.scrollTop = Math.max(0, (line - 5) * parseFloat(getComputedStyle(text).lineHeight));
  };
  const line_button = (line, words) => {
    const button = document.createElement('button');
    button.textContent = words;
    button.addEventListener('click', () => go(line));
    return button;
  };
  const node = (tag, words) => Object.assign(document.createElement(tag), { textContent: words });

  const light = () => {
    for (const arc of $('drawing').querySelectorAll('.arc')) {
      const on = arc.dataset.from === chosen;
      arc.classList.toggle('lit', on);
      arc.classList.toggle('dim', Boolean(chosen) && !on);
    }
    for (const state of $('drawing').querySelectorAll('.state')) state.classList.toggle('chosen', state.dataset.name === chosen);
    const titles = new Map(graph.states.map(state => [state.name, state.title])), list = $('moves');
    list.replaceChildren();
    for (const edge of graph.edges.filter(edge => edge.from === chosen)) {
      const to = edge.to === edge.from ? '不变 stays' : titles.get(edge.to) ?? edge.to, row = document.createElement('li');
      row.append(`${edge.by_time ? '⏱ ' : ''}${edge.title} `, node('code', edge.move + (edge.outcome ? `.${edge.outcome}` : '')),
        ` → ${to}${edge.answers ? '（答复 answers）' : ''} `, line_button(edge.line, `第 ${edge.line} 行`));
      list.append(row);
    }
  };
  const draw = () => {
    const name = $('procedure').value;
    graph = name ? library.draw(name) : { stages: [], states: [], edges: [] };
    /* The first move stands with where it leads to, as a move of nowhere. */
    chosen = graph.states.some(state => state.name === chosen) ? chosen : '';
    const choose = state => { chosen = chosen === state ? '' : state; light(); };
    $('drawing').replaceChildren(...(name ? [drawing(graph, Math.max(280, $('drawing').clientWidth || 320), choose)] : []));
    light();
  };
  const look = () => {
    const select = $('procedure'), was = select.value;
    found = library.look(text.value);
    const good = found.status === 'CGOV_OK';
    verdict.className = 'verdict ' + (good ? 'good' : 'bad');
    verdict.replaceChildren();
    if (good) {
      verdict.append(node('b', `六项检查全部通过 All six checks pass`), node('small', `${found.procedures.length} 个程序，${found.states} 个状态，` +
        `${found.moves} 个动作，${found.clocks} 个时限；走遍 ${found.configurations} 种情形。` + (found.unverified ? ` ${found.message}` : '')));
    } else {
      verdict.append(node('b', found.check ? `第 ${found.check} 项检查未通过 Check ${found.check} fails` : '读不通 It does not read'),
        node('span', found.message + ' '), line_button(found.line, `第 ${found.line} 行 第 ${found.column} 字`));
      if (found.path) verdict.append(node('small', ` 例 example: ${found.path}`));
      return; /* the drawing stays that of the text that passed last */
    }
    select.replaceChildren(...found.procedures.map(one => new Option(`${one.title} ${one.name}`, one.name)));
    if (found.procedures.some(one => one.name === was)) select.value = was;
    draw();
  };

  library.names().forEach((name, index) => $('shipped').add(new Option(name, index)));
  $('shipped').addEventListener('change', () => { text.value = library.text(Number($('shipped').value)); text.scrollTop = 0; chosen = ''; look(); });
  $('procedure').addEventListener('change', () => { chosen = ''; draw(); });
  text.addEventListener('input', () => { clearTimeout(waiting); waiting = setTimeout(look, 300); });
  addEventListener('resize', () => { clearTimeout(waiting); waiting = setTimeout(draw, 150); });
  text.value = library.text(0);
  look();
  return { go, choose: state => { chosen = state; light(); } };
}

if (typeof document !== 'undefined')
  open_library(Uint8Array.from(atob(WASM), letter => letter.charCodeAt(0))).then(page).catch(error => {
    document.getElementById('verdict').textContent = `打不开 It does not open: ${error.message}`;
  });
else module.exports = { open_library, lanes };
