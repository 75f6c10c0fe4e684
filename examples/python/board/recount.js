/* Recomputes a certificate in the browser, from its own text and the rule it names: whole numbers of any size, nothing
 * of the library, nothing from elsewhere. Without it the page shows the same lines, to be checked by hand. */
"use strict";

const AXES = ["heads", "units", "area", "weight"];
const CHOICES = ["yes", "no", "abstain", "block", "blank", "invalid"];
const SAYS = {
  unverified: "nobody has verified the source of this rule",
  silent: "silent ones were counted",
  casting: "yes equalled no, and the deciding vote decided",
  tied: "some tie over the last seat, which none of them has",
  waiting: "some ballots wait for a second person, and were not counted",
};

class Bad extends Error {}

/* ---- the certificate ---- */

const zero = () => Object.fromEntries(AXES.map((axis) => [axis, 0n]));

const whole = (word) => {
  if (!/^[0-9]{1,20}$/.test(word || "")) throw new Bad("no number: " + word);
  return BigInt(word);
};

function sumsOf(words) {
  const sums = zero();
  if (words.length % 2) throw new Bad("no sums: " + words.join(" "));
  for (let i = 0; i < words.length; i += 2) {
    if (!AXES.includes(words[i])) throw new Bad("no axis: " + words[i]);
    sums[words[i]] = whole(words[i + 1]);
  }
  return sums;
}

function readTally(said, name, words) {
  if (/^[0-9]+$/.test(name)) {
    const kept = words[words.length - 1] === "kept";
    said.votes.push({ number: Number(name), sums: sumsOf(kept ? words.slice(0, -1) : words), kept });
  } else if (name === "cast") said.cast = sumsOf(words);
  else if (name === "silent") said.silent = sumsOf(words);
  else if (CHOICES.includes(name)) said.choices[name] = sumsOf(words);
  else throw new Bad("nothing is called so: tally " + name);
}

function readCertificate(text) {
  const lines = text.replace(/\r\n/g, "\n").replace(/\n+$/, "").split("\n");
  if (!/^cgov (certificate|ruling) 1$/.test(lines[0])) throw new Bad("this is no certificate that can be read");
  const begins = lines.findIndex((line) => line.startsWith("rule "));
  if (begins < 0) throw new Bad("a certificate has a line `rule`");
  const said = { ruling: lines.slice(begins), rolls: {}, votes: [], cast: null, silent: zero(), seats: 0n, held: 0n,
    casting: "", choices: Object.fromEntries(CHOICES.map((choice) => [choice, zero()])),
    waiting: lines.slice(0, begins).some((line) => line.startsWith("waiting ")) };
  for (const line of said.ruling) {
    const [word, name, ...words] = line.split(" ");
    if (word === "roll") said.rolls[name] = sumsOf(words);
    else if (word === "tally") readTally(said, name, words);
    else if (word === "casting") said.casting = words[0] === "none" ? "" : words[0];
    else if (word === "seats") {
      said.seats = whole(name);
      if (words.includes("held")) said.held = whole(words[words.indexOf("held") + 1]);
    }
  }
  return said;
}

/* ---- the rule ---- */

function readCounted(words) {
  const counted = [words.shift()];
  if (counted[0] === "cast" && words[0] === "not") {
    words.shift();
    while (CHOICES.includes(words[0])) counted.push(words.shift());
  }
  return counted;
}

function readShare(words) {
  const share = { part: readCounted(words), whole: null, more: words[0] === "more", axis: "heads" };
  const [n, d] = words[2].split("/");
  words.splice(0, 3);
  share.n = whole(n);
  share.d = d ? whole(d) : 0n;
  if (d) {
    words.shift();
    share.whole = readCounted(words);
  }
  if (words[0] === "by") share.axis = words.splice(0, 2)[1];
  return share;
}

