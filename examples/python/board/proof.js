/* Goes the way of a proof from a line to its root, in the browser: SHA-256 written out here, for a page without TLS has
 * none of the browser's. Nothing of the library, nothing from elsewhere. */
"use strict";

/* ---- SHA-256 (FIPS 180-4): its constants are the first 32 bits behind the point of roots of primes ---- */

const PRIMES = [];
for (let n = 2; PRIMES.length < 64; n++) if (PRIMES.every((prime) => n % prime)) PRIMES.push(n);

/* The largest whole number whose power is no more than this. */
function rootOf(number, power) {
  let low = 0n;
  for (let bit = 1n << 40n; bit; bit >>= 1n) if ((low + bit) ** power <= number) low += bit;
  return low;
}

const FIRST = PRIMES.slice(0, 8).map((prime) => Number(rootOf(BigInt(prime) << 64n, 2n) & 0xffffffffn));
const ADDED = PRIMES.map((prime) => Number(rootOf(BigInt(prime) << 96n, 3n) & 0xffffffffn));
const turned = (word, by) => (word >>> by) | (word << (32 - by));

function padded(bytes) {
  const all = new Uint8Array(Math.ceil((bytes.length + 9) / 64) * 64);
  all.set(bytes);
  all[bytes.length] = 0x80;
  new DataView(all.buffer).setUint32(all.length - 4, bytes.length * 8);
  return new DataView(all.buffer);
}

function mix(state, view, at) {
  const w = [];
  for (let i = 0; i < 64; i++) {
    const [old, late] = [w[i - 15], w[i - 2]];
    w.push(i < 16 ? view.getUint32(at + 4 * i) :
      (w[i - 16] + (turned(old, 7) ^ turned(old, 18) ^ (old >>> 3)) + w[i - 7] + (turned(late, 17) ^ turned(late, 19) ^ (late >>> 10))) | 0);
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let i = 0; i < 64; i++) {
    const one = (h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + ((e & f) ^ (~e & g)) + ADDED[i] + w[i]) | 0;
    const two = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [a, b, c, d, e, f, g, h] = [(one + two) | 0, a, b, c, (d + one) | 0, e, f, g];
  }
  return [a, b, c, d, e, f, g, h].map((word, i) => (word + state[i]) | 0);
}

function sha256(...parts) {
  const view = padded(Uint8Array.from(parts.flatMap((part) => [...part])));
  let state = FIRST;
  for (let at = 0; at < view.byteLength; at += 64) state = mix(state, view, at);
  const out = new DataView(new ArrayBuffer(32));
  state.forEach((word, i) => out.setInt32(4 * i, word));
  return new Uint8Array(out.buffer);
}

/* ---- the proof ---- */

const bytesOf = (text) => new TextEncoder().encode(text);
const unhexed = (digits) => Uint8Array.from(digits.match(/../g), (pair) => parseInt(pair, 16));
const hexed = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const FORM = new RegExp("^cgov proof 1\n(ledger [^\n]*\nitem [^\n]* lines ([1-9][0-9]{0,9})\n)(line ([1-9][0-9]{0,9}) [^\n]*\n)" +
  "blind ([0-9a-f]{32})\n((?:node [0-9a-f]{64}\n)*)root ([0-9a-f]{64})\n$");

/* From the leaf up: the left side of a tree has the largest power of two below its number of leaves. */
function sides(place, lines) {
  const found = [];
  while (lines > 1) {
    let left = 1;
    while (2 * left < lines) left *= 2;
    found.unshift(place >= left ? "left" : "right");
    [place, lines] = place < left ? [place, left] : [place - left, lines - left];
  }
  return found;
}

/* Each step with what it comes to; null: the text is no proof. */
function proved(text) {
  const said = FORM.exec(text.replace(/\r\n/g, "\n"));
  if (!said || Number(said[4]) > Number(said[2])) return null;
  const nodes = (said[6].match(/[0-9a-f]{64}/g) || []).map(unhexed);
  const ways = sides(Number(said[4]) - 1, Number(said[2]));
  if (nodes.length !== ways.length) return null;
  let hash = sha256([0], unhexed(said[5]), bytesOf(said[3]));
  const steps = [{ kind: "leaf", hash: hexed(hash) }];
  ways.forEach((side, i) => {
    hash = side === "left" ? sha256([1], nodes[i], hash) : sha256([1], hash, nodes[i]);
    steps.push({ kind: side, beside: hexed(nodes[i]), hash: hexed(hash) });
  });
  const root = hexed(sha256([2], bytesOf(said[1]), hash));
  steps.push({ kind: "head", hash: root });
  return { steps, root, said: said[7] };
}

/* ---- the page ---- */

function put(parent, name, text) {
  const made = document.createElement(name);
  made.textContent = text;
  parent.append(made);
  return made;
}

function show(card) {
  const found = proved(card.querySelector(".proof").value);
  const agrees = Boolean(found) && found.root === card.dataset.root && found.said === card.dataset.root;
  const verdict = card.querySelector(".verdict");
  verdict.textContent = agrees ? card.dataset.agrees : card.dataset.differs;
  verdict.className = "verdict " + (agrees ? "agrees" : "differs");
  card.querySelector(".found").textContent = found ? found.root : "–";
  const steps = card.querySelector(".steps");
  steps.replaceChildren();
  for (const step of found ? found.steps : []) {
    const row = put(steps, "li", "");
    put(row, "span", card.dataset[step.kind]);
    if (step.beside) put(row, "code", step.beside);
    put(row, "code", "= " + step.hash);
  }
}

if (typeof document !== "undefined")
  document.addEventListener("DOMContentLoaded", () => {
    for (const card of document.querySelectorAll(".own-line")) {
      const again = card.querySelector(".again");
      again.hidden = false;
      again.addEventListener("click", () => show(card));
      show(card);
    }
  });
