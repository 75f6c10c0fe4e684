/* A scheme that seals ballots, for demonstration: it is this example's own, and nobody has examined it. A ballot is cut into
 * two halves, each of which says nothing alone, and each is locked for one trustee, beside a SHA-256 that the opened half must
 * fit. Both trustees open their halves; together they say what was chosen, and anybody who has the ballots checks it. Of
 * what it does not do docs/http.md tells. The browser's own cryptography (WebCrypto) does the work, which needs TLS. */
"use strict";

/* ---- the scheme ---- */

const SCHEME = "board-halves-1";
const CHOICES = ["yes", "no", "abstain"];
const PIECE = 32; /* of bytes: half of the choice, and a salt of as many */
const CURVE = { name: "ECDH", namedCurve: "P-256" };

const bytesOf = (text) => new TextEncoder().encode(text);
const hexed = (bytes) => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const unhexed = (digits) => Uint8Array.from(digits.match(/../g) || [], (pair) => parseInt(pair, 16));
const packed = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes)));
const unpacked = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
const random = (count) => crypto.getRandomValues(new Uint8Array(count));
const sha256 = async (bytes) => hexed(await crypto.subtle.digest("SHA-256", bytes));
const able = () => Boolean(globalThis.crypto && crypto.subtle);

async function keyPair() {
  const pair = await crypto.subtle.generateKey(CURVE, true, ["deriveBits"]);
  const { x, y, d } = await crypto.subtle.exportKey("jwk", pair.privateKey);
  return { open: packed(await crypto.subtle.exportKey("raw", pair.publicKey)), secret: JSON.stringify({ x, y, d }) };
}

const openKey = (text) => crypto.subtle.importKey("raw", unpacked(text), CURVE, true, []);
const secretKey = (text) =>
  crypto.subtle.importKey("jwk", { ...JSON.parse(text), kty: "EC", crv: "P-256", ext: true }, CURVE, true, ["deriveBits"]);

async function openOf(secret) {
  const { x, y } = JSON.parse(secret);
  const letters = (text) => [...unpacked(text.replace(/-/g, "+").replace(/_/g, "/"))];
  return packed(Uint8Array.from([4, ...letters(x), ...letters(y)]));
}