function readLine(word, words, number) {
  const line = { number, quorum: word === "quorum", negated: words[0] === "not", shares: [] };
  if (line.negated) words.shift();
  do line.shares.push(readShare(words)); while (words.shift() === "or");
  return line;
}

function readRule(text, first) {
  const rule = { lines: [], first, ask: "", kept: 0n, silent: "", casting: "", verified: true };
  text.split("\n").forEach((line, i) => {
    const words = line.replace(/"[^"]*"/g, "").replace(/#.*/, "").trim().split(/\s+/);
    const word = words.shift();
    if (word === "rule") rule.name = words[0];
    else if (word === "source") rule.verified = words[0] !== "unverified";
    else if (word === "ask") rule.ask = words[0];
    else if (word === "seats" && words[1]) rule.kept = whole(words[1]);
    else if (word === "silent") rule.silent = words[1];
    else if (word === "tie") rule.casting = words[1];
    else if (word === "quorum" || word === "passes") rule.lines.push(readLine(word, words, first + i));
  });
  rule.ways = Math.max(...rule.lines.map((line) => line.shares.length));
  return rule;
}

/* ---- judged anew ---- */

class Judge {
  constructor(rule, said) {
    this.rule = rule;
    this.said = said;
    this.lines = [];
    this.joined = "";
    this.isSilent = AXES.some((axis) => said.silent[axis] > 0n);
    if (this.isSilent) this.join();
  }

  join() {
    const axes = new Set(this.rule.lines.flatMap((line) => line.shares.map((share) => share.axis)));
    const { yes, no } = this.said.choices;
    if ([...axes].every((axis) => yes[axis] > no[axis])) this.joined = "yes";
    else if ([...axes].every((axis) => yes[axis] < no[axis])) this.joined = "no";
  }

  choice(name, axis, candidate) {
    if (candidate && name === "yes") return candidate.sums[axis];
    return this.said.choices[name][axis] + (name === this.joined ? this.said.silent[axis] : 0n);
  }

  cast(axis) {
    if (this.rule.ask === "choose") return this.said.cast[axis];
    return CHOICES.reduce((sum, name) => sum + this.said.choices[name][axis], 0n);
  }

  count(counted, axis, candidate) {
    const [name, ...without] = counted;
    if (name === "cast")
      return without.reduce((sum, one) => sum - this.choice(one, axis, candidate),
        this.cast(axis) + (this.isSilent ? this.said.silent[axis] : 0n));
    if (CHOICES.includes(name)) return this.choice(name, axis, candidate);
    if (!this.said.rolls[name]) throw new Bad("no line says how many are on roll " + name);
    return this.said.rolls[name][axis];
  }

  compare(line, way, candidate) {
    const share = line.shares[way];
    const left = this.count(share.part, share.axis, candidate);
    const right = share.d ? this.count(share.whole, share.axis, candidate) : 0n;
    const one = share.d ? left * share.d : left;
    const other = share.d ? share.n * right : share.n;
    const holds = (share.more ? one > other : one >= other) && !(share.d && right === 0n);
    const words = [line.quorum ? "quorum" : "passes", "line", line.number];
    if (line.shares.length > 1) words.push("way", way + 1);
    if (candidate) words.push("candidate", candidate.number);
    words.push("by", share.axis, ...(line.negated ? ["not"] : []), ...(share.d ? [left, "*", share.d] : [left]),
      share.more ? ">" : ">=", ...(share.d ? [share.n, "*", right] : [share.n]),
      holds ? "holds" : share.d && right === 0n ? "fails of nothing" : "fails");
    this.lines.push({ text: words.join(" "), sums: share.d ? [one, share.more ? ">" : "≥", other, holds] : null });
    return holds !== line.negated;
  }

  ways(quorum, candidate) {
    const held = Array.from({ length: this.rule.ways }, () => true);
    for (const line of this.rule.lines.filter((one) => one.quorum === quorum)) {
      const answers = line.shares.map((_, way) => this.compare(line, way, candidate));
      held.forEach((_, way) => { held[way] = held[way] && answers[answers.length > 1 ? way : 0]; });
    }
    return held;
  }