/* The key that two sides come to is for one box, so its nonce can be the same each time. */
async function lockOf(own, other) {
  const bits = await crypto.subtle.deriveBits({ name: "ECDH", public: other }, own, 256);
  const whole = await crypto.subtle.importKey("raw", bits, "HKDF", false, ["deriveKey"]);
  return crypto.subtle.deriveKey({ name: "HKDF", hash: "SHA-256", salt: new Uint8Array(32), info: bytesOf(SCHEME) }, whole,
    { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

async function locked(piece, trustee) {
  const pair = await crypto.subtle.generateKey(CURVE, true, ["deriveBits"]);
  const lock = await lockOf(pair.privateKey, await openKey(trustee));
  const box = await crypto.subtle.encrypt({ name: "AES-GCM", iv: new Uint8Array(12) }, lock, piece);
  return [packed(await crypto.subtle.exportKey("raw", pair.publicKey)), packed(box)];
}

/* A ballot: fresh randomness in each, so no two are the same. */
async function sealed(choice, keys) {
  const said = new Uint8Array(PIECE / 2);
  said.set(bytesOf(choice));
  const pad = random(PIECE / 2);
  const halves = [pad, said.map((byte, i) => byte ^ pad[i])];
  const pieces = halves.map((half) => Uint8Array.from([...half, ...random(PIECE / 2)]));
  const fits = await Promise.all(pieces.map(sha256));
  const boxes = await Promise.all(pieces.map((piece, i) => locked(piece, keys[i])));
  return JSON.stringify({ scheme: SCHEME, fits, boxes });
}

function parsed(text) {
  try {
    const found = JSON.parse(text);
    const whole = found.scheme === SCHEME && found.fits.length === 2 && found.boxes.length === 2;
    return whole && found.fits.every((one) => /^[0-9a-f]{64}$/.test(one)) ? found : null;
  } catch (bad) {
    return null;
  }
}

/* What a trustee finds in their box; "-": nothing that fits. */
async function halfOf(text, secret, which) {
  try {
    const ballot = parsed(text);
    const [open, box] = ballot.boxes[which].map(unpacked);
    const other = await crypto.subtle.importKey("raw", open, CURVE, true, []);
    const piece = await crypto.subtle.decrypt({ name: "AES-GCM", iv: new Uint8Array(12) }, await lockOf(secret, other), box);
    return (await sha256(piece)) === ballot.fits[which] && piece.byteLength === PIECE ? hexed(piece) : "-";
  } catch (bad) {
    return "-";
  }
}

async function halves(ballots, secret, keys, item) {
  const which = keys.indexOf(await openOf(secret));
  if (which < 0) throw new Error("whose");
  const key = await secretKey(secret);
  const lines = await Promise.all(ballots.map(async (one) => `${one.digest} ${await halfOf(one.text, key, which)}\n`));
  return `${SCHEME} item ${item} half ${which + 1}\n${lines.join("")}`;
}

/* A text of halves, by ballots; whatever is not one says which is wrong. */
function readHalves(text, ballots, item) {
  const [head, ...lines] = text.replace(/\r\n/g, "\n").trim().split("\n");
  const found = new RegExp(`^${SCHEME} item ${item} half ([12])$`).exec(head);
  const pieces = new Map(lines.map((line) => line.split(" ")));
  const whole = lines.every((line) => /^[0-9a-f]{64} (-|[0-9a-f]{64})$/.test(line)) && pieces.size === ballots.length;
  if (!found || !whole || !ballots.every((one) => pieces.has(one.digest))) throw new Error("halves");
  return { which: Number(found[1]) - 1, pieces };
}

function saidBy(first, second) {
  if (first === "-" || second === "-") return "invalid";
  const [a, b] = [unhexed(first), unhexed(second)];
  const said = String.fromCharCode(...a.slice(0, PIECE / 2).map((byte, i) => byte ^ b[i])).replace(/\0+$/, "");
  return CHOICES.includes(said) ? said : "invalid";
}

/* Both halves of each ballot: what they come to by axis, the text that proves it, and what does not fit. */
async function opened(ballots, one, other, item) {
  const both = [one, other].map((text) => readHalves(text, ballots, item)).sort((a, b) => a.which - b.which);
  if (both[0].which === both[1].which) throw new Error("same");
  const sums = {}, lines = [], misfits = [];
  for (const ballot of ballots) {
    const pieces = both.map((half) => half.pieces.get(ballot.digest));
    const held = parsed(ballot.text);
    for (const [i, piece] of pieces.entries())
      if (piece !== "-" && (!held || (await sha256(unhexed(piece))) !== held.fits[i])) misfits.push(ballot.digest);
    const said = saidBy(...pieces);
    sums[said] = ballot.weighs.map((weight, axis) => (sums[said] ? sums[said][axis] : 0n) + weight);
    lines.push(`${ballot.digest} ${pieces.join(" ")} ${said}\n`);
  }
  const proof = `${SCHEME} item ${item} opened\n${lines.join("")}`;
  return { sums, misfits, proof, digest: await sha256(bytesOf(proof)) };
}

/* ---- pages ---- */

const at = (selector) => document.querySelector(selector);
const show = (...selectors) => selectors.forEach((selector) => (at(selector).hidden = false));

function verdict(card, name, good, more = "") {
  const place = card.querySelector(".verdict");
  place.textContent = card.dataset[name] + more;
  place.className = "verdict " + (good ? "agrees" : "differs");
}

/* An elector's: the choice stands outside the form, and never leaves the browser. */
function elector(card) {
  const keys = card.dataset.keys.split(" ");
  if (!able()) return verdict(card, "unable", false);
  show("#seal");
  verdict(card, "ready", true);
  const again = () => {
    at("#cast").hidden = true;
    at("#sealed").value = "";
  };
  card.querySelectorAll("[name=said]").forEach((one) => one.addEventListener("change", again));
  at("#seal").addEventListener("click", async () => {
    const chosen = card.querySelector("[name=said]:checked");
    if (!chosen) return verdict(card, "choose", false);
    try {
      at("#sealed").value = await sealed(chosen.value, keys);
    } catch (bad) {
      return verdict(card, "unread", false);
    }
    at("#fingerprint").textContent = await sha256(bytesOf(at("#sealed").value));
    verdict(card, "done", true);
    show("#cast");
  });
}

/* A trustee's key: its secret half is shown to them and sent nowhere. */
function keyMaker(card) {
  if (!able()) return verdict(card, "unable", false);
  show("#make");
  verdict(card, "ready", true);
  at("#make").addEventListener("click", async () => {
    const pair = await keyPair();
    card.querySelector("[name=public_key]").value = pair.open;
    at("#secret-made").value = pair.secret;
    verdict(card, "made", true);
    show("#made");
  });
}

/* What stands on the roll, as the page has it: what each weighs, and its text. */
async function ballotsOf(text) {
  const lines = text.split("\n").filter(Boolean).map((line) => /^(\d+) (\d+) (\d+) (\d+) (.*)$/.exec(line));
  return Promise.all(lines.map(async (line) => ({ weighs: line.slice(1, 5).map(BigInt), text: JSON.parse(line[5]), digest: await sha256(bytesOf(JSON.parse(line[5]))) })));
}

const AREA = 2;
const typed = (number, axis) => (axis === AREA ? `${number / 100n}.${String(number % 100n).padStart(2, "0")}` : String(number));

function parsedSum(value, axis) {
  const found = /^(\d{1,13})(?:\.(\d{1,2}))?$/.exec(value.trim());
  if (!found || (found[2] && axis !== AREA)) return null;
  return axis === AREA ? BigInt(found[1]) * 100n + BigInt((found[2] || "").padEnd(2, "0") || 0) : BigInt(found[1]);
}

/* By each axis: whether what is typed adds up to the ballots that stand. */
function fit(card) {
  for (const row of card.querySelectorAll("[data-axis]")) {
    const axis = Number(row.dataset.axis);
    const parts = [...card.querySelectorAll(`input[name$=".${axis}"]`)].map((box) => parsedSum(box.value, axis));
    const sum = parts.includes(null) ? null : parts.reduce((all, one) => all + one, 0n);
    const agrees = sum === BigInt(row.dataset.stand);
    row.querySelector(".typed").textContent = sum === null ? "?" : typed(sum, axis);
    row.querySelector(".fits").textContent = agrees ? card.dataset.fits : card.dataset.misses;
    row.className = agrees ? "done" : "late";
  }
}

function fill(card, found) {
  for (const box of card.querySelectorAll("input[name*='.']")) {
    const [name, axis] = box.name.split(".");
    box.value = typed(found.sums[name] ? found.sums[name][axis] : 0n, Number(axis));
  }
  card.querySelector("[name=proof]").value = found.digest;
  at("#proof-text").value = found.proof;
  fit(card);
}

/* Trustees open: each their halves, then both together. */
async function opener(card) {
  card.querySelectorAll("input").forEach((box) => box.addEventListener("input", () => fit(card)));
  fit(card);
  if (!able()) return verdict(card, "unable", false);
  const keys = card.dataset.keys.split(" "), item = card.dataset.item, ballots = await ballotsOf(at("#ballots").value);
  const trying = (work) => async () => {
    try {
      await work();
    } catch (bad) {
      verdict(card, { whose: "whose", halves: "halves", same: "same" }[bad.message] || "unread", false);
    }
  };
  show("#halve", "#open");
  verdict(card, "ready", true);
  at("#halve").addEventListener("click", trying(async () => {
    at("#mine").value = await halves(ballots, at("#secret").value, keys, item);
    verdict(card, "halved", true);
  }));
  at("#open").addEventListener("click", trying(async () => {
    const found = await opened(ballots, at("#mine").value, at("#theirs").value, item);
    if (found.misfits.length) return verdict(card, "forged", false, ` ${[...new Set(found.misfits)].join(" ")}`);
    fill(card, found);
    verdict(card, "opened", true);
  }));
}

if (typeof document !== "undefined")
  document.addEventListener("DOMContentLoaded", () => {
    for (const [selector, start] of [[".sealing", elector], [".own-key", keyMaker], [".opening", opener]])
      for (const card of document.querySelectorAll(selector)) start(card);
  });