  judge() {
    const quorum = this.ways(true);
    const out = this.rule.ask === "choose" ? this.choose(quorum) : this.decide(quorum);
    const way = this.rule.ways > 1 && quorum.includes(true) ? " way " + (out.way + 1) : "";
    return [...this.lines, { text: "outcome " + out.outcome + way }, ...out.more.map((text) => ({ text }))];
  }

  decide(quorum) {
    const passes = this.ways(false).map((held, way) => held && quorum[way]);
    const out = { outcome: passes.includes(true) ? "passed" : quorum.includes(true) ? "failed" : "no_quorum", more: [] };
    out.way = (passes.includes(true) ? passes : quorum).indexOf(true);
    const axes = this.rule.lines.filter((line) => !line.quorum).map((line) => line.shares[0].axis);
    const equal = axes.every((axis) => this.choice("yes", axis) === this.choice("no", axis));
    const voted = AXES.some((axis) => this.choice("yes", axis) > 0n);
    this.wasCast = out.outcome === "failed" && this.rule.casting && this.said.casting && equal && voted;
    if (this.wasCast && this.said.casting === "yes") out.outcome = "passed";
    return out;
  }

  choose(quorum) {
    const letThrough = this.said.votes.filter((one) => this.ways(false, one).includes(true));
    if (!quorum.includes(true)) return { outcome: "no_quorum", more: [], way: 0 };
    const axis = this.rule.lines.find((line) => !line.quorum).shares[0].axis;
    const { winners, tied } = elect(this.rule, this.said, letThrough, axis);
    this.isTied = tied.length > 0;
    return { outcome: BigInt(winners.length) === this.said.seats ? "passed" : "unfilled", way: quorum.indexOf(true),
      more: [...winners.map((one) => "winner " + one.number), ...tied.map((one) => "tied " + one.number)] };
  }
}

/* Who has the most votes; who ties over the last seat has none. */
function seat(order, seats, axis) {
  if (order.length <= seats || seats === 0) return { winners: order.slice(0, seats), tied: [] };
  const least = order[seats].sums[axis];
  const tied = order[seats - 1].sums[axis] === least ? order.filter((one) => one.sums[axis] === least) : [];
  return { winners: order.slice(0, seats).filter((one) => !tied.includes(one)), tied };
}

function elect(rule, said, letThrough, axis) {
  const byVotes = (a, b) => (a.sums[axis] === b.sums[axis] ? a.number - b.number : a.sums[axis] > b.sums[axis] ? -1 : 1);
  const order = [...letThrough].sort(byVotes);
  const theirs = order.filter((one) => one.kept);
  const seats = Number(said.seats);
  const wanted = rule.kept > said.held ? Number(rule.kept - said.held) : 0;
  const kept = Math.min(wanted, theirs.length, seats);
  let { winners, tied } = seat(order, seats, axis);
  if (winners.filter((one) => one.kept).length < kept) {
    const first = seat(theirs, kept, axis);
    const rest = seat(order.filter((one) => !first.winners.includes(one)), seats - kept, axis);
    winners = [...first.winners, ...rest.winners];
    tied = [...new Set([...first.tied, ...rest.tied])].filter((one) => !winners.includes(one));
  }
  return { winners: winners.sort(byVotes), tied: tied.sort(byVotes) };
}

/* ---- compared ---- */

function sumsText(said, sums) {
  const shown = AXES.filter((axis) => axis === "heads" || said[axis]);
  return shown.map((axis) => axis + " " + sums[axis]).join(" ");
}

/* What the lines must say that follow from the tallies: all that were cast, whom the silent joined, each comparison, the
 * outcome, warnings. */
function expected(rule, said) {
  const judge = new Judge(rule, said);
  const lines = judge.judge();
  if (rule.silent) lines.unshift({ text: "joined " + (judge.joined || "none") });
  if (rule.ask !== "choose") {
    const sums = Object.fromEntries(AXES.map((axis) => [axis, judge.cast(axis)]));
    const found = said.ruling.find((line) => line.startsWith("tally cast ")) || "";
    const shown = Object.fromEntries(AXES.map((axis) => [axis, found.includes(axis) || sums[axis] > 0n]));
    lines.unshift({ text: "tally cast " + sumsText(shown, sums) });
  }
  const warned = { unverified: !rule.verified, silent: judge.isSilent, casting: judge.wasCast, tied: judge.isTied,
    waiting: said.waiting };
  for (const word of Object.keys(SAYS)) if (warned[word]) lines.push({ text: "warning " + word + ": " + SAYS[word] });
  return lines;
}

const FOLLOWS = /^(tally cast|joined|quorum|passes|outcome|winner|tied|warning) /;

/* Each line that follows from others: what it says, what it must say, and whether that is one. */
function recount(text, ruleText, first) {
  const said = readCertificate(text);
  const rule = readRule(ruleText, first);
  const head = said.ruling[0].split(" ").slice(0, 4).join(" ");
  const named = "rule " + rule.name + " line " + rule.first;
  const rows = [{ text: head, must: named, agrees: head === named, sums: null }];
  const choose = rule.ask === "choose";
  const have = said.ruling.filter((line) => FOLLOWS.test(line) && !(choose && line.startsWith("tally cast ")));
  const want = expected(rule, said);
  for (let i = 0; i < Math.max(have.length, want.length); i++) {
    const must = want[i] || { text: "", sums: null };
    rows.push({ text: have[i] || "", must: must.text, agrees: have[i] === must.text, sums: must.sums });
  }
  return rows;
}

/* ---- on the page ---- */

function element(tag, text, look) {
  const made = document.createElement(tag);
  made.textContent = text;
  if (look) made.className = look;
  return made;
}

function sumsShown(row) {
  if (!row.sums) return "";
  const [one, than, other, holds] = row.sums;
  return one + " " + (holds ? than : than === ">" ? "≤" : "<") + " " + other;
}

function show(page, rows) {
  const say = page.dataset;
  const wrong = rows.filter((row) => !row.agrees).length;
  const verdict = document.getElementById("verdict");
  verdict.textContent = wrong ? say.differs : say.agrees;
  verdict.className = "verdict " + (wrong ? "differs" : "agrees");
  const list = document.getElementById("lines");
  list.replaceChildren(...rows.map((row) => {
    const item = document.createElement("li");
    item.dataset.agrees = row.agrees;
    item.append(element("code", row.text || "—"), element("span", sumsShown(row), "sum"),
      element("strong", row.agrees ? say.same : say.other, row.agrees ? "done" : "late"));
    if (!row.agrees) item.append(element("span", say.must + " " + (row.must || "—"), "must"));
    return item;
  }));
  list.hidden = false;
  for (const item of document.querySelectorAll("[data-says]")) {
    const row = rows.find((one) => one.text === item.dataset.says);
    const check = item.querySelector(".check");
    check.textContent = row ? [sumsShown(row), row.agrees ? say.same : say.other].filter(Boolean).join(" · ") : say.other;
    check.className = "check " + (row && row.agrees ? "done" : "late");
  }
}

function run(page) {
  const rule = document.getElementById("rule");
  try {
    show(page, recount(document.getElementById("certificate").value, rule.textContent, Number(rule.dataset.line)));
  } catch (error) {
    if (!(error instanceof Bad || error instanceof TypeError || error instanceof RangeError)) throw error;
    show(page, [{ text: error.message, must: "", agrees: false, sums: null }]);
  }
}

if (typeof document !== "undefined")
  document.addEventListener("DOMContentLoaded", () => {
    const page = document.getElementById("recount");
    const again = document.getElementById("again");
    again.hidden = false;
    again.addEventListener("click", () => run(page));
    run(page);
  });
